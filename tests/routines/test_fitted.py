"""Warm-up and cool-down made for a sport and for minutes, over all sports that there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kneetui.config.about import SPORTS
from kneetui.content.loading.merge import load
from kneetui.routines import plan
from kneetui.routines.dose import minutes
from kneetui.routines.fitted import EASY, LENGTHS, MadeFor, fitted
from kneetui.routines.gate import OPEN
from kneetui.routines.progress import Progress
from kneetui.routines.progression import Felt, after_session
from kneetui.routines.wording import (
    for_sports_words,
    length_words,
    moves_on_words,
    next_words,
    phase_words,
)

if TYPE_CHECKING:
    from kneetui.content.model import Library, Phase
    from kneetui.routines.dose import WorkItem

SHORTEST = 0.6
"""So much of the minutes is filled at least."""


@pytest.fixture(scope="module")
def core() -> Library:
    return load([])


def session(core: Library, routine: str) -> tuple[Phase, list[WorkItem]]:
    return core.routines[routine].phases[0], plan.todays_session(core, Progress(routine), OPEN)


def made(core: Library, routine: str, fit: MadeFor) -> list[WorkItem]:
    return fitted(*session(core, routine), fit)


def test_there_is_something_before_and_after(core: Library) -> None:
    assert [name for name, routine in core.routines.items() if routine.fitted] == ["warm-up", "cool-down"]


@pytest.mark.parametrize("routine", ["warm-up", "cool-down"])
@pytest.mark.parametrize("sport", SPORTS)
def test_it_takes_the_minutes_and_has_only_what_is_for_the_sport(
    core: Library, routine: str, sport: str
) -> None:
    steps = {step.exercise: step for step in core.routines[routine].phases[0].steps}
    for length in LENGTHS:
        items = made(core, routine, MadeFor(sport=sport, minutes=length))
        assert SHORTEST * length <= minutes(items) <= length + 0.5
        assert [item.planned for item in items] == [
            name for name in steps if name in {i.planned for i in items}
        ]
        for item in items:
            assert not steps[item.planned].activities or sport in steps[item.planned].activities
        assert sum(bool(item.dose.minutes) for item in items) == 1
        assert items[0].dose.minutes >= EASY


def test_sports_differ_and_more_minutes_have_more_in_them(core: Library) -> None:
    long = {
        sport: tuple(i.planned for i in made(core, "warm-up", MadeFor(sport=sport, minutes=12)))
        for sport in SPORTS
    }
    assert len(set(long.values())) > 3
    assert long["cycling"][0] == "easy-bike"
    for sport in SPORTS:
        counts = [len(made(core, "warm-up", MadeFor(sport=sport, minutes=length))) for length in LENGTHS]
        assert counts == sorted(counts)


def test_it_is_listed_with_the_fewest_minutes_that_it_takes(core: Library) -> None:
    for routine in core.routines.values():
        if routine.fitted:
            assert plan.phase_minutes(core, routine.phases[0]) == min(LENGTHS)


def test_no_sentence_promises_a_next_phase_or_sessions_in_the_green(core: Library) -> None:
    for routine in core.routines.values():
        if routine.fitted:
            done = after_session(core, Progress(routine.id), Felt(0), date(2026, 11, 22), OPEN)
            twice = after_session(core, done.progress, Felt(0), date(2026, 11, 23), OPEN)
            for words in (
                length_words(routine),
                phase_words(core, routine, 0),
                moves_on_words(core, Progress(routine.id)),
                next_words(core, done, None),
                next_words(core, twice, date(2026, 11, 24)),
            ):
                assert "green" not in words
                assert "week" not in words
                assert "another routine" not in words


def test_a_step_says_for_which_sports_it_is(core: Library) -> None:
    bike, walk, swings, *_ = core.routines["warm-up"].phases[0].steps
    assert [for_sports_words(step) for step in (bike, walk, swings)] == [
        "for cycling",
        "for all other sports",
        "",
    ]


def test_what_is_closed_stays_out(core: Library) -> None:
    phase, items = session(core, "warm-up")
    left = [item for item in items if item.exercise.load != "impact"]
    assert "two-leg-hop" not in {i.planned for i in fitted(phase, left, MadeFor(sport="jumping", minutes=15))}
