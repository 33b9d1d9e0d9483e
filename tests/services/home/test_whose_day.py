"""A session of the evening is asked about on the next morning of the person, wherever the host stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest
from freezegun import freeze_time

from kneetui.config import clock
from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather
from kneetui.services.knee_status import knee_status
from kneetui.testing import SETTLED


@pytest.fixture
def services(library: Library) -> Iterator[Services]:
    """Somebody in Los Angeles, on a host in UTC."""
    with closing(Services()) as made:
        made.use_library(library)
        made.save_settings(replace(SETTLED, timezone="America/Los_Angeles"))
        yield made


def run_tonight(services: Services) -> Entry:
    return services.diary.add(Entry(services.now(), "right", pain_during=2, session=Session("running", 40)))


def asked(services: Services) -> bool:
    """Whether Today asks how the knee was this morning."""
    return "morning" in {item.action for item in agenda(gather(services)[0])}


def test_the_run_of_the_evening_is_asked_about_next_morning(services: Services) -> None:
    with freeze_time("2026-11-24T04:00:00Z"):  # 20:00 on the 23rd in Los Angeles
        run = run_tonight(services)
        assert run.when == datetime(2026, 11, 23, 20, 0)
        assert knee_status(services).day == date(2026, 11, 23)
        assert not asked(services)
    with freeze_time("2026-11-24T07:30:00Z"):  # half past eleven that night
        assert not asked(services)
    with freeze_time("2026-11-24T15:00:00Z"):  # seven in the morning
        assert services.now() == datetime(2026, 11, 24, 7, 0)
        assert asked(services)
        services.diary.add(Entry(services.now(), "right", pain_morning=1))
        assert not asked(services)
        (response,) = knee_status(services).knees["right"].responses
        assert (response.day, response.morning) == (date(2026, 11, 23), 1)


def test_a_host_in_utc_alone_would_ask_on_the_evening_itself(services: Services) -> None:
    services.save_settings(replace(SETTLED, timezone="UTC"))
    with freeze_time("2026-11-23T22:00:00Z"):
        run_tonight(services)
    with freeze_time("2026-11-24T04:00:00Z"):
        assert asked(services)


def test_a_trip_moves_nothing(services: Services) -> None:
    with freeze_time("2026-11-24T04:00:00Z"):
        run = run_tonight(services)
    before = services.diary.entries()
    services.save_settings(replace(services.settings, timezone="Asia/Tokyo"))
    with closing(Services()) as there:
        entries = there.diary.entries()
        assert [(entry.when, entry.zone, entry.instant) for entry in entries] == [
            (entry.when, entry.zone, entry.instant) for entry in before
        ]
        assert there.diary.entries(since=date(2026, 11, 23), until=date(2026, 11, 23)) == [run]
        with freeze_time("2026-11-24T22:00:00Z"):  # seven in the morning of the 25th in Tokyo
            written = there.diary.add(Entry(there.now(), "right", pain_morning=1))
        assert (written.when, written.zone) == (datetime(2026, 11, 25, 7, 0), "Asia/Tokyo")


def test_the_question_is_asked_once(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(clock, "of_host", lambda: "Etc/UTC")
    services.save_settings(SETTLED)
    assert services.zone_unsure()
    services.save_settings(replace(SETTLED, timezone_asked=True))
    assert not services.zone_unsure()
    assert clock.zone_name() == "Etc/UTC"
