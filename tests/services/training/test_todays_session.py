"""A session made for a sport and for minutes, from what is open today to the player."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.routines.dose import minutes
from kneetui.routines.fitted import LENGTHS, MadeFor
from kneetui.services.container import Services
from kneetui.services.training.played import typed_session
from kneetui.services.training.training import Training
from kneetui.services.training.two_weeks import weeks_of_plans
from tests.ui.gym import assessed


@pytest.fixture
def training(make_services: Callable[..., Services], library: Library) -> Training:
    services = make_services(entries=[assessed("self-care")])
    services.use_library(library)
    return Training(services)


def test_it_begins_as_it_was_made_and_becomes_no_plan_of_ones_own(training: Training) -> None:
    today = training.today("warm-up", training.status())
    assert today is not None
    made = today.made_for(MadeFor(sport="cycling", minutes=8))
    assert minutes(today.items) < minutes(made.items)
    workout = training.begin(made)
    assert [item.planned for item in workout.player.items] == [item.planned for item in made.items]
    assert workout.player.items[0].exercise.id == "easy-bike"
    assert "warm-up" not in training.yours()


def test_what_is_closed_is_in_none_that_is_made(training: Training) -> None:
    training.services.diary.add(assessed("soon", "BONE"))
    today = training.today("warm-up", training.status())
    assert today is not None
    assert today.made_for(MadeFor(sport="jumping", minutes=15)).items == []


@pytest.mark.parametrize(("sports", "sport"), [((), "other"), (("chess", "cycling", "running"), "cycling")])
def test_while_nobody_says_it_is_short_and_for_the_first_sport_of_ones_own(
    training: Training, sports: tuple[str, ...], sport: str
) -> None:
    training.services.settings = replace(training.services.settings, sports=sports)
    today = training.today("cool-down", training.status())
    assert today is not None
    assert today.fit == MadeFor(sport=sport, minutes=min(LENGTHS))
    assert len(today.items) < len(today.whole)
    assert training.without(today, ()) == today.items


def test_a_warm_up_is_open_again_at_once_and_a_break_takes_nothing_off_it(training: Training) -> None:
    today = training.today("warm-up", training.status())
    assert today is not None
    training.judge(typed_session.log(training, today, {}), 0)
    again = training.today("warm-up", training.status())
    assert again is not None
    assert (again.day, again.resting, again.items) == (None, False, today.items)
    assert weeks_of_plans(training, training.status(), training.day) == []
    last = again.progress.last
    assert last is not None
    long_ago = replace(last, on=last.on - timedelta(days=60))
    training.keep(replace(again.progress, last=long_ago))
    later = training.today("warm-up", training.status())
    assert later is not None
    assert (later.back, later.items) == (None, today.items)
