"""Every plan that is shipped, walked from the first session to the last."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kneetui.content.loading.merge import load
from kneetui.routines.criteria import Result, all_days, least_weeks, met, per_week
from kneetui.routines.gate import OPEN
from kneetui.routines.plan import next_session
from kneetui.routines.progress import Progress
from kneetui.routines.progression import Felt, advanced, after_session
from kneetui.routines.wording import MADE_ANEW, length_words, moves_on_words, phase_words
from tests.shipped import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.content.model import Criterion, Dose, Library, Phase, Routine

DAY = date(2026, 11, 23)

BUILT_UP = 1.8
"""How much more of an exercise a phase may ask for than the one before, as a factor."""

EVIDENCE = {
    "kneecap": (6, 12),
    "patellar-tendon": (13, 26),
    "quadriceps-tendon": (13, 26),
    "outer-knee-band": (6, 12),
    "hamstring": (12, 26),
    "wear-and-tear": (8, 12),
    "growing-knee": (12, 26),
    "after-sprain": (6, 12),
    "return-to-running": (8, 26),
    "back-to-the-bike": (6, 16),
    "squat-reload": (8, 16),
    "smith-start": (4, 12),
    "knee-strong": (8, 16),
    "inner-knee": (6, 12),
    "fat-pad-and-plica": (6, 12),
    "sore-muscles": (1, 1),
    "down-the-hill": (8, 16),
    "back-to-the-team": (8, 16),
}
"""Weeks that the sources of a plan give it, from least to most."""


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load([(folder, "") for folder in sorted(ROOT.glob("packs/*/src/*/content"))])


def running(library: Library, phase: Phase) -> float:
    """Minutes of running in a session, with those in between that are only easier."""
    total = 0.0
    for step in phase.steps:
        exercise, dose = library.exercises[step.exercise], step.dose
        if (
            exercise.position == "moving"
            and any(move.cue == "run" for move in exercise.moves)
            and not dose.reps
        ):
            between = exercise.between is not None and exercise.between.cue == "easy"
            total += dose.sets * (dose.minutes or (dose.hold + between * dose.rest) / 60)
    return total


def works(dose: Dose) -> float:
    """How much of an exercise it is: minutes, repetitions or seconds of holding."""
    return dose.sets * (dose.minutes or dose.reps or dose.hold) * dose.per_day


def pairs(routine: Routine) -> Iterator[tuple[Phase, Phase, str, Dose, Dose]]:
    """Each exercise of a phase that the phase before has, too, with both doses."""
    for before, after in zip(routine.phases, routine.phases[1:], strict=False):
        earlier = {step.exercise: step.dose for step in before.steps}
        for step in after.steps:
            if step.exercise in earlier:
                yield before, after, step.exercise, earlier[step.exercise], step.dose


def same_kind(one: Dose, other: Dose) -> bool:
    return [bool(part) for part in (one.minutes, one.reps, one.hold)] == [
        bool(part) for part in (other.minutes, other.reps, other.hold)
    ]


def results_for(library: Library, criteria: tuple[Criterion, ...], day: date) -> list[Result]:
    """What meets criteria on a day: the best of everything, on as many days as are asked for, around a session."""
    results = []
    session = datetime.combine(day, time(18)) - timedelta(days=1)
    for criterion in criteria:
        test = library.home_tests[criterion.test]
        value = criterion.least or (0.0 if criterion.most is not None else 1.0)
        for back in reversed(range(2 if criterion.around_session else criterion.times)):
            for knee in ("left", "right") if test.sides == "each" else ("both",):
                on, loaded = day - timedelta(days=back), None if back else session
                results.append(Result(test=test.id, on=on, knee=knee, value=value, pain=0, loaded=loaded))
    return results


def test_every_plan_takes_as_long_as_its_sources_say(shipped: Library) -> None:
    weeks = {name: least_weeks(shipped.routines[name]) for name in EVIDENCE}
    assert {name: n for name, n in weeks.items() if not EVIDENCE[name][0] <= n <= EVIDENCE[name][1]} == {}


def test_no_step_asks_for_four_fifths_more(shipped: Library) -> None:
    steep = [
        (routine.id, after.id, exercise, works(before_dose), works(dose))
        for routine in shipped.routines.values()
        for _, after, exercise, before_dose, dose in pairs(routine)
        if same_kind(before_dose, dose) and works(dose) >= BUILT_UP * works(before_dose)
    ]
    assert steep == []


def test_running_grows_step_by_step_and_speed_comes_once_a_week(shipped: Library) -> None:
    plan = shipped.routines["return-to-running"]
    minutes = [running(shipped, phase) for phase in plan.phases]
    assert [b for a, b in pairwise(minutes) if b > BUILT_UP * a] == []
    assert max(minutes[11:]) <= 1.1 * minutes[10]
    for index, phase in enumerate(plan.phases):
        fast = any(step.exercise == "pick-ups" for step in phase.steps)
        assert (per_week(plan, index) == 1) == fast


def test_doses_grow_with_the_phases(shipped: Library) -> None:
    """Less of it only with more weight (fewer repetitions a set) or in longer spells."""
    less = [
        (routine.id, after.id, exercise)
        for routine in shipped.routines.values()
        for _, after, exercise, before_dose, dose in pairs(routine)
        if same_kind(before_dose, dose)
        and works(dose) < works(before_dose)
        and not (dose.reps < before_dose.reps and weighted(shipped, exercise))
        and not (dose.hold > before_dose.hold or dose.minutes > before_dose.minutes)
        and not running(shipped, after)
    ]
    assert less == []


def weighted(library: Library, exercise: str) -> bool:
    return library.exercises[exercise].load in ("moderate", "heavy")


def test_every_step_has_a_criterion_and_says_it(shipped: Library) -> None:
    for routine in shipped.routines.values():
        for index, phase in enumerate(routine.phases):
            words = phase_words(shipped, routine, index)
            if routine.fitted:
                assert words == MADE_ANEW
                continue
            assert f"{phase.green_sessions} session" in words
            assert not phase.weeks or f"{phase.weeks} week" in words
            for criterion in phase.entry:
                assert shipped.home_tests[criterion.test].name in words


def test_every_plan_is_walked_to_its_end_with_its_tests_and_not_without(shipped: Library) -> None:
    for routine in shipped.routines.values():
        progress, day, results = Progress(routine.id), DAY, list[Result]()
        waited = False
        for _ in range(300):
            progress = advanced(shipped, progress, day, results) or progress
            before = progress.place
            verdict = after_session(shipped, progress, Felt(0), day, OPEN, results=results)
            progress = verdict.progress
            assert progress.place.phase - before.phase in (0, 1)
            if verdict.why == "tests":
                waited = True
                asked = routine.phases[progress.phase + 1].entry
                assert "Before that, at home" in moves_on_words(shipped, progress, results, day)
                results = results_for(shipped, asked, day)
                assert all(met(shipped, criterion, results, day) for criterion in asked)
            if progress.place.finished:
                break
            day = next_session(shipped, progress) or day + timedelta(days=1)
        assert progress.place.finished, routine.id
        assert waited == any(phase.entry for phase in routine.phases[1:]), routine.id
        least = timedelta(days=all_days(routine) - 7)
        assert len(routine.phases) == 1 or day - DAY >= least - timedelta(days=7), routine.id


def test_how_often_a_plan_asks_for_a_session_holds_in_every_phase(shipped: Library) -> None:
    for routine in shipped.routines.values():
        times = {per_week(routine, index) for index in range(len(routine.phases))}
        if not routine.fitted and len(times) > 1:
            length = length_words(routine)
            assert length.startswith(f"{min(times)} to {max(times)} a week"), (routine.id, length)


def test_a_tendon_plan_asks_for_the_squat_around_a_session_before_hops(shipped: Library) -> None:
    asked = {
        (routine.id, phase.id): criterion.around_session
        for routine in shipped.routines.values()
        for phase in routine.phases
        for criterion in phase.entry
        if criterion.test == "decline-squat-test"
    }
    assert asked == {
        ("patellar-tendon", "spring"): True,
        ("patellar-tendon", "return"): True,
        ("quadriceps-tendon", "return"): True,
    }
