"""Tests at home, trials of one, and what is kept track of, on the page and in the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, HomeTestRecord
from kneetui.report.one_page.blocks import PageTable
from kneetui.report.one_page.page import page, plain
from kneetui.report.one_page.plain import plain as as_data
from kneetui.services.container import Services
from kneetui.services.patterns import trials
from kneetui.services.report.gather import report, request_for
from kneetui.testing import NOW
from tests.report.one_page.person import diary


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    services = make_services(library=library)
    services.now = lambda: NOW
    return services


def measured(library: Library, test: str) -> list[Entry]:
    rows = ((20, "left", 20), (20, "right", 12), (3, "left", 20), (3, "right", 15))
    return [
        Entry(NOW - timedelta(days=days), side, home_test=HomeTestRecord(test, value, pain=2))
        for days, side, value in rows
    ]


def with_everything(services: Services, library: Library) -> str:
    test = next(
        test for test in library.home_tests.values() if test.unit == "times" and test.better == "more"
    )
    entries = [
        replace(entry, own=(("cycle", 3.0), ("insole", True))) if entry.pain_morning is not None else entry
        for entry in diary(library)
    ]
    services.diary.add_all([*entries, *measured(library, test.id)])
    return test.name


def test_a_test_at_home_is_told_for_both_sides(services: Services, library: Library) -> None:
    name = with_everything(services, library)
    made = report(services, request_for(services, audience="physio"))
    left, right = made.tests
    assert (left.test, left.side, left.came_to, left.share) == (name, "left", "20 times", None)
    assert (right.came_to, right.before, right.share, right.pain) == (
        "15 times",
        "12 times on 2 November",
        75,
        2,
    )
    words = str(plain(page(made)))
    assert "right 15 times on 19 November (75 % of the other, pain 2 and was 12 times on 2 November)" in words


def test_a_trial_is_told_with_what_helped(services: Services, library: Library) -> None:
    with_everything(services, library)
    services.now = lambda: NOW - timedelta(days=30)
    trials.start(services, "the insole", "right", 2, seed=1)
    services.now = lambda: NOW
    made = report(services, request_for(services, audience="doctor"))
    (own,) = made.trials
    assert (own.what, own.knee) == ("the insole", "right")
    assert "Trial of the insole" in str(plain(page(made)))
    assert report(services, request_for(services, audience="coach")).trials == ()
    assert report(services, request_for(services, audience="doctor", knee="left")).trials == ()


def test_what_is_kept_track_of_is_told_to_oneself_alone_unless_chosen(
    services: Services, library: Library
) -> None:
    with_everything(services, library)
    for audience in ("physio", "doctor", "coach"):
        made = report(services, request_for(services, audience=audience, whole=True))
        assert made.tracked == ()
        assert "cycle" not in str(as_data(made)).lower().replace("cycling", "")
    own = report(services, request_for(services, audience="me", whole=True))
    assert [(thing.name, thing.usually) for thing in own.tracked] == [
        (library.trackers["cycle"].name, "3"),
        (library.trackers["insole"].name, f"yes on {own.tracked[1].days} days"),
    ]
    assert "Kept track of" in str(plain(page(own)))
    chosen = report(services, request_for(services, audience="physio", sections=("tracked",)))
    assert len(chosen.tracked) == 2


def test_sessions_that_were_taken_badly_are_not_crowded_out(services: Services, library: Library) -> None:
    with_everything(services, library)
    asked = request_for(services, audience="physio", sections=("response",))
    short, whole = (page(report(services, replace(asked, whole=whole))) for whole in (False, True))
    rows, every = (
        next(block for block in made.sections[0].blocks if isinstance(block, PageTable)).rows
        for made in (short, whole)
    )
    assert len(rows) < len(every)
    assert rows[-2:] == every[-2:], "the newest stand there"
    assert not any("yellow" in row for row in every[-len(rows) :])
    assert any("yellow" in row for row in rows)
    assert list(rows) == [row for row in every if row in rows], "in their order"
