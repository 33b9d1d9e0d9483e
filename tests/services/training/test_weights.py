"""Which weight comes next, and how it is spelt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord, SetRecord
from kneetui.services.container import Services
from kneetui.services.training.weights import (
    LastTime,
    last_time,
    plate_line,
    todays_weight,
    weight_words,
)
from kneetui.testing import NOW
from tests.ui.gym import gym

LIBRARY = gym()
RULE = replace(LIBRARY.rules["traffic-light"], weight_up=10, reserve=2)
SQUAT = replace(LIBRARY.exercises["box-squat"], weight="bar")
DOSE = replace(SQUAT.dose, reps=8)


def last(
    kg: float, effort: float | None, pain: float | None, *, reps: int = 8, done: bool = True
) -> LastTime:
    record = ExerciseRecord(SQUAT.id, sets=(SetRecord(reps=reps),), weight_kg=kg, effort=effort)
    return LastTime(
        record=record, session=RoutineRecord("kneecap", pain=pain, done=done, exercises=(record,))
    )


@pytest.mark.parametrize(
    ("before", "kg"),
    [
        (last(60, 8, 1), 62.5),
        (last(60, 9, 1), 60),
        (last(60, None, 1), 60),
        (last(60, 8, None), 60),
        (last(60, 8, 4), 60),
        (last(60, 8, 1, done=False), 60),
        (last(60, 6, 8), 57.5),
        (last(20, 5, 0), 20),
        (last(25, 5, 0), 27.5),
        (last(60, 10, 0, reps=12), 62.5),
        (last(61, 8, 0), 62.5),
    ],
)
def test_the_weight_rises_by_one_step_within_the_rule(before: LastTime, kg: float) -> None:
    """After green, whole, with two in reserve at today's number; from 20 kg the smallest plates are more than 10 %."""
    assert todays_weight(before, SQUAT, DOSE, RULE, "kg") == pytest.approx(kg)


def test_without_a_rule_it_stays() -> None:
    assert todays_weight(last(60, 5, 0), SQUAT, DOSE, None, "kg") == 60


@pytest.mark.parametrize("kg", [2.0, 7.5, 20.0, 33.0, 61.2, 140.0])
@pytest.mark.parametrize("kind", ["any", "bar"])
@pytest.mark.parametrize("unit", ["kg", "lb"])
def test_no_weight_rises_by_more_than_the_rule_allows(kg: float, kind: str, unit: str) -> None:
    exercise = replace(SQUAT, weight=kind)
    after = todays_weight(last(kg, 4, 0), exercise, DOSE, RULE, unit)
    assert kg <= after <= kg * 1.1 + 1e-6


@pytest.mark.parametrize(
    ("weight", "unit", "line"),
    [
        (60, "kg", "20 + 2 × 20"),
        (62.5, "kg", "20 + 2 × 20 + 2 × 1.25"),
        (20, "kg", "20"),
        (140, "kg", "20 + 4 × 25 + 2 × 10"),
        (15, "kg", ""),
        (61, "kg", ""),
        (135, "lb", "45 + 2 × 45"),
    ],
)
def test_plates_make_up_the_weight_or_are_not_named(weight: float, unit: str, line: str) -> None:
    assert plate_line(weight, unit) == line
    if line:
        bar, *plates = line.split(" + ")
        assert float(bar) + sum(int(count) * float(plate) for count, plate in map(pair, plates)) == weight


def pair(plates: str) -> tuple[str, str]:
    count, _, plate = plates.partition(" × ")
    return count, plate


def test_a_weight_is_spelt_in_the_unit_of_the_settings() -> None:
    assert weight_words(60, SQUAT, "kg") == "60 kg: 20 + 2 × 20"
    assert weight_words(61.23, SQUAT, "lb") == "135 lb: 45 + 2 × 45"
    assert weight_words(60, replace(SQUAT, weight="any"), "kg") == "60 kg"


def test_the_last_time_with_a_weight_is_what_counts(make_services: Callable[..., Services]) -> None:
    heavy, light = last(50, 8, 1).session, last(40, 8, 1).session
    without = RoutineRecord("kneecap", exercises=(ExerciseRecord(SQUAT.id, sets=(SetRecord(reps=8),)),))
    entries = [
        Entry(NOW.replace(day=day), "both", routine=session)
        for day, session in ((1, light), (3, heavy), (5, without))
    ]
    diary = make_services(library=LIBRARY, entries=entries).diary
    latest = last_time(diary, SQUAT.id)
    assert latest is not None
    assert latest.record.weight_kg == 50
    assert last_time(diary, "clam") is None
