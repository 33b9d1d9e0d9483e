"""There is no way round the gate: every routine, place and neighbour, for every flag, knee and stage.

What may be done is worked out here by itself, from the tables alone, and not by the code under test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
from kneetui.triage.evaluation.synthetic_patients import patients

NOW = datetime(2026, 11, 22, 9, 30)
STAGES: tuple[Stage, ...] = ("saved", "reached", "under-way")


def known(library: Library, facts: Facts, knee: str, stage: Stage, *entries: Entry) -> StatusInput:
    up = flags.raised(library, facts)
    urgency = flags.level(library, facts, up)
    ago = 40 if urgency in ("emergency", "urgent", "soon") else 20  # the others are over after four weeks
    result = KneeResult(
        knee=knee,
        when=NOW - timedelta(days=ago if stage == "saved" else 0),
        urgency=urgency,
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


# --- everything with everything: takes minutes, and says how much was tried ---------------------

AGES = (9.0, 14.0, 30.0, 70.0)
DIARIES: dict[str, tuple[tuple[Entry, ...], set[str]]] = {
    "nothing written": ((), set()),
    "pain 9": ((Entry(NOW, "right", pain_morning=9),), {"loading"}),
    "badly swollen": ((Entry(NOW, "left", pain_morning=1, swelling="marked"),), {"loading"}),
    "swollen": ((Entry(NOW, "right", pain_morning=1, swelling="moderate"),), {"strain"}),
}


def people(library: Library) -> Iterator[tuple[str, Facts]]:
    """Everybody with a flag at each of its levels, a cause, or a reason to avoid an exercise."""
    for flag in library.flags.values():
        yield from ((f"flag {flag.id}", facts) for facts in raising(library, flag))
    yield from ((f"cause {name}", facts) for name, facts in patients(library).items())
    for exercise in library.exercises.values():
        for avoid in exercise.avoid:
            facts = next(ways(library, avoid.condition, {}), None) if avoid.condition else None
            if facts is not None:
                yield f"avoids {exercise.id}", facts


def aged(library: Library, facts: Facts, years: float) -> Facts:
    """The same person at another age, where nobody said an age."""
    asked = library.role("age")
    return facts if asked is None or asked.id in facts else {**facts, asked.id: years}


def with_diary(facts: Facts, entries: tuple[Entry, ...], library: Library) -> Facts:
    """The answers with what the diary says of today over them."""
    known_today = dict(facts)
    for role, name in (("pain", "pain_morning"), ("swelling", "swelling")):
        asked = library.role(role)
        for entry in entries:
            value = getattr(entry, name)
            if asked is not None and value is not None:
                known_today[asked.id] = float(value) if role == "pain" else value
    return known_today


@pytest.mark.hunt
@pytest.mark.parametrize("knee", ["left", "right", "both"])
def test_everything_with_everything(library: Library, knee: str, capsys: pytest.CaptureFixture[str]) -> None:
    states = tried = 0
    for number, (name, facts) in enumerate(people(library)):
        for turn, (diary, (entries, held)) in enumerate(DIARIES.items()):
            person = aged(library, facts, AGES[(number + turn) % len(AGES)])
            about = tuple(replace(entry, knee=knee) for entry in entries)
            stage = STAGES[(number + turn) % len(STAGES)]
            now = status(known(library, person, knee, stage, *about))
            up = flags.raised(library, person)
            urgency, stops = flags.level(library, person, up), {stop for flag in up for stop in flag.stops}
            if stage == "under-way" and not up:
                continue
            states += 1
            facts_today = with_diary(person, about, library)
            for routine, exercise in reachable(library, now.gate):
                tried += 1
                place = (name, diary, stage, knee, routine, exercise.id)
                assert may(library, exercise, urgency, stops | held, facts_today), place
                assert exercise.gentle or "strain" not in held, place
                when = library.routines[routine].when
                assert when is None or when.test(facts_today) is not False, place
    ways_in = sum(2 * len(routine.phases) for routine in library.routines.values())
    with capsys.disabled():
        print(
            f"\ngate, {knee} knee: {states:,} states x {ways_in} places = {states * ways_in:,} tried, {tried:,} exercises open"
        )
    assert states > len(library.flags)
    assert tried
