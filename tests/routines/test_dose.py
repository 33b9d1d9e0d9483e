from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import Dose
from kneetui.routines.dose import (
    GET_READY,
    RELAX,
    SWITCH,
    UNTIMED_REP,
    Beat,
    WorkItem,
    beat_at,
    beats,
    minutes,
    scaled,
    work_seconds,
)

if TYPE_CHECKING:
    from kneetui.content.model import Library

NOTHING = Dose(sets=1, reps=0, hold=0, minutes=0, tempo="", rest=0, per_day=1)

doses = st.builds(
    Dose,
    sets=st.integers(1, 20),
    reps=st.integers(0, 30),
    hold=st.integers(1, 90),
    minutes=st.sampled_from([0.0, 0.0, 20.0]),
    tempo=st.sampled_from(["", "3-0-2", "0-0-0", "odd"]),
    rest=st.integers(0, 120),
    per_day=st.just(1),
)


def volume(dose: Dose) -> float:
    return dose.sets * (dose.minutes or dose.reps or dose.hold)


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (replace(NOTHING, hold=45), 45),
        (replace(NOTHING, minutes=2.5), 150),
        (replace(NOTHING, reps=10), None),
        (replace(NOTHING, reps=8, tempo="3-0-2"), 40),
        (replace(NOTHING, reps=8, tempo="0-0-0"), None),
        (replace(NOTHING, reps=8, tempo="nonsense"), None),
        (replace(NOTHING, reps=10, hold=10), 10 * (10 + RELAX)),
        (replace(NOTHING, reps=4, hold=3, tempo="2-1-2"), 4 * 7),
        (NOTHING, None),
    ],
)
def test_seconds_of_a_set_come_from_the_dose(dose: Dose, seconds: float | None) -> None:
    assert work_seconds(dose) == seconds


def test_beats_follow_the_tempo() -> None:
    dose = replace(NOTHING, reps=2, tempo="3-0-2")
    assert beats(dose) == (("down", 3), ("up", 2))
    assert beat_at(dose, 0) == Beat(1, "down", 3)
    assert beat_at(dose, 4) == Beat(1, "up", 1)
    assert beat_at(dose, 5) == Beat(2, "down", 3)
    assert beat_at(dose, 10) == Beat(2, "up", 0)
    assert beat_at(replace(NOTHING, reps=2), 1) is None


@pytest.mark.parametrize(("sets", "left"), [(2, 1), (3, 2), (4, 2), (5, 3), (10, 6)])
def test_a_smaller_dose_has_fewer_sets(sets: int, left: int) -> None:
    dose = scaled(replace(NOTHING, sets=sets, hold=30), 0.6)
    assert (dose.sets, dose.hold) == (left, 30)


def test_a_single_set_gets_shorter() -> None:
    assert scaled(replace(NOTHING, reps=10, hold=10), 0.6).reps == 6
    assert scaled(replace(NOTHING, minutes=20), 0.6).minutes == 12
    assert scaled(replace(NOTHING, hold=30), 0.6).hold == 18
    assert scaled(replace(NOTHING, sets=2, hold=50), 0.36) == replace(NOTHING, sets=1, hold=36)


@given(doses, st.sampled_from([0.36, 0.6, 1.0]))
def test_a_smaller_dose_is_never_more_and_never_nothing(dose: Dose, factor: float) -> None:
    less = scaled(dose, factor)
    assert 0 < volume(less) <= volume(dose)
    if factor == 1:
        assert less == dose
    elif volume(dose) >= 4:
        assert volume(less) <= 0.75 * volume(dose)


def test_minutes_count_everything_but_the_rest_after_the_end(library: Library) -> None:
    wall_sit, clam = library.exercises["wall-sit"], library.exercises["clam"]
    items = [WorkItem("wall-sit", wall_sit, wall_sit.dose), WorkItem("clam", clam, clam.dose)]
    one_set = 2 * 12 * UNTIMED_REP + SWITCH
    seconds = GET_READY + 4 * (45 + 60) + GET_READY + 2 * one_set + 30
    assert minutes(items) * 60 == pytest.approx(seconds)
    assert minutes([]) == 0
