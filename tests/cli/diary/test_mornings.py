"""``kneetui diary mornings`` and ``kneetui trial``."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.patterns import trials
from kneetui.testing import NOW
from tests.cli.conftest import Run

Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def half_past_nine(services: Services) -> None:
    services.now = lambda: NOW


def test_mornings_are_compared_in_words_and_for_programs(run: Run, services: Services) -> None:
    for back in range(20):
        own = (("coffee", back % 2 == 0),)
        services.diary.add(Entry(NOW - timedelta(days=back), "left", pain_morning=3, own=own))
    assert "Coffee: yes, the same morning: no difference" in run("diary", "mornings").stdout
    table = json.loads(run("diary", "mornings", "--knee", "left", "--json").stdout)
    assert table["knee"] == "left"
    assert {own["lag-days"] for own in table["comparisons"]} == {0, 1}


def test_the_knee_has_to_be_known(refused: Refused) -> None:
    assert "Nobody said which knee" in refused("diary", "mornings")
    assert "Nobody said which knee" in refused("trial", "start", "the insole")


def test_the_newest_of_two_knees_is_no_answer(run: Run, services: Services, refused: Refused) -> None:
    for back, knee in enumerate(("left", "right")):
        services.diary.add(Entry(NOW - timedelta(days=back), knee, pain_morning=3))
    assert "Add --knee left or --knee right" in refused("diary", "mornings")
    assert "Add --knee left or --knee right" in refused("trial", "start", "the insole")
    assert run("diary", "mornings", "--knee", "right").exit_code == 0


def test_a_trial_is_drawn_shown_and_stopped(run: Run, services: Services, refused: Refused) -> None:
    assert "No trial yet" in run("trial", "show").stdout
    assert (
        "It begins on 23 November."
        in run("trial", "start", "the insole", "--knee", "right", "--pairs", 2).stdout
    )
    (own,) = trials.trials(services)
    services.now = lambda: NOW + timedelta(days=1)
    side = "with" if own.weeks[0] else "without"
    assert f"This week, the 1st of 4: {side} it." in run("trial", "show").stdout
    (table,) = json.loads(run("trial", "show", "--json").stdout)
    assert (table["what"], table["pairs-whole"], table["interval"]) == ("the insole", 0, None)
    assert "under way" in refused("trial", "start", "a brace", "--knee", "left")
    assert "Stopped on 23 November." in run("trial", "stop").stdout
