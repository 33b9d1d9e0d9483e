"""One session as plain data: what it keeps on its way, and what the diary gets of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kneetui.content.model import Exercise
from kneetui.routines.dose import WorkItem
from kneetui.services.training.workout import Workout
from kneetui.testing import NOW
from tests.ui.gym import gym

EXERCISES = gym().exercises
PLANNED = ("quad-set", "wall-sit", "clam")


def begin(*names: str, knee: str = "") -> Workout:
    items = [
        WorkItem(planned=name, exercise=EXERCISES[name], dose=EXERCISES[name].dose)
        for name in names or PLANNED
    ]
    return Workout.begin("kneecap", "calm", items, EXERCISES, knee)


def as_json(workout: Workout) -> dict[str, Any]:
    """As the file has it."""
    data: dict[str, Any] = json.loads(json.dumps(workout.to_json()))
    return data


def without(*names: str) -> dict[str, Exercise]:
    return {name: exercise for name, exercise in EXERCISES.items() if name not in names}


# --- the beginning ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("knee", "side"), [("right", "right"), ("left", "left"), ("both", "left"), ("", "left")]
)
def test_the_knee_of_the_settings_goes_first(knee: str, side: str) -> None:
    assert begin(knee=knee).player.side == side


def test_nothing_is_begun_before_the_first_second_of_work() -> None:
    workout = begin()
    assert not workout.begun
    workout.player.tick(10)
    assert not workout.begun
    workout.player.tick(5)
    workout.player.next()
    assert not workout.begun, "half a hold of four is no repetition yet"
    workout.player.tick(5 + 9)
    workout.player.next()
    assert workout.begun


def test_what_is_no_percent_of_the_work_is_nothing() -> None:
    hold = next(name for name, exercise in EXERCISES.items() if not exercise.dose.reps)
    workout = begin(*[hold] * 60)
    workout.player.next()
    workout.player.tick(4)
    workout.player.next()
    assert workout.player.share_done > 0
    assert (workout.percent, workout.begun) == (0, False)


def test_pain_before_any_work_is_written_down_and_counts_as_no_session() -> None:
    workout = begin()
    workout.note_pain(6, stop=True)
    record = workout.to_entry(NOW, 6, done=False).routine
    assert workout.begun
    assert record is not None
    assert not record.worked


def test_a_session_that_lost_everything_is_begun_if_time_was_spent() -> None:
    assert not begin().from_json(as_json(begin()), {}).begun
    assert Workout.from_json(as_json(begin()) | {"seconds": 20}, {}).begun


# --- kept and gone on with ---------------------------------------------------------------------


def test_it_goes_on_with_all_it_knew() -> None:
    workout = begin(knee="right")
    workout.player.next()
    workout.note_pain(4, stop=False)
    workout.seconds, workout.entry = 61.24, 9
    after = Workout.from_json(as_json(workout), EXERCISES)
    assert as_json(after) == as_json(workout)
    assert (after.seconds, after.pain, after.entry, after.notes) == (61.2, 4, 9, workout.notes)
    assert (after.routine, after.phase, after.gone) == ("kneecap", "calm", 0)
    assert after.player.paused


def test_it_counts_what_is_gone() -> None:
    data = as_json(begin())
    assert [
        Workout.from_json(data, without(*gone)).gone for gone in ((), ("clam",), PLANNED[:2], PLANNED)
    ] == [0, 1, 2, 3]


def test_no_number_of_pain_stays_none() -> None:
    assert Workout.from_json(as_json(begin()), EXERCISES).pain is None


@pytest.mark.parametrize(("pain", "read"), [(-3, 0), (0, 0), (10, 10), (77, 10), ("6", 6)])
def test_pain_keeps_within_the_scale(pain: object, read: int) -> None:
    noted = [{"knee": "left", "pain": pain, "where": "Clam"}]
    assert Workout.from_json({**as_json(begin()), "noted": noted}, EXERCISES).pain == read


def test_a_session_whose_notes_were_sentences_goes_on() -> None:
    """Of a version in which a note named no knee."""
    notes = ["Pain 3 at Clam, set 1, left side", "Pain at Wall sit, set 2"]
    data = {key: value for key, value in as_json(begin()).items() if key not in ("knee", "noted")}
    workout = Workout.from_json({**data, "pain": 3, "notes": notes}, EXERCISES)
    assert (workout.knee, workout.pain, workout.own_pain, workout.notes) == ("", 3, 3, notes)


@pytest.mark.parametrize("key", list(begin().to_json()))
@pytest.mark.parametrize("value", ["gone", None, [], {}, "text"])
def test_what_it_did_not_write_is_no_session(key: str, value: object) -> None:
    """Read anyway or refused with ``ValueError``: never another error, and never without exercises it names."""
    data = as_json(begin())
    if value == "gone":
        del data[key]
    else:
        data[key] = value
    try:
        workout = Workout.from_json(data, EXERCISES)
    except ValueError:
        return
    assert value != "gone" or key in ("weights", "efforts", "knee"), "sessions of before have none"
    assert {item.exercise.id for item in workout.player.items} <= set(PLANNED)


# --- pain on the way ---------------------------------------------------------------------------


def test_the_worst_number_stands_and_every_one_is_noted() -> None:
    workout = begin("wall-sit", "clam")
    for pain in (3, 5, None, 4):
        workout.note_pain(pain, stop=False)
    assert workout.pain == 5
    assert workout.notes == [
        "Pain 3 at Wall sit, set 1",
        "Pain 5 at Wall sit, set 1",
        "Pain at Wall sit, set 1",
        "Pain 4 at Wall sit, set 1",
    ]
    assert not workout.player.done


def test_no_pain_is_a_number_too() -> None:
    workout = begin("wall-sit")
    workout.note_pain(0, stop=False)
    assert (workout.pain, workout.notes) == (0, ["Pain 0 at Wall sit, set 1"])


def test_the_knee_of_a_pain_is_named_where_it_is_not_that_of_the_session() -> None:
    workout = begin("clam", knee="right")
    for knee in ("", "right", "left", "both"):
        workout.note_pain(2, stop=False, knee=knee)
    assert [note.partition(" at ")[0] for note in workout.notes] == [
        "Pain 2",
        "Pain 2",
        "Pain 2 in the left knee",
        "Pain 2 in both knees",
    ]


def test_the_side_that_works_is_the_one_that_likely_hurts() -> None:
    workout = begin("clam", "wall-sit", knee="right")
    sides = []
    while workout.player.exercise is not None and workout.player.exercise.id == "clam":
        sides.append(workout.likely_hurting)
        workout.player.next()
    assert set(sides) == {"left", "right"}
    assert sides[0] == "right"
    while workout.player.exercise is not None and workout.player.exercise.id != "wall-sit":
        workout.player.next()
    assert workout.likely_hurting == "right"


def test_pain_that_stops_ends_it_and_names_set_and_side() -> None:
    workout = begin("clam", knee="right")
    while workout.player.spot.set == 1:
        workout.player.next()
    workout.note_pain(6, stop=True)
    assert workout.notes == ["Pain 6 at Clam, set 2, right side"]
    assert (workout.player.ending, workout.player.done) == ("hurt", True)


def test_without_an_exercise_there_is_nothing_to_note() -> None:
    workout = Workout.from_json(as_json(begin()), {})
    workout.note_pain(7, stop=True)
    assert (workout.pain, workout.notes) == (None, [])


# --- swapped on the way ----------------------------------------------------------------------


def test_only_what_was_swapped_in_this_session_is_named() -> None:
    swapped = WorkItem(planned="box-squat", exercise=EXERCISES["wall-sit"], dose=EXERCISES["wall-sit"].dose)
    clam = WorkItem(planned="clam", exercise=EXERCISES["clam"], dose=EXERCISES["clam"].dose)
    workout = Workout.begin("kneecap", "build", [swapped, clam], EXERCISES, "left")
    assert workout.swapped() == {}
    assert workout.player.easier()
    assert {planned: exercise.id for planned, exercise in workout.swapped().items()} == {
        "box-squat": "quad-set"
    }
    after = Workout.from_json(as_json(workout), EXERCISES)
    assert after.swapped() == workout.swapped()
    assert after.player.harder()
    assert after.swapped() == {}


# --- what the diary gets ---------------------------------------------------------------------


def test_the_entry_says_what_was_done() -> None:
    workout = begin(knee="right")
    workout.seconds, workout.entry = 754, 12
    workout.note_pain(3, stop=False)
    workout.note_pain(5, stop=False)
    entry = workout.to_entry(NOW, 5, "step-back", done=False)
    assert (entry.id, entry.when, entry.knee, entry.pain_during) == (12, NOW, "right", 5)
    assert entry.note.split("\n") == workout.notes
    record = entry.routine
    assert record is not None
    assert (record.routine, record.phase, record.pain, record.verdict) == ("kneecap", "calm", 5, "step-back")
    assert (record.minutes, record.done) == (12.6, False)


@pytest.mark.parametrize(("typed", "noted"), [(7.3, 7.5), (7.7, 7.5), (0.1, 0), (10, 10), (None, None)])
def test_an_effort_is_noted_to_half_a_point_so_that_the_diary_takes_it(
    typed: float | None, noted: float | None
) -> None:
    workout = begin()
    workout.player.next()
    workout.player.tick(40)
    workout.lift(workout.player.items[0].exercise.id, None, typed)
    record = workout.to_entry(NOW).routine
    assert record is not None
    assert record.exercises[0].effort == noted


def test_without_a_knee_it_is_about_both() -> None:
    entry = begin().to_entry(NOW)
    assert (entry.knee, entry.pain_during, entry.note) == ("both", None, "")
    assert entry.routine is not None
    assert entry.routine.pain is None
    assert replace(entry, knee="left") == begin(knee="left").to_entry(NOW)
