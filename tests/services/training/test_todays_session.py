"""A session made for a sport and for minutes, from what is open today to the player."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.content.model import Library
from kneetui.routines.dose import minutes
from kneetui.routines.fitted import MadeFor
from kneetui.services.container import Services
from kneetui.services.training.training import Training
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
    assert minutes(made.items) < minutes(today.items)
    workout = training.begin(made)
    assert [item.planned for item in workout.player.items] == [item.planned for item in made.items]
    assert workout.player.items[0].exercise.id == "easy-bike"
    assert "warm-up" not in training.yours()


def test_what_is_closed_is_in_none_that_is_made(training: Training) -> None:
    training.services.diary.add(assessed("soon", "BONE"))
    today = training.today("warm-up", training.status())
    assert today is not None
    assert today.made_for(MadeFor(sport="jumping", minutes=15)).items == []
