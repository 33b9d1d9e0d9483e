"""One exercise of a session with its dose, what takes its place, and how long that takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.session.motion import held, set_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneetui.content.model import Dose, Exercise

GET_READY = 10.0
"""Seconds to get into position before an exercise."""
SWITCH = 5.0
"""Seconds to change sides."""
LEAD_IN = 3.0
"""Seconds before a hold that follows a rest, and before a session goes on after a pause."""

Direction: TypeAlias = Literal["easier", "harder"]
OPPOSITE: Mapping[Direction, Direction] = {"easier": "harder", "harder": "easier"}


@dataclass(frozen=True, slots=True)
class Swap:
    """A step to a neighbour: which way, and from which exercise (id)."""

    direction: Direction
    exercise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """An exercise to do today.

    ``planned`` is the exercise the routine names, and ``plan`` its whole dose there; ``exercise`` may be a
    neighbour of it. ``dose`` already has ``factor`` in it. ``trail`` holds the swaps of today, the last one at the end.
    """

    planned: str
    exercise: Exercise
    dose: Dose
    factor: float = 1.0
    plan: Dose | None = None
    trail: tuple[Swap, ...] = ()

    @property
    def each_side(self) -> bool:
        """One side after the other."""
        return self.exercise.sides == "each"

    @property
    def seconds(self) -> float:
        """Seconds of one set on one side."""
        return set_seconds(self.exercise, self.dose)

    def step(self, direction: Direction) -> str:
        """The id of the neighbour that way: where the last swap came from, if that was the other way."""
        if self.trail and self.trail[-1].direction == OPPOSITE[direction]:
            return self.trail[-1].exercise
        return self.exercise.easier if direction == "easier" else self.exercise.harder

    def swapped(self, direction: Direction, exercise: Exercise) -> WorkItem:
        """The item with the neighbour :meth:`step` names, and the dose that the plan has for it."""
        back = self.trail[-1:] and self.trail[-1].direction == OPPOSITE[direction]
        trail = self.trail[:-1] if back else (*self.trail, Swap(direction, self.exercise.id))
        plan = self.plan or self.dose
        whole = plan if exercise.id == self.planned else adapted(plan, exercise.dose)
        return replace(self, exercise=exercise, dose=scaled(whole, self.factor), plan=plan, trail=trail)


def adapted(plan: Dose, own: Dose) -> Dose:
    """The amount of a plan for another exercise that is dosed in the same way; else its ``own`` dose."""
    if plan.minutes and own.minutes:
        return replace(own, sets=plan.sets, minutes=plan.minutes, rest=plan.rest, per_day=plan.per_day)
    if plan.minutes or own.minutes or bool(plan.reps) != bool(own.reps):
        return own
    amount = {"reps": plan.reps} if plan.reps else {"hold": plan.hold}
    tempo = plan.tempo if plan.tempo and own.tempo else own.tempo
    return replace(own, sets=plan.sets, rest=plan.rest, per_day=plan.per_day, tempo=tempo, **amount)


def scaled(dose: Dose, factor: float) -> Dose:
    """A share of the dose (0-1; more changes nothing): fewer sets, and with one set left a shorter one."""
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


def minutes(items: Iterable[WorkItem]) -> float:
    """How many minutes these take, with getting ready, changing sides and rests."""
    total = rest = 0.0
    for item in items:
        one_set = 2 * item.seconds + SWITCH if item.each_side else item.seconds
        rest = item.dose.rest
        leads = LEAD_IN * (item.dose.sets - 1) if held(item.exercise, item.dose) else 0
        total += GET_READY + leads + item.dose.sets * (one_set + rest)
    return (total - rest) / 60
