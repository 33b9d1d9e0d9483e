"""One exercise of a session with its dose, and how long that takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import Dose, Exercise

GET_READY = 10.0
"""Seconds to get into position before an exercise."""
SWITCH = 5.0
"""Seconds to change sides."""
RELAX = 3.0
"""Seconds between two holds of one set."""
UNTIMED_REP = 4.0
"""Seconds that a repetition without a tempo is thought to take."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Where a timed repetition is: its number (from 1), the part of it and the seconds left of that."""

    rep: int
    name: str
    seconds_left: float


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An exercise to do today.

    ``planned`` is the exercise the routine names; ``exercise`` may be a neighbour of it. ``dose``
    already has ``factor`` in it.
    """

    planned: str
    exercise: Exercise
    dose: Dose
    factor: float = 1.0

    @property
    def each_side(self) -> bool:
        """One side after the other."""
        return self.exercise.sides == "each"


def scaled(dose: Dose, factor: float) -> Dose:
    """The dose with less of it: fewer sets, and with one set left a shorter one."""
    if factor >= 1:
        return dose
    sets = max(1, round(dose.sets * factor))
    less = replace(dose, sets=sets)
    share = min(1.0, factor * dose.sets / sets)
    if sets > 1 or share == 1:
        return less
    if dose.minutes:
        return replace(less, minutes=dose.minutes * share)
    if dose.reps:
        return replace(less, reps=max(1, round(dose.reps * share)))
    return replace(less, hold=max(1, round(dose.hold * share)))


def beats(dose: Dose) -> tuple[tuple[str, float], ...]:
    """The parts of one timed repetition with their seconds; empty if the person sets the pace."""
    if dose.minutes or not dose.reps:
        return ()
    down, hold, up = _tempo(dose.tempo)
    if down or up or hold:
        parts: tuple[tuple[str, float], ...] = (("down", down), ("hold", max(hold, dose.hold)), ("up", up))
    elif dose.hold:
        parts = (("hold", dose.hold), ("relax", RELAX))
    else:
        return ()
    return tuple(part for part in parts if part[1])


def beat_at(dose: Dose, gone: float) -> Beat | None:
    """The beat after ``gone`` seconds of a set; ``None`` if its repetitions are not timed."""
    parts = beats(dose)
    whole = sum(seconds for _, seconds in parts)
    if not whole:
        return None
    rep = min(int(gone // whole), dose.reps - 1)
    into = gone - rep * whole
    for name, seconds in parts:
        if into < seconds:
            return Beat(rep + 1, name, seconds - into)
        into -= seconds
    return Beat(rep + 1, parts[-1][0], 0.0)


def work_seconds(dose: Dose) -> float | None:
    """Seconds of one set on one side; ``None`` if the person counts and says when it is done."""
    if dose.minutes:
        return dose.minutes * 60
    if dose.reps:
        return dose.reps * sum(seconds for _, seconds in beats(dose)) or None
    return float(dose.hold) or None


def minutes(items: Iterable[WorkItem]) -> float:
    """About how many minutes these take, with getting ready, changing sides and rests."""
    total = rest = 0.0
    for item in items:
        work = work_seconds(item.dose) or item.dose.reps * UNTIMED_REP
        one_set = 2 * work + SWITCH if item.each_side else work
        rest = item.dose.rest
        total += GET_READY + item.dose.sets * (one_set + rest)
    return (total - rest) / 60


def _tempo(tempo: str) -> tuple[int, int, int]:
    parts = tempo.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return (0, 0, 0)
    down, hold, up = map(int, parts)
    return (down, hold, up)
