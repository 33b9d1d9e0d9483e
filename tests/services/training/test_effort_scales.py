"""How hard an exercise was, as it is asked."""

from __future__ import annotations

from kneetui.services.training.effort_scales import HOW_HARD, IN_RESERVE, scale_of
from tests.ui.gym import gym


def test_repetitions_are_asked_by_what_was_left_and_all_else_by_how_hard_it_was() -> None:
    for exercise in gym().exercises.values():
        assert scale_of(exercise.dose) is (IN_RESERVE if exercise.dose.reps else HOW_HARD)


def test_what_is_typed_and_the_effort_lead_to_each_other() -> None:
    for scale in (IN_RESERVE, HOW_HARD):
        assert [scale.turned(scale.turned(number)) for number in (None, 0, 2, 10)] == [None, 0, 2, 10]
    assert (IN_RESERVE.turned(2), HOW_HARD.turned(2)) == (8, 2)
