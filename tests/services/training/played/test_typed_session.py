"""A session as somebody types it."""

from __future__ import annotations

import pytest

from kneetui.diary.errors import EntryError
from kneetui.diary.exercise_records import ExerciseRecord
from kneetui.routines.progress import Place, Progress
from kneetui.services.training.played import typed_session
from kneetui.services.training.todays_session import Today
from kneetui.services.training.training import Training
from tests.services.training.on_its_way import Make, weighted


def planned(make_services: Make, phase: int = 1) -> tuple[Training, Today]:
    training = Training(make_services(library=weighted()))
    training.keep(Progress("kneecap", Place(phase=phase)), own=True)
    today = training.today("kneecap", training.status())
    assert today is not None
    return training, today


def records(make_services: Make, *typed: str, phase: int = 1) -> dict[str, ExerciseRecord]:
    training, today = planned(make_services, phase)
    workout = typed_session.log(training, today, typed_session.read(today, typed))
    entry = training.services.diary.get(workout.entry)
    assert entry.routine is not None
    return {record.exercise: record for record in entry.routine.exercises}


def amounts(record: ExerciseRecord) -> list[tuple[str, str]]:
    return [(done.side, done.amount) for done in record.sets]


def test_what_is_not_named_was_done_as_planned(make_services: Make) -> None:
    done = records(make_services)
    assert amounts(done["box-squat"]) == [("both", "8")] * 3
    assert sorted(amounts(done["clam"])) == [("left", "12")] * 2 + [("right", "12")] * 2


def test_sets_weight_effort_sides_and_skips_are_read(make_services: Make) -> None:
    done = records(make_services, "box-squat=8,8,6@40kg+effort:9", "clam=left:2x12+right:10")
    squat = done["box-squat"]
    assert (amounts(squat), squat.weight_kg, squat.effort) == (
        [("both", "8"), ("both", "8"), ("both", "6")],
        40,
        9,
    )
    assert sorted(amounts(done["clam"])) == [("left", "12"), ("left", "12"), ("right", "10")]
    skipped = records(make_services, "Box squat=skip:equipment")
    assert (skipped["box-squat"].sets, skipped["box-squat"].skipped) == ((), "equipment")


def test_seconds_and_pounds(make_services: Make) -> None:
    done = records(make_services, "wall-sit=30s,45s", phase=0)
    assert amounts(done["wall-sit"]) == [("both", "30 s"), ("both", "45 s")]
    assert records(make_services, "box-squat=3x8@100lb")["box-squat"].weight_kg == pytest.approx(45.36)


def test_half_of_it_is_half_of_it(make_services: Make) -> None:
    training, today = planned(make_services)
    workout = typed_session.log(training, today, typed_session.read(today, ["clam=skip:time"]))
    assert workout.player.share_done == pytest.approx(3 / 7)
    verdict = training.judge(workout, 0)
    assert verdict is not None
    assert verdict.why == "unfinished"


@pytest.mark.parametrize(
    ("typed", "error_words"),
    [
        ("clamm=3x12", "Did you mean “clam”?"),
        ("clam=many", "“many”, which is not understood"),
        ("clam=3x12+effort:11", "effort over 10"),
        ("box-squat=3x8@5000kg", "heavier than"),
    ],
)
def test_what_cannot_be_read_is_said_and_begins_nothing(
    make_services: Make, typed: str, error_words: str
) -> None:
    training, today = planned(make_services)
    with pytest.raises(EntryError) as error:
        typed_session.read(today, [typed])
    assert error_words in str(error.value)
    assert training.unfinished() is None
