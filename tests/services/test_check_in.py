"""The weekly questions: when they are asked, what each key answers, and what the diary has of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.services import check_in
from kneetui.services.container import Services
from kneetui.services.diary import entry_form, trackers
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather
from kneetui.testing import NOW, SETTLED

WEEK = timedelta(days=7)


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    services = make_services(settings=replace(SETTLED, check_ins=True))
    services.use_library(library)
    return services


def asked(services: Services, days: int = 0) -> list[str]:
    day = (NOW + timedelta(days=days)).date()
    return [own.id for own in check_in.due(services, services.diary.entries(), day)]


def test_water_sleep_surface_and_shoes_are_asked_a_week_after_the_first_entry(services: Services) -> None:
    assert asked(services) == []
    services.diary.add(Entry(NOW - timedelta(days=6), "right", pain_morning=2))
    assert asked(services) == []
    assert set(asked(services, days=1)) == {"water", "sleep", "surface", "shoe-change"}


def test_what_is_switched_off_or_noted_anyway_is_not_asked(services: Services) -> None:
    services.diary.add(Entry(NOW - WEEK, "right", pain_morning=2))
    services.diary.add(Entry(NOW - timedelta(days=2), "right", own=(("sleep", 7.0),)))
    assert "sleep" not in asked(services)
    assert "water" in asked(services)
    services.settings = replace(services.settings, check_ins=False)
    assert asked(services) == []


def test_answers_are_one_entry_that_can_be_taken_back_and_are_asked_again_after_a_week(
    services: Services,
) -> None:
    services.diary.add(Entry(NOW - WEEK, "right", pain_morning=2))
    week = check_in.due(services, services.diary.entries(), NOW.date())
    values = {tracker.id: check_in.answers(tracker)["1"] for tracker in week}
    assert check_in.write(services, week, values)
    assert dict(services.diary.entries()[-1].own) == values or dict(services.diary.entries()[0].own) == values
    assert asked(services) == asked(services, days=6) == []
    assert asked(services, days=7) == [tracker.id for tracker in week]
    services.diary.undo()
    assert asked(services) == [tracker.id for tracker in week]


def test_what_is_left_open_waits_a_week(services: Services) -> None:
    services.diary.add(Entry(NOW - WEEK, "right", pain_morning=2))
    week = check_in.due(services, services.diary.entries(), NOW.date())
    assert not check_in.write(services, week, {})
    assert asked(services, days=6) == []
    assert asked(services, days=7)


def test_every_answer_has_a_key_and_is_what_the_form_takes(services: Services) -> None:
    weekly = [tracker for tracker in services.library.trackers.values() if tracker.weekly]
    assert weekly
    for tracker in weekly:
        known = check_in.answers(tracker)
        assert len(known) >= 2
        for value in known.values():
            entry = Entry(NOW, "right", own=((tracker.id, value),))
            own = trackers.in_form(services, entry)
            again = entry_form.entry(entry_form.values(entry, own=own), own=own)
            assert again.own == entry.own
            assert (
                check_in.answer_words(tracker, value) in check_in.keys_words(tracker)
                or tracker.kind == "number"
            )


def test_today_asks_in_one_line(services: Services) -> None:
    services.diary.add(Entry(NOW - WEEK, "right", pain_morning=2))
    (item,) = [item for item in agenda(gather(services)[0]) if item.action == "week"]
    assert item.title == "Your week: sleep, water, surface, shoe change"
