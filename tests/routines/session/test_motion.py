"""What a set is made of, second by second."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kneetui.content.model import Move
from kneetui.routines.session.motion import (
    RELAX,
    UNTIMED_REP,
    Beat,
    beat_at,
    held,
    rep_moves,
    set_seconds,
    start_frame,
)

if TYPE_CHECKING:
    from kneetui.content.model import Dose, Exercise, Library

UP_AND_DOWN = (
    Move(cue="up", frames=(1, 2, 3), seconds=2),
    Move(cue="hold", frames=(3,), seconds=0),
    Move(cue="down", frames=(3, 2, 1), seconds=2),
)


@pytest.fixture
def exercise(library: Library) -> Exercise:
    return replace(library.exercises["box-squat"], frames=("a", "b", "c"))


@pytest.fixture
def nothing(library: Library) -> Dose:
    return replace(library.exercises["clam"].dose, sets=1, reps=0, rest=0)


def moves(exercise: Exercise, dose: Dose) -> list[tuple[str, float]]:
    return [(move.cue, move.seconds) for move in rep_moves(exercise, dose)]


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        ({"hold": 45}, 45),
        ({"minutes": 2.5}, 150),
        ({"reps": 10}, 10 * UNTIMED_REP),
        ({"reps": 8, "tempo": "3-0-2"}, 40),
        ({"reps": 8, "tempo": "nonsense"}, 8 * UNTIMED_REP),
        ({"reps": 10, "hold": 10}, 10 * (10 + RELAX)),
        ({"reps": 4, "hold": 3, "tempo": "2-1-2"}, 4 * 7),
    ],
)
def test_every_set_has_a_time(
    exercise: Exercise, nothing: Dose, dose: dict[str, int], seconds: float
) -> None:
    """So that a session runs without a key, whatever its packs say of their moves."""
    assert set_seconds(exercise, replace(nothing, **dose)) == seconds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ({"reps": 5}, [("up", 2), ("down", 2)]),
        ({"reps": 5, "hold": 3}, [("up", 2), ("hold", 3), ("down", 2)]),
        ({"reps": 5, "tempo": "3-0-1"}, [("up", 1), ("down", 3)]),
        ({"reps": 5, "tempo": "3-2-1"}, [("up", 1), ("hold", 2), ("down", 3)]),
        ({"hold": 30}, []),
        ({"minutes": 3.0}, []),
    ],
)
def test_the_dose_times_the_moves_by_their_cues(
    exercise: Exercise, nothing: Dose, dose: dict[str, int], expected: list[tuple[str, float]]
) -> None:
    assert moves(replace(exercise, moves=UP_AND_DOWN), replace(nothing, **dose)) == expected  # type: ignore[arg-type]


def test_a_hold_that_a_dose_asks_for_follows_the_first_move(exercise: Exercise, nothing: Dose) -> None:
    squat = replace(exercise, moves=(UP_AND_DOWN[2], UP_AND_DOWN[0]))
    assert moves(squat, replace(nothing, reps=3, tempo="3-2-1")) == [("down", 3), ("hold", 2), ("up", 1)]


def test_a_hold_that_is_repeated_is_let_go(exercise: Exercise, nothing: Dose) -> None:
    still = replace(exercise, moves=(Move(cue="hold", frames=(1, 2), seconds=0),))
    assert moves(still, replace(nothing, reps=3, hold=5)) == [("hold", 5), ("let-go", RELAX)]


def test_the_beat_is_rep_part_and_frame(exercise: Exercise, nothing: Dose) -> None:
    dose = replace(nothing, reps=2, tempo="4-0-2")
    lift = replace(exercise, moves=UP_AND_DOWN)
    assert beat_at(lift, dose, 0) == Beat(rep=1, cue="up", seconds=2, seconds_left=2, frame=2)
    assert beat_at(lift, dose, 3) == Beat(rep=1, cue="down", seconds=4, seconds_left=3, frame=1)
    assert beat_at(lift, dose, 5) == Beat(rep=1, cue="down", seconds=4, seconds_left=1, frame=0)
    assert beat_at(lift, dose, 6).rep == 2
    assert beat_at(lift, dose, 12) == Beat(rep=2, cue="down", seconds=4, seconds_left=0, frame=0)


def test_what_is_done_for_a_time_goes_round(exercise: Exercise, nothing: Dose) -> None:
    run = replace(exercise, moves=(Move(cue="run", frames=(2, 3), seconds=0),))
    dose = replace(nothing, hold=60)
    assert [beat_at(run, dose, second).frame for second in range(5)] == [1, 1, 2, 2, 1]
    assert (beat_at(run, dose, 59).cue, held(run, dose), start_frame(run, dose)) == ("run", False, 1)
