from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kneetui.content.conditions import Choices
from kneetui.routines.gate import CLOSED, OPEN, Gate, gate_for
from kneetui.routines.plan import (
    allowed_exercises,
    matching,
    next_session,
    phase_equipment,
    phase_minutes,
    phase_of,
    reduced,
    todays_session,
)
from kneetui.routines.progress import Done, Place, Progress

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Library

LOCKED: Facts = {"mechanical": Choices(yes=frozenset({"locking"}))}
DAY = date(2026, 11, 22)


def today(
    library: Library, place: Place, gate: Gate = OPEN, facts: Facts | None = None, **swaps: str
) -> list[str]:
    named = {one.replace("_", "-"): other for one, other in swaps.items()}
    progress = Progress("kneecap", place=place, swaps=named)
    return [
        item.exercise.id for item in todays_session(library, progress, replace(gate, facts=(facts or {},)))
    ]


def test_at_soon_only_the_gentle_part_of_a_routine_is_open(library: Library) -> None:
    routine = reduced(library, library.routines["kneecap"], gate_for(library, "soon", ["puffy"]))
    assert [[step.exercise for step in phase.steps] for phase in routine.phases] == [["quad-set"], [], []]


def test_today_is_the_current_phase(library: Library) -> None:
    assert today(library, Place()) == ["quad-set", "wall-sit", "clam"]
    assert today(library, Place(phase=1)) == ["box-squat", "clam"]
    assert today(library, Place(phase=9)) == ["single-leg-wall-sit", "two-leg-hop"]


def test_today_is_empty_without_routine_or_behind_a_closed_gate(library: Library) -> None:
    assert todays_session(library, Progress("removed"), OPEN) == []
    assert today(library, Place(), CLOSED) == []


def test_an_earlier_phase_steps_in_when_nothing_of_this_one_is_open(library: Library) -> None:
    no_jumps = Gate(impact=False)
    assert today(library, Place(phase=2), no_jumps) == ["single-leg-wall-sit"]
    assert today(library, Place(phase=1), gate_for(library, "soon")) == []


def test_a_session_is_of_the_phase_that_its_exercises_are_of(library: Library) -> None:
    whole = library.routines["kneecap"]
    hops = tuple(step for step in whole.phases[2].steps if step.exercise == "two-leg-hop")
    routine = replace(whole, phases=(*whole.phases[:2], replace(whole.phases[2], steps=hops)))
    library = replace(library, routines={routine.id: routine})
    for index, gate, played in ((0, OPEN, 0), (1, OPEN, 1), (2, OPEN, 2), (2, Gate(impact=False), 1)):
        progress = Progress("kneecap", place=Place(phase=index))
        items = todays_session(library, progress, gate)
        assert items
        assert phase_of(routine, progress, items) is routine.phases[played]
    assert phase_of(routine, Progress("kneecap"), []) is routine.phases[0]


def test_an_exercise_to_avoid_gives_way_to_an_easier_one(library: Library) -> None:
    assert today(library, Place(phase=1), facts=LOCKED) == ["wall-sit", "clam"]
    assert "heel-slide" not in allowed_exercises(library, replace(OPEN, facts=(LOCKED,)))
    assert today(library, Place(phase=1), facts={}) == ["box-squat", "clam"]


def test_swaps_hold_unless_they_are_gone_or_shut(library: Library) -> None:
    assert today(library, Place(phase=1), box_squat="wall-sit") == ["wall-sit", "clam"]
    assert today(library, Place(phase=1), box_squat="removed", gone="wall-sit") == ["box-squat", "clam"]
    assert today(library, Place(phase=1), Gate(impact=False), box_squat="two-leg-hop") == [
        "box-squat",
        "clam",
    ]


def test_a_step_back_means_easier_neighbours_each_once_and_less_of_them(library: Library) -> None:
    progress = Progress("kneecap", place=Place(eased=1, level=-1))
    items = todays_session(library, progress, OPEN)
    assert [(item.planned, item.exercise.id) for item in items] == [
        ("quad-set", "quad-set"),
        ("clam", "clam"),
    ]
    assert [item.dose.sets * item.dose.reps for item in items] == [6, 12]


def test_an_endless_chain_of_neighbours_ends(library: Library) -> None:
    ring = {**library.exercises, "quad-set": replace(library.exercises["quad-set"], easier="wall-sit")}
    assert today(replace(library, exercises=ring), Place(eased=9))


def test_filters_narrow_the_list(library: Library) -> None:
    every = list(library.routines.values())

    def ids(**filters: object) -> list[str]:
        return [routine.id for routine in matching(library, every, **filters)]  # type: ignore[arg-type]

    assert len(ids()) == 4
    assert ids(activity="cycling") == ["kneecap", "gentle-mobility", "knee-strong"]
    assert ids(cause="patellofemoral-pain") == ["kneecap"]
    assert ids(cause="muscle-soreness") == ["gentle-mobility"]
    assert ids(equipment=[]) == ["gentle-mobility", "knee-strong", "return-to-running"]
    assert ids(equipment=["band", "mat"]) == [routine.id for routine in every]
    assert ids(minutes=10) == ["knee-strong"]
    assert ids(equipment=[], phases={"kneecap": 2}) == [routine.id for routine in every]


def test_a_phase_tells_its_minutes_and_equipment(library: Library) -> None:
    first = library.routines["kneecap"].phases[0]
    assert phase_equipment(library, first) == ("band",)
    assert phase_minutes(library, first) == 14
    empty = replace(library, exercises={})
    assert (phase_minutes(empty, first), phase_equipment(empty, first)) == (0, ())


def test_the_next_session_waits_for_the_week_and_for_the_break(library: Library) -> None:
    done = Done(on=DAY, colour="green", stopped=False, complete=True, limited=False, before=Place())
    assert next_session(library, Progress("kneecap")) is None
    assert next_session(library, Progress("kneecap", last=done)) == date(2026, 11, 24)
    resting = Progress("kneecap", last=done).paused(date(2026, 11, 29))
    assert next_session(library, resting) == date(2026, 11, 29)
    assert next_session(library, Progress("removed", last=done)) is None
