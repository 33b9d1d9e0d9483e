"""There is no way round the gate: every routine, place and neighbour, for every flag, knee and stage.

What may be done is worked out here by itself, from the tables alone, and not by the code under test.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from kneetui.content.conditions import Facts
from kneetui.content.model import Exercise, Flag, Library
from kneetui.diary.entries import Entry
from kneetui.routines import plan
from kneetui.routines.gate import Gate
from kneetui.routines.progress import Place, Progress
from kneetui.status.known import StatusInput
from kneetui.status.results import KneeResult, Stage
from kneetui.status.status import Status, status
from kneetui.triage import flags
from kneetui.triage.evaluation.satisfy import ways

NOW = datetime(2026, 11, 22, 9, 30)
STAGES: tuple[Stage, ...] = ("saved", "reached", "under-way")


def known(library: Library, facts: Facts, knee: str, stage: Stage, *entries: Entry) -> StatusInput:
    up = flags.raised(library, facts)
    result = KneeResult(
        knee=knee,
        when=NOW - timedelta(days=40 if stage == "saved" else 0),
        urgency=flags.level(library, facts, up),
        flags=tuple(flag.id for flag in up),
        facts=facts,
        stage=stage,
    )
    healthy = KneeResult(
        knee="left" if knee == "right" else "right",
        when=NOW,
        urgency="normal",
        flags=(),
        facts={},
    )
    return StatusInput(library=library, now=NOW, results=[result, healthy], entries=entries)


def reachable(library: Library, gate: Gate) -> Iterator[tuple[str, Exercise]]:
    """Every exercise that a session may begin with, and every one it may be swapped for on its way."""
    allowed = plan.allowed_exercises(library, gate)
    for routine in library.routines.values():
        for phase in range(len(routine.phases)):
            for eased in (0, 2):
                progress = Progress(routine.id, place=Place(phase=phase, eased=eased))
                for item in plan.todays_session(library, progress, gate):
                    yield routine.id, item.exercise
                    for name in (item.exercise.easier, item.exercise.harder):
                        if name in allowed:
                            yield routine.id, allowed[name]


def may(library: Library, exercise: Exercise, urgency: str, stops: set[str], facts: Facts) -> bool:
    if urgency in ("emergency", "urgent") or "loading" in stops:
        return False
    if urgency == "soon" and not exercise.gentle:
        return False
    running = "running" in library.packs[exercise.pack].activities
    if "impact" in stops and (exercise.load == "impact" or running):
        return False
    return not any(avoid.condition and avoid.condition.test(facts) is True for avoid in exercise.avoid)


def raising(library: Library, flag: Flag) -> Iterator[Facts]:
    """Answers that raise a flag, at its own level and at each higher one."""
    for condition in (flag.condition, *(higher.condition for higher in flag.raises)):
        facts = next(ways(library, flag.condition, {}), None)
        both = next(ways(library, condition, facts), None) if facts is not None else None
        if both is not None and flag.condition.test(both) is True:
            yield both


def wrong(library: Library, now: Status, facts: Facts) -> set[str]:
    up = flags.raised(library, facts)
    urgency = flags.level(library, facts, up)
    stops = {stop for flag in up for stop in flag.stops}
    return {
        f"{routine}: {exercise.id}"
        for routine, exercise in reachable(library, now.gate)
        if not may(library, exercise, urgency, stops, facts)
    }


@pytest.mark.parametrize("knee", ["left", "right", "both"])
def test_no_flag_leaves_a_way_in(library: Library, knee: str) -> None:
    tried = 0
    for number, flag in enumerate(library.flags.values()):
        for facts in raising(library, flag):
            stage = STAGES[number % len(STAGES)]
            now = status(known(library, facts, knee, stage))
            assert wrong(library, now, facts) == set(), (flag.id, stage, facts)
            tried += 1
    assert tried > len(library.flags)


def test_no_condition_to_avoid_an_exercise_leaves_a_way_in(library: Library) -> None:
    for exercise in library.exercises.values():
        for avoid in exercise.avoid:
            facts = next(ways(library, avoid.condition, {}), None) if avoid.condition else None
            if facts is not None:
                now = status(known(library, facts, "left", "reached"))
                assert exercise not in {other for _, other in reachable(library, now.gate)}, exercise.id


def test_no_routine_is_open_to_whom_it_is_not_for(library: Library) -> None:
    tried = 0
    for routine in library.routines.values():
        if routine.when is None:
            continue
        for facts in ways(library, routine.when, {}, wanted=False):
            now = status(known(library, facts, "right", "saved"))
            assert routine.id not in {open_routine.id for open_routine in now.restrictions.routines(library)}
            assert plan.todays_session(library, Progress(routine.id), now.gate) == []
            tried += 1
    assert tried


@pytest.mark.parametrize(
    ("entry", "gentle", "closed"),
    [
        (Entry(NOW, "left", pain_morning=9), False, True),
        (Entry(NOW - timedelta(days=3), "left", pain_morning=9), False, True),
        (Entry(NOW, "right", pain_morning=1, swelling="marked"), False, True),
        (Entry(NOW, "right", pain_morning=1, swelling="moderate"), True, False),
        (Entry(NOW, "right", pain_morning=1, swelling="none"), False, False),
    ],
)
def test_what_the_diary_says_today_counts(library: Library, entry: Entry, gentle: bool, closed: bool) -> None:
    now = status(StatusInput(library=library, now=NOW, entries=[entry]))
    exercises = [exercise for _, exercise in reachable(library, now.gate)]
    assert closed == (not exercises)
    if gentle:
        assert all(exercise.gentle for exercise in exercises)
