from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.model import Dose
from kneetui.routines.dose import GET_READY, LEAD_IN, SWITCH, WorkItem, adapted, minutes, scaled
from kneetui.routines.session.motion import UNTIMED_REP

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
    items = [
        WorkItem(planned="wall-sit", exercise=wall_sit, dose=wall_sit.dose),
        WorkItem(planned="clam", exercise=clam, dose=clam.dose),
    ]
    one_set = 2 * 12 * UNTIMED_REP + SWITCH
    seconds = GET_READY + 4 * (45 + 60) + 3 * LEAD_IN + GET_READY + 2 * one_set + 30
    assert minutes(items) * 60 == pytest.approx(seconds)
    assert minutes([]) == 0


@pytest.mark.parametrize(
    ("plan", "own", "result"),
    [
        ({"reps": 6, "sets": 4}, {"reps": 10, "sets": 3, "hold": 2}, {"reps": 6, "sets": 4, "hold": 2}),
        ({"hold": 20, "sets": 5}, {"hold": 45}, {"hold": 20, "sets": 5}),
        ({"minutes": 8.0}, {"minutes": 20.0}, {"minutes": 8.0}),
        ({"hold": 45, "sets": 5}, {"reps": 10, "hold": 10}, {"reps": 10, "hold": 10}),
        ({"minutes": 20.0}, {"hold": 60, "sets": 10}, {"hold": 60, "sets": 10}),
        (
            {"reps": 8, "tempo": "3-0-3"},
            {"reps": 10, "tempo": "2-0-2"},
            {"reps": 8, "tempo": "3-0-3"},
        ),
        ({"reps": 8, "tempo": "3-0-3"}, {"reps": 10}, {"reps": 8}),
    ],
)
def test_a_neighbour_gets_the_amount_of_the_plan(
    plan: dict[str, Any], own: dict[str, Any], result: dict[str, Any]
) -> None:
    """Where it is dosed in the same way; three times 45 seconds say nothing about repetitions."""
    assert adapted(replace(NOTHING, **plan), replace(NOTHING, **own)) == replace(NOTHING, **result)
