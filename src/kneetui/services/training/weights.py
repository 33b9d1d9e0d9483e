"""Weights of exercises: last time's, today's, and how they are spelt in kilograms or pounds. No Textual in here."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.settings import WEIGHT_UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.content.model import Dose, Exercise, PainRule
    from kneetui.diary.entries import RoutineRecord
    from kneetui.diary.exercise_records import ExerciseRecord
    from kneetui.diary.store.base import DiaryStore

KG = dict(zip(WEIGHT_UNITS, (1.0, 0.45359237), strict=True))
"""Kilograms of each unit."""

STEPS: Mapping[str, float] = {"kg": 2.5, "lb": 5.0}
"""The least by which a bar gets heavier: the smallest plate on both sides."""

FREE_STEPS: Mapping[str, float] = {"kg": 1.0, "lb": 2.5}
"""The least by which any other weight does."""

BARS: Mapping[str, float] = {"kg": 20.0, "lb": 45.0}
PLATES: Mapping[str, tuple[float, ...]] = {
    "kg": (25, 20, 15, 10, 5, 2.5, 1.25),
    "lb": (45, 35, 25, 10, 5, 2.5),
}

PLACES = {"kg": 2, "lb": 1}

HARDEST = 10
"""The effort with nothing in reserve."""

SAME = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """What was last done of an exercise, and the session it was in."""

    record: ExerciseRecord
    session: RoutineRecord


def last_time(diary: DiaryStore, exercise: str) -> LastTime | None:
    """The last time that an exercise (id) was done with a weight."""
    for entry in diary.entries(kind="routine"):
        session = entry.routine
        for record in session.exercises if session else ():
            if session and record.exercise == exercise and record.weight_kg:
                return LastTime(record=record, session=session)
    return None


def todays_weight(last: LastTime, exercise: Exercise, dose: Dose, rule: PainRule | None, unit: str) -> float:
    """The weight (kg) that the last session leads to.

    After a whole session in the green, with the repetitions that the rule wants in reserve (counted for today's
    number), the next heavier one that is within the rule; after red the next lighter one; else the same.
    """
    weight = last.record.weight_kg or 0.0
    pain = last.session.pain
    if rule is None or pain is None:
        return weight
    step = (STEPS if exercise.weight == "bar" else FREE_STEPS)[unit] * KG[unit]
    if pain > rule.yellow:
        return max(step, floor(weight * (1 - rule.weight_least / 100) / step + SAME) * step)
    if pain > rule.green or not last.session.done or _reserve(last.record, dose) < rule.reserve:
        return weight
    heavier = ceil(weight * (1 + rule.weight_least / 100) / step - SAME) * step
    return heavier if heavier <= weight * (1 + rule.weight_up / 100) + SAME else weight


def _reserve(record: ExerciseRecord, dose: Dose) -> float:
    """How many repetitions more than today's number were possible."""
    reps = min((done.reps or 0 for done in record.sets), default=0)
    if record.effort is None or not reps or not dose.reps:
        return -1.0
    return HARDEST - record.effort + reps - dose.reps


def weight_words(kg: float, exercise: Exercise, unit: str) -> str:
    """``42.5 kg``; for a bar its plates, too: ``42.5 kg: 20 + 2 × 10 + 2 × 1.25``."""
    weight = in_unit(kg, unit)
    plates = plate_line(weight, unit) if exercise.weight == "bar" else ""
    return f"{weight:.4g} {unit}" + (f": {plates}" if plates else "")


def units_after(unit: str) -> dict[str, float]:
    """What can be typed after a number that is in ``unit`` without it, and what each is in that."""
    return {name: kg / KG[unit] for name, kg in KG.items()}


def in_unit(kg: float, unit: str) -> float:
    """A weight in a unit, as exactly as its plates are."""
    return round(kg / KG[unit], PLACES[unit])


def plate_line(weight: float, unit: str) -> str:
    """The bar and its plates, largest first; empty for what plates do not come to."""
    side = (weight - BARS[unit]) / 2
    if side < 0:
        return ""
    parts = [f"{BARS[unit]:g}"]
    for plate in PLATES[unit]:
        count = floor(side / plate + SAME)
        parts += [f"{2 * count} × {plate:g}"] if count else []
        side -= count * plate
    return " + ".join(parts) if abs(side) < SAME * 10 else ""
