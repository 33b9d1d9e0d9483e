"""The routine as home names it: one's own before a suggested one, and only what is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kneetui.diary.entries import Entry
from kneetui.routines.progress import Done, Place, Progress
from kneetui.services.container import Services
from kneetui.services.home.situation import RoutineNow
from kneetui.services.remembered_keys import SUGGESTED
from kneetui.services.training.routine_today import routine_now
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from tests.ui.gym import assessed, gym

Named = Callable[..., RoutineNow | None]


@pytest.fixture
def named(make_services: Callable[..., Services]) -> Named:
    def find(
        own: Progress | None = None, suggested: str = "", entries: tuple[Entry, ...] = (), **given: Any
    ) -> RoutineNow | None:
        services = make_services(library=gym(), entries=entries, **given)
        training = Training(services)
        if own:
            training.keep(own, own=True)
        services.diary.remember(SUGGESTED, suggested)
        return routine_now(services, training.status())

    return find


def test_without_a_routine_there_is_none(named: Named) -> None:
    assert named() is None


def test_ones_own_goes_before_what_an_assessment_suggested(named: Named) -> None:
    routine = named(Progress("kneecap", Place(phase=1), sessions=3), suggested="walk")
    assert routine is not None
    assert (routine.name, routine.own, routine.phase, routine.phases) == ("Kneecap routine", True, 2, 3)
    assert (routine.stage, routine.goal) == ("Build it up", "More bend, and slower.")
    assert (routine.session, routine.last, routine.resting) == (4, "", False)
    assert routine.minutes > 0


def test_a_suggested_one_is_not_ones_own_and_has_no_session(named: Named) -> None:
    routine = named(suggested="walk")
    assert routine is not None
    assert (routine.name, routine.own, routine.phase, routine.stage) == ("Easy walking", False, 1, "Walk")


@pytest.mark.parametrize("suggested", ["", "not-installed"])
def test_what_is_not_installed_is_not_suggested(named: Named, suggested: str) -> None:
    assert named(suggested=suggested) is None
    assert named(Progress("not-installed"), suggested=suggested) is None


def test_ones_own_that_went_away_gives_way_to_the_suggested_one(named: Named) -> None:
    routine = named(Progress("not-installed"), suggested="walk")
    assert routine is not None
    assert (routine.name, routine.own) == ("Easy walking", False)


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
def test_nothing_that_is_closed_is_suggested(named: Named, urgency: str) -> None:
    assert named(suggested="walk", entries=(assessed(urgency),)) is None


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
def test_ones_own_is_named_with_no_minutes_while_it_is_closed(named: Named, urgency: str) -> None:
    routine = named(Progress("walk"), entries=(assessed(urgency),))
    assert routine is not None
    assert (routine.name, routine.own, routine.minutes) == ("Easy walking", True, 0)


def test_only_the_gentle_one_is_suggested_before_a_visit(named: Named) -> None:
    soon = (assessed("soon"),)
    assert named(suggested="kneecap", entries=soon) is None
    routine = named(suggested="first-days", entries=soon)
    assert routine is not None
    assert routine.name == "First days"


def test_a_pause_is_a_rest_with_the_day_it_ends(named: Named) -> None:
    until = NOW.date() + timedelta(days=2)
    routine = named(Progress("walk", Place(paused_until=until)))
    assert routine is not None
    assert (routine.resting, routine.day) == (True, until)


def test_the_colour_of_the_last_session_is_named(named: Named) -> None:
    day = NOW.date() - timedelta(days=3)
    last = Done(on=day, colour="yellow", stopped=False, complete=True, limited=False, before=Place())
    routine = named(Progress("walk", sessions=1, last=last))
    assert routine is not None
    assert (routine.last, routine.session) == ("yellow", 2)
    assert routine.day is not None
    assert routine.day > day


def test_a_phase_that_the_routine_lost_is_its_last(named: Named) -> None:
    routine = named(Progress("walk", Place(phase=4)), now=datetime.combine(date(2026, 11, 22), NOW.time()))
    assert routine is not None
    assert (routine.phase, routine.phases) == (1, 1)


def test_every_session_takes_a_minute_at_least(named: Named) -> None:
    routine = named(Progress("first-days", Place(level=-2)))
    assert routine is not None
    assert routine.minutes >= 1
