"""A session that was done without the player, as somebody types it: sets, weight, effort, and what was skipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.spelling import did_you_mean
from kneetui.diary.errors import EntryError, FieldProblem
from kneetui.diary.exercise_records import EFFORT, WEIGHT, WHYS_SKIPPED
from kneetui.routines.session.work_log import SetDone, Skipped, Stretch
from kneetui.services.training.weights import KG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kneetui.routines.dose import WorkItem
    from kneetui.routines.session.work_log import Side
    from kneetui.services.training.todays_session import Today
    from kneetui.services.training.training import Training
    from kneetui.services.training.workout import Workout

AMOUNT = r"\d{1,5}(?:s|min)?"
SETS = re.compile(rf"(?:(?P<side>left|right):)?(?:(?P<often>\d{{1,2}})x)?(?P<amounts>{AMOUNT}(?:,{AMOUNT})*)")
KILOS = re.compile(rf"(?P<weight>\d+(?:\.\d+)?)(?P<unit>{'|'.join(KG)})")
HARD = re.compile(r"effort:(?P<effort>\d+(?:\.5)?)")
SKIP = re.compile(rf"skip(?::(?P<why>{'|'.join(WHYS_SKIPPED)}))?")
HOW = "3x12, 12,12,10@40kg+effort:8, left:2x12+right:2x10, 3x45s or skip:pain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseTyped:
    """What was typed of an exercise: sets as side (empty for both) and amount, weight, effort, why it was skipped."""

    sets: tuple[tuple[str, str], ...] = ()
    kg: float | None = None
    effort: float | None = None
    skipped: str = ""


def read(today: Today, typed: Sequence[str]) -> dict[str, ExerciseTyped]:
    """What was typed, by exercise (id). Raises :class:`~kneetui.diary.errors.EntryError` with all that is wrong."""
    names = {item.exercise.id: item.exercise.name for item in today.items}
    given: dict[str, ExerciseTyped] = {}
    problems = []
    for part in typed:
        name, _, words = part.partition("=")
        wanted = name.strip().casefold()
        exercise = next((key for key, title in names.items() if wanted in (key, title.casefold())), "")
        try:
            if not exercise:
                hint = did_you_mean(wanted, names) or f"There are: {', '.join(names)}."
                raise ValueError(f"is not an exercise of today's session. {hint}")
            given[exercise] = _typed(words)
        except ValueError as error:
            problems.append(FieldProblem(name, str(error), f"Write it as {HOW}"))
    if problems:
        raise EntryError(problems)
    return given


def _typed(words: str) -> ExerciseTyped:
    sets: list[tuple[str, str]] = []
    kg = effort = None
    skipped = ""
    for part in filter(None, re.split(r"[\s@+]+", words.casefold())):
        if match := SKIP.fullmatch(part):
            skipped = match["why"] or WHYS_SKIPPED[-1]
        elif match := HARD.fullmatch(part):
            effort = float(match["effort"])
        elif match := KILOS.fullmatch(part):
            kg = float(match["weight"]) * KG[match["unit"]]
        elif match := SETS.fullmatch(part):
            sets += [(match["side"] or "", amount) for amount in match["amounts"].split(",")] * int(
                match["often"] or 1
            )
        else:
            raise ValueError(f"has “{part}”, which is not understood")
    if effort is not None and effort > EFFORT.high:
        raise ValueError(f"has an effort over {EFFORT.high:g}")
    if kg is not None and kg > WEIGHT.high:
        raise ValueError(f"is heavier than {WEIGHT.high:g} kg")
    return ExerciseTyped(sets=tuple(sets), kg=kg, effort=effort, skipped=skipped)


def log(
    training: Training,
    today: Today,
    given: dict[str, ExerciseTyped],
    *,
    minutes: float | None = None,
    knee: str = "",
) -> Workout:
    """Write a session down as done: what was ``given``, and the rest as planned; it waits for its pain number.

    It is one for a ``knee``, or without one for the sore one.

    Raises what :meth:`~kneetui.services.training.training.Training.begin` and ``finish`` raise.
    """
    workout = training.begin(today)
    workout.knee = knee or workout.knee
    for index, item in enumerate(workout.player.items):
        typed = given.get(item.exercise.id, ExerciseTyped())
        workout.lift(item.exercise.id, typed.kg, typed.effort)
        if typed.skipped:
            workout.player.log.skip(Skipped(item=index, exercise=item.exercise.id, why=typed.skipped))
        for done in _sets(workout, index, item, typed):
            workout.player.log.add(done)
    done_seconds = sum(done.seconds for done in workout.player.log)
    workout.seconds = done_seconds if minutes is None else minutes * 60
    workout.player.finish("complete")
    training.finish(workout)
    return workout


def _sets(workout: Workout, index: int, item: WorkItem, typed: ExerciseTyped) -> Iterator[SetDone]:
    """The sets of an exercise; as planned if nothing was said of it."""
    numbers: dict[Side, int] = {}
    planned = [spot for spot in workout.player.spots() if spot.item == index]
    sides: tuple[Side, ...] = tuple(dict.fromkeys(spot.side for spot in planned))
    if not typed.sets and not typed.skipped:
        for spot in planned:
            yield _done(item, spot, "")
        return
    for named, amount in typed.sets:
        for side in (side for side in sides if named in ("", side)):
            numbers[side] = numbers.get(side, 0) + 1
            yield _done(item, Stretch(index, numbers[side], side), amount)


def _done(item: WorkItem, spot: Stretch, amount: str) -> SetDone:
    """A set of so much: repetitions, or with a unit seconds or minutes; empty for what was planned."""
    dose = item.dose
    number = float(amount.removesuffix("min").removesuffix("s")) if amount else 0.0
    timed = amount.endswith(("s", "min")) or not dose.reps
    if not amount:
        reps, seconds = dose.reps, item.seconds
    elif timed:
        reps, seconds = 0, number * (60 if amount.endswith("min") else 1)
    else:
        reps, seconds = int(number), item.seconds * number / dose.reps
    share = min(1.0, reps / dose.reps if dose.reps and reps else seconds / item.seconds)
    return SetDone(spot=spot, exercise=item.exercise.id, seconds=round(seconds, 1), reps=reps, share=share)
