"""One change at a time: which fits the place of the pain, when it is asked about, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.conditions import Choices
from kneetui.content.model import HomeTest, Library
from kneetui.diary.entries import Entry
from kneetui.routines.gate import OPEN
from kneetui.services.container import Services
from kneetui.services.home.agenda import agenda
from kneetui.services.home.home import gather
from kneetui.services.training import changes, home_tests
from kneetui.services.training.changes import options, waiting_words
from kneetui.testing import NOW

TODAY = NOW.date()


@pytest.fixture
def test_of_the_bike(library: Library) -> HomeTest:
    (test,) = changes.tests_of_changes(library)
    return test


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    services = make_services()
    services.use_library(library)
    return services


def changed(services: Services, test: HomeTest, change: str, days: int) -> Entry:
    entry = changes.write_change(services, test, change)
    moved = replace(entry, when=NOW - timedelta(days=days))
    services.diary.edit(moved)
    return moved


def test_every_place_leads_to_changes_and_every_change_is_reached(
    test_of_the_bike: HomeTest, library: Library
) -> None:
    tracker = library.trackers[test_of_the_bike.tracker]
    reached = {change for place in test_of_the_bike.places for change in place.changes}
    assert reached == {option.id for option in tracker.options}


def test_the_place_that_hurts_comes_first(test_of_the_bike: HomeTest) -> None:
    sore = replace(OPEN, facts=({"location": Choices(frozenset({"outer-line"}))},))
    assert next(place.id for place in changes.places(test_of_the_bike, sore)) == "outside"
    assert next(place.id for place in changes.places(test_of_the_bike, OPEN)) == "front"


def test_one_change_at_a_time_and_today_asks_a_week_later(
    services: Services, library: Library, test_of_the_bike: HomeTest
) -> None:
    test = test_of_the_bike
    changed(services, test, "saddle-up", days=6)
    entries = services.diary.entries()
    assert "Saddle up, 3 to 5 mm" in waiting_words(library, test, entries, TODAY)
    assert changes.due(services, TODAY) == []
    later = TODAY + timedelta(days=1)
    ((asked, change),) = changes.due(services, later)
    assert (asked, change.id) == (test, "saddle-up")


def test_today_shows_the_question_until_it_is_answered_and_what_came_of_it_stays_at_the_change(
    services: Services, library: Library, test_of_the_bike: HomeTest
) -> None:
    test = test_of_the_bike
    changed(services, test, "saddle-up", days=8)
    (item,) = [item for item in agenda(gather(services)[0]) if item.action == "changed"]
    assert (item.title, item.detail) == ("Did the change help?", "Saddle up, 3 to 5 mm")
    home_tests.write(services, test, [home_tests.Measured("both", 0, 3)])
    assert all(one.action != "changed" for one in agenda(gather(services)[0]))
    entries = services.diary.entries()
    assert waiting_words(library, test, entries, TODAY) == ""
    front = next(place for place in test.places if place.id == "front")
    rows = {name: came for name, _, came in options(library, test, front, entries, TODAY)}
    assert rows["saddle-up"].startswith("did not help")
    assert rows["saddle-back"] == ""


def test_a_change_can_be_taken_back(services: Services, library: Library, test_of_the_bike: HomeTest) -> None:
    changes.write_change(services, test_of_the_bike, "toes-out")
    assert changes.under_way(services.diary.entries(), test_of_the_bike)
    services.diary.undo()
    assert waiting_words(library, test_of_the_bike, services.diary.entries(), TODAY) == ""


def test_no_change_is_of_more_than_five_millimetres(test_of_the_bike: HomeTest, library: Library) -> None:
    for option in library.trackers[test_of_the_bike.tracker].options:
        numbers = [int(word) for word in option.text.replace("-", " ").split() if word.isdecimal()]
        assert "mm" not in option.text or max(numbers) <= 5
