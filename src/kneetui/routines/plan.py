"""What of a routine is open, and what today's session of it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.routines import dose as work
from kneetui.routines.criteria import days_between, sessions_a_day
from kneetui.routines.dose import WorkItem, adapted, scaled
from kneetui.routines.fitted import LENGTHS, sports

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kneetui.content.model import Exercise, Library, Phase, Routine
    from kneetui.routines.gate import Gate
    from kneetui.routines.progress import Progress


def reduced(library: Library, routine: Routine, gate: Gate) -> Routine:
    """The routine with only the exercises that are open; a phase may be left without any."""
    return replace(
        routine,
        phases=tuple(
            replace(phase, steps=tuple(step for step in phase.steps if _open(library, step.exercise, gate)))
            for phase in routine.phases
        ),
    )


def allowed_exercises(library: Library, gate: Gate) -> dict[str, Exercise]:
    """Every exercise that may be done, or swapped in, today."""
    return {
        exercise.id: exercise for exercise in library.exercises.values() if gate.permits(library, exercise)
    }


def todays_session(
    library: Library, progress: Progress, gate: Gate, without: Collection[str] = ()
) -> list[WorkItem]:
    """The exercises to do today, in order; empty if the routine is gone or not open.

    If nothing of the current phase is open, the nearest earlier phase steps in. An exercise to avoid, or one that
    needs a thing to do ``without``, gives way to its next easier neighbour.
    """
    routine = library.routines.get(progress.routine)
    if routine is None or not gate.admits(library, routine):
        return []
    allowed = {
        name: exercise
        for name, exercise in allowed_exercises(library, gate).items()
        if not set(exercise.equipment).intersection(without)
    }
    for index in range(min(progress.phase, len(routine.phases) - 1), -1, -1):
        items = _items(library, routine.phases[index], progress, gate, allowed)
        if items:
            return items
    return []


def phase_of(routine: Routine, progress: Progress, items: Iterable[WorkItem]) -> Phase:
    """The phase that the items of a session are of: that of the person, or the earlier one that steps in."""
    planned = {item.planned for item in items}
    here = min(progress.phase, len(routine.phases) - 1)
    for phase in reversed(routine.phases[: here + 1]):
        if planned <= {step.exercise for step in phase.steps}:
            return phase
    return routine.phases[here]


def phase_items(library: Library, phase: Phase) -> list[WorkItem]:
    """A phase as planned: every exercise that is installed, with its full dose."""
    return [
        WorkItem(
            planned=step.exercise, exercise=library.exercises[step.exercise], dose=step.dose, plan=step.dose
        )
        for step in phase.steps
        if step.exercise in library.exercises
    ]


def phase_minutes(library: Library, phase: Phase) -> int:
    """About how many minutes one session of this phase takes; one made for a sport and for minutes as few as are offered."""
    if sports(phase):
        return min(LENGTHS)
    return round(work.minutes(phase_items(library, phase)))


def phase_equipment(library: Library, phase: Phase) -> tuple[str, ...]:
    """What one session of this phase needs, each thing once."""
    needed = (thing for item in phase_items(library, phase) for thing in item.exercise.equipment)
    return tuple(dict.fromkeys(needed))


def matching(
    library: Library,
    routines: Iterable[Routine],
    *,
    activity: str = "",
    cause: str = "",
    equipment: Collection[str] | None = None,
    minutes: float | None = None,
    phases: Mapping[str, int] | None = None,
) -> list[Routine]:
    """The routines that pass every filter given.

    ``equipment`` is what the person has; it and ``minutes`` are judged by the phase the person is
    in (``phases`` by routine id, else the first).
    """
    suitable = []
    for routine in routines:
        index = (phases or {}).get(routine.id, 0)
        phase = routine.phases[min(max(index, 0), len(routine.phases) - 1)]
        if activity and routine.activities and activity not in routine.activities:
            continue
        if cause and cause not in routine.causes and _home(library, cause) != routine.id:
            continue
        if equipment is not None and not set(phase_equipment(library, phase)) <= set(equipment):
            continue
        if minutes is not None and phase_minutes(library, phase) > minutes:
            continue
        suitable.append(routine)
    return suitable


def next_session(library: Library, progress: Progress) -> date | None:
    """The first day for the next session; ``None`` if that is any day, as it is for a warm-up that went well."""
    routine = library.routines.get(progress.routine)
    days = [] if progress.paused_until is None else [progress.paused_until]
    if routine is not None and not routine.fitted and progress.last_session is not None:
        phase = min(progress.phase, len(routine.phases) - 1)
        days.append(progress.last_session + timedelta(days=_days_until_next(routine, phase, progress)))
    return max(days, default=None)


def _days_until_next(routine: Routine, phase: int, progress: Progress) -> int:
    """None while the day has a session to come."""
    more_today = progress.last is not None and progress.last.number < sessions_a_day(routine, phase)
    return 0 if more_today and sessions_a_day(routine, phase) > 1 else days_between(routine, phase)


def _home(library: Library, cause: str) -> str:
    known = library.causes.get(cause)
    return known.routine if known else ""


def _open(library: Library, exercise_id: str, gate: Gate) -> bool:
    exercise = library.exercises.get(exercise_id)
    return exercise is not None and gate.bears(library, exercise)


def _items(
    library: Library, phase: Phase, progress: Progress, gate: Gate, allowed: Mapping[str, Exercise]
) -> list[WorkItem]:
    items: dict[str, WorkItem] = {}
    factor = progress.place.factor
    for step in phase.steps:
        if not _open(library, step.exercise, gate):
            continue
        wanted = progress.swaps.get(step.exercise, step.exercise)
        start = wanted if wanted in allowed else step.exercise
        exercise = _eased(library, start, progress.place.eased, allowed)
        if exercise is None or exercise.id in items:
            continue
        dose = step.dose if exercise.id == step.exercise else adapted(step.dose, exercise.dose)
        items[exercise.id] = WorkItem(
            planned=step.exercise, exercise=exercise, dose=scaled(dose, factor), factor=factor, plan=step.dose
        )
    return list(items.values())


def _eased(library: Library, start: str, eased: int, allowed: Mapping[str, Exercise]) -> Exercise | None:
    """``eased`` allowed neighbours towards the easy end; fewer if there are no more."""
    best: Exercise | None = None
    seen: set[str] = set()
    here = start
    while here in library.exercises and here not in seen:
        seen.add(here)
        if here in allowed:
            best = allowed[here]
            if eased <= 0:
                break
            eased -= 1
        here = library.exercises[here].easier
    return best
