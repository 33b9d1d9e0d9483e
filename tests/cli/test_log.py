"""``kneetui log``: one line writes an entry, and says what the app would say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.report.status_page import today
from kneetui.services.container import Services
from kneetui.services.knee_status import knee_status
from kneetui.testing import NOW
from tests.cli.conftest import Run

Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def half_past_nine(services: Services) -> None:
    services.now = lambda: NOW


def test_a_run_is_written_down_and_today_says_what_the_app_says(run: Run, services: Services) -> None:
    line = ("log", 4, "--knee", "right", "--run", "5km", "--effort", 6, "--note", "downhill")
    output = run(*line).stdout.splitlines()
    (entry,) = services.diary.entries()
    assert entry == Entry(
        NOW,
        "right",
        pain_during=4,
        note="downhill",
        session=Session("running", effort=6, distance_km=5),
        id=1,
    )
    assert output[0].startswith("Written down, 1: Sun 22 Nov 09:30  right  pain in training 4 · running 5 km")
    assert output[1:] == list(today(services.library, knee_status(services)))


def test_it_is_written_for_another_day_in_words(run: Run, services: Services) -> None:
    run("log", "--morning", 2, "--swelling", "none", "--when", "yesterday 7:30", "--knee", "left")
    run("log", "--sport", "hiking", "2h 8km", "--after", "1", "--when", "last monday")
    hike, morning = sorted(services.diary.entries(), key=lambda entry: entry.when)
    assert (morning.when, morning.pain_morning) == ((NOW - timedelta(days=1)).replace(hour=7, minute=30), 2)
    assert (hike.when.date().isoformat(), hike.session, hike.knee) == (
        "2026-11-16",
        Session("hiking", 120, distance_km=8),
        "left",
    )


def test_json_has_entry_and_status(run: Run, services: Services) -> None:
    parsed = json.loads(run("log", 3, "--knee", "left", "--json").stdout)
    assert (parsed["entry"]["id"], parsed["entry"]["pain-morning"], parsed["joined"]) == (1, 3, False)
    assert parsed["status"] == json.loads(run("status", "--json").stdout)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "entry has no number"),
        ((14,), "pain-morning is 14. Give a number from 0 to 10"),
        ((3, "--when", "tomorrow"), "“tomorrow” is no day or time. Write it as yesterday 18:00"),
        ((3, "--when", "23:59"), "still to come"),
        ((3, "--run", "5"), "--run 5 is no length. Write it as 5km, 3mi"),
        ((3, "--swelling", "huge"), "swelling is huge"),
        ((3, "--effort", "6"), "the session is empty"),
        ((3, "--run", "5km", "--ride", "5km"), "One entry has one session"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    refused: Refused, services: Services, words: tuple[object, ...], sentence: str
) -> None:
    assert sentence in refused("log", *words, "--knee", "left")
    assert services.diary.count() == 0


def test_the_knee_is_asked_for_if_nobody_ever_said(refused: Refused, services: Services) -> None:
    assert "Add --knee left" in refused("log", 3)
    assert services.diary.count() == 0


def test_what_else_is_kept_track_of_has_options(run: Run, services: Services) -> None:
    services.save_settings(replace(services.settings, trackers=("Sleep: 0-12 h", "Note: 0-3")))
    run("log", "--knee", "left", "--sleep", "7,5", "--own-note", 2)
    (entry,) = services.diary.entries()
    assert entry.own == (("note", 2.0), ("sleep", 7.5))
    run("diary", "edit", 1, "--sleep", "")
    assert services.diary.get(1).own == (("note", 2.0),)
    assert "--sleep VALUE" in run("log", "--help").stdout


def test_what_else_is_kept_track_of_has_limits(services: Services, refused: Refused) -> None:
    services.save_settings(replace(services.settings, trackers=("Sleep: 0-12 h",)))
    assert "0 to 12" in refused("log", "--knee", "left", "--sleep", "13")
    assert services.diary.count() == 0
