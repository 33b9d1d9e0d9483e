"""What is kept, and what is open, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord, SetRecord
from kneetui.routines.progress import Done, Place, Progress
from kneetui.services.container import Services
from kneetui.services.training.played.unfinished import where
from kneetui.services.training.training import DRAFT, Training
from kneetui.services.training.workout import Workout
from kneetui.status.advice import advice
from kneetui.testing import NOW
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.fixture
def make_training(make_services: Make) -> Callable[..., Training]:
    def make(**arguments: Any) -> Training:
        return Training(make_services(**arguments))

    return make


def start(training: Training, routine: str = "kneecap") -> Workout:
    today = training.today(routine, training.status())
    assert today is not None
    return training.begin(today)


# --- what is open ------------------------------------------------------------------------


def test_without_an_assessment_everything_is_open(make_training: Callable[..., Training]) -> None:
    training = make_training()
    now = training.status().restrictions
    assert (now.urgency, now.gate.full, now.since) == ("", True, None)
    assert [routine.id for routine in now.routines(training.library)] == [
        "kneecap",
        "first-days",
        "walk",
        "hops",
    ]


@pytest.mark.parametrize(
    ("urgency", "flags", "open_"),
    [
        ("emergency", (), []),
        ("urgent", (), []),
        ("soon", (), ["first-days"]),
        ("soon", ("LOCK",), []),
        ("self-care", ("BONE",), ["kneecap", "first-days", "walk", "hops"]),
        ("normal", (), ["kneecap", "first-days", "walk", "hops"]),
        ("self-care", ("FROM-A-PACK-THAT-IS-GONE",), []),
    ],
)
def test_an_assessment_closes_routines(
    make_training: Callable[..., Training], urgency: str, flags: tuple[str, ...], open_: list[str]
) -> None:
    training = make_training(entries=[assessed(urgency, *flags)])
    assert [routine.id for routine in training.status().restrictions.routines(training.library)] == open_


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
def test_no_time_opens_what_a_doctor_should_see(make_training: Callable[..., Training], urgency: str) -> None:
    old = assessed(urgency, when=NOW - timedelta(days=900))
    assert not make_training(entries=[old]).status().gate.loading


def test_an_old_visit_is_asked_for_again_and_opens_nothing(make_training: Callable[..., Training]) -> None:
    held = make_training(entries=[assessed("soon", when=NOW - timedelta(days=29))]).status().restrictions
    assert held.check_again
    assert held.gate.gentle


def test_an_old_self_care_holds_nothing_back(make_training: Callable[..., Training]) -> None:
    old = assessed("self-care", "BONE", when=NOW - timedelta(days=29))
    assert make_training(entries=[old]).status().gate.full


def test_the_more_careful_knee_decides(make_training: Callable[..., Training]) -> None:
    left = replace(assessed("urgent", "LOCK", when=NOW - timedelta(days=3)), knee="left")
    now = make_training(entries=[left, assessed("self-care")]).status().restrictions
    assert (now.urgency, now.gate.loading, now.since) == ("urgent", False, date(2026, 11, 19))
    assert now.because(gym()) == ["The knee is locked."]


def test_a_newer_assessment_of_the_same_knee_opens_again(make_training: Callable[..., Training]) -> None:
    before = assessed("urgent", when=NOW - timedelta(days=3))
    assert make_training(entries=[before, assessed("self-care")]).status().restrictions.gate.full


@pytest.mark.parametrize(
    "answers",
    [
        '{"format": 1, "asked": ["mechanical"], "answers": {"mechanical": ["locking"], "gone": 3}}',
        'mechanical = ["locking"]',
    ],
)
def test_the_answers_keep_an_exercise_away(make_training: Callable[..., Training], answers: str) -> None:
    training = make_training(entries=[assessed("self-care", answers=answers)])
    training.keep(Progress("kneecap", Place(phase=1)), own=True)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert [item.exercise.id for item in today.items] == ["wall-sit", "clam"]


def test_broken_answers_are_no_answers(make_training: Callable[..., Training]) -> None:
    status = make_training(entries=[assessed("self-care", answers="{[")]).status()
    assert status.knees["right"].facts == ()


# --- whose routine -----------------------------------------------------------------------


def test_equipment_is_remembered(make_training: Callable[..., Training]) -> None:
    training = make_training()
    assert training.equipment.at_hand() is None
    training.equipment.have(["mat", "band"])
    assert training.equipment.at_hand() == frozenset({"band", "mat"})
    training.equipment.have([])
    assert training.equipment.at_hand() == frozenset()
    training.equipment.have(None)
    assert training.equipment.at_hand() is None


# --- the morning after -------------------------------------------------------------------


def after_a_session(training: Training, *, green: bool = True) -> None:
    done = Done(
        on=YESTERDAY.date(),
        colour="green" if green else "yellow",
        stopped=False,
        complete=True,
        limited=False,
        before=Place(),
    )
    training.keep(Progress("kneecap", Place(greens=1), 1, swaps={}, last=done), own=True)


def session(pain: float = 1) -> Entry:
    return Entry(
        YESTERDAY,
        "right",
        pain_during=pain,
        routine=RoutineRecord("kneecap", phase="calm", done=True, minutes=20, pain=pain),
    )


@pytest.mark.parametrize(
    ("entries", "why", "greens"),
    [
        ([], None, 1),
        ([Entry(NOW, "right", pain_morning=2)], None, 1),
        ([Entry(NOW, "right", pain_morning=4)], "morning", 0),
        ([Entry(NOW, "left", pain_morning=8)], "morning", 0),
        (
            [
                Entry(YESTERDAY - timedelta(hours=2), "right", pain_morning=4),
                Entry(NOW, "right", pain_morning=4),
            ],
            None,
            1,
        ),
        ([Entry(NOW, "right", pain_morning=1, swelling="slight")], "swelling", 0),
        ([Entry(NOW, "right", pain_morning=1, stiffness="over-60-min")], None, 1),
        (
            [
                Entry(YESTERDAY - timedelta(hours=2), "right", pain_morning=1, stiffness="none"),
                Entry(NOW, "right", pain_morning=1, stiffness="over-60-min"),
            ],
            "morning",
            0,
        ),
        ([Entry(YESTERDAY - timedelta(days=3), "right", pain_morning=6)], None, 1),
    ],
    ids=["nothing", "green", "worse", "other-knee", "as-usual", "swollen", "stiff", "stiffer", "before"],
)
def test_the_morning_after_judges_again(
    make_training: Callable[..., Training], entries: list[Entry], why: str | None, greens: int
) -> None:
    training = make_training(entries=[session(), *entries])
    after_a_session(training)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert (today.morning.why if today.morning else None) == why
    progress = training.active()
    assert progress is not None
    assert progress == today.progress
    assert progress.place.greens == greens


def test_the_morning_is_judged_the_same_twice(make_training: Callable[..., Training]) -> None:
    training = make_training(entries=[session(), Entry(NOW, "right", pain_morning=4)])
    after_a_session(training)
    first = training.today("kneecap", training.status())
    assert training.today("kneecap", training.status()) == first


@pytest.mark.parametrize(("before", "greens"), [((3,), 1), ((3, 3), 0), ((3, 1), 1), ((3, 1, 3), 1)])
def test_no_session_is_a_step_while_today_asks_to_add_nothing(
    make_training: Callable[..., Training], library: Library, before: tuple[float, ...], greens: int
) -> None:
    """Where a session in the yellow counts once the morning was good, the third in a row does not."""
    counting = replace(library.routines["kneecap"], yellow_counts=True)
    training = make_training(
        library=replace(library, routines={**library.routines, "kneecap": counting}),
        entries=[
            *(
                entry
                for days, pain in enumerate(reversed(before), 1)
                for entry in (
                    replace(session(pain), when=YESTERDAY - timedelta(days=2 * days)),
                    Entry(NOW - timedelta(days=2 * days), "right", pain_morning=1),
                )
            ),
            session(3),
            Entry(NOW, "right", pain_morning=1),
        ],
    )
    done = Done(
        on=YESTERDAY.date(), colour="yellow", stopped=False, complete=True, limited=False, before=Place()
    )
    training.keep(Progress("kneecap", Place(), 1, swaps={}, last=done), own=True)
    now = training.status()
    asked = advice(training.library, now)
    assert asked is not None
    assert (asked.cause, asked.kind) == ("response", "as-planned" if greens else "easier")
    today = training.today("kneecap", now)
    assert today is not None
    assert today.progress.place.greens == greens


def test_a_routine_that_is_gone(make_training: Callable[..., Training]) -> None:
    training = make_training()
    training.keep(Progress("gone"), own=True)
    assert training.today("gone", training.status()) is None


# --- a session ---------------------------------------------------------------------------


def test_a_session_on_its_way_comes_back_paused_at_the_same_set(
    make_training: Callable[..., Training],
) -> None:
    training = make_training()
    workout = start(training)
    workout.player.next()
    workout.player.next()
    workout.note_pain(3, stop=False)
    training.hold(workout)
    back = training.unfinished()
    assert back is not None
    assert back.player.paused
    assert back.player.spot == workout.player.spot
    assert (back.pain, back.notes) == (3, ["Pain 3 at Quad set, set 1, left side"])
    assert where(training, back) == "Kneecap routine: Quad set, set 1 of 1, left side."


@pytest.mark.parametrize("draft", [{}, {"player": 3}, {"routine": "kneecap", "player": {"items": [1]}}])
def test_a_broken_draft_is_no_session(make_training: Callable[..., Training], draft: dict[str, Any]) -> None:
    assert make_training(drafts={DRAFT: draft}).unfinished() is None


def test_the_end_is_in_the_diary_before_any_number(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.seconds = 90
    workout.player.tick(60)
    assert training.finish(workout)
    entry = training.services.diary.latest(kind="routine")
    assert entry is not None
    assert entry.routine == RoutineRecord(
        "kneecap",
        phase="calm",
        done=False,
        minutes=1.5,
        exercises=(
            ExerciseRecord(
                "quad-set",
                sets=(SetRecord("right", reps=4, seconds=36), SetRecord("left", reps=1, seconds=9)),
            ),
        ),
    )
    back = training.unfinished()
    assert back is not None
    assert back.player.done
    assert back.entry == entry.id


def test_a_session_that_is_skipped_through_leaves_nothing(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    while not workout.player.done:
        workout.player.next()
    assert not training.finish(workout)
    assert (training.services.diary.count(), training.unfinished()) == (0, None)


@pytest.mark.parametrize(("skipped", "kind", "why"), [(1, "repeat", "green"), (2, "repeat", "unfinished")])
def test_enough_of_it_has_to_be_done_to_count(
    make_training: Callable[..., Training], skipped: int, kind: str, why: str
) -> None:
    """Of eight sets of quad set, wall sit and clam: seven are more than the 80 in a hundred of the rule, six are less."""
    training = make_training()
    workout = start(training)
    while not workout.player.done:
        sets = sum(done.share for done in workout.player.log)
        if sets < 8 - skipped:
            workout.player.tick(1)
        else:
            workout.player.next()
    training.finish(workout)
    verdict = training.judge(workout, 1)
    assert verdict is not None
    assert (verdict.kind, verdict.why) == (kind, why)
    entry = training.services.diary.latest()
    assert entry is not None
    assert entry.routine is not None
    assert entry.routine.done is (why == "green")


def test_the_number_goes_into_the_same_entry(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.player.tick(10_000)
    training.finish(workout)
    verdict = training.judge(workout, 1)
    assert verdict is not None
    assert verdict.kind == "repeat"
    entries = training.services.diary.entries()
    assert len(entries) == 1
    assert entries[0].routine is not None
    assert replace(entries[0].routine, exercises=()) == RoutineRecord(
        "kneecap", phase="calm", done=True, minutes=0, pain=1, verdict="repeat"
    )
    assert (entries[0].pain_during, entries[0].knee) == (1, "right")
    progress = training.active()
    assert progress is not None
    assert (progress.sessions, progress.place.greens) == (1, 1)
    assert training.unfinished() is None


def test_what_was_noted_on_the_way_counts(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.note_pain(7, stop=False)
    training.finish(workout)
    verdict = training.judge(workout, 2)
    assert verdict is not None
    assert verdict.colour == "red"
    entry = training.services.diary.latest()
    assert entry is not None
    assert (entry.pain_during, entry.note) == (7, "Pain 7 at Quad set, set 1, right side")


def test_it_hurts_means_rest(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.note_pain(None, stop=True)
    training.finish(workout)
    verdict = training.judge(workout, 3)
    assert verdict is not None
    assert (verdict.kind, verdict.why) == ("rest", "stopped")
    today = training.today("kneecap", training.status())
    assert today is not None
    assert today.resting


def test_the_entry_may_have_been_taken_out(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.player.tick(10_000)
    training.finish(workout)
    training.services.diary.remove(workout.entry)
    training.judge(workout, 1)
    assert [entry.pain_during for entry in training.services.diary.entries()] == [1]


def test_a_number_given_the_next_day_belongs_to_the_day_of_the_session(make_services: Make) -> None:
    training = Training(make_services())
    workout = start(training)
    workout.player.tick(10_000)
    training.finish(workout)
    training.services.now = lambda: NOW + timedelta(days=1)
    verdict = training.judge(workout, 0)
    assert verdict is not None
    assert verdict.progress.last_session == NOW.date()


def test_a_routine_that_went_away_in_the_meantime(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.routine = "gone"
    training.finish(workout)
    assert training.judge(workout, 4) is None
    entry = training.services.diary.latest()
    assert entry is not None
    assert (entry.pain_during, entry.routine and entry.routine.verdict) == (4, "")


def test_letting_go_keeps_what_was_done(make_training: Callable[..., Training]) -> None:
    training = make_training()
    training.let_go(start(training))
    assert training.services.diary.count() == 0
    workout = start(training)
    workout.player.tick(60)
    training.let_go(workout)
    assert training.services.diary.count() == 1
    assert training.unfinished() is None


def test_swaps_from_now_on(make_training: Callable[..., Training]) -> None:
    training = make_training()
    workout = start(training)
    workout.player.harder()
    assert {planned: other.id for planned, other in workout.swapped().items()} == {"quad-set": "wall-sit"}
    training.use_from_now_on("kneecap", {"quad-set": "wall-sit"})
    today = training.today("kneecap", training.status())
    assert today is not None
    assert today.items[0].exercise.id == "wall-sit"


# --- the same light everywhere -------------------------------------------------------------


def test_a_tablet_the_next_morning_holds_the_plan_as_it_holds_the_light(
    make_training: Callable[..., Training],
) -> None:
    training = make_training(
        entries=[
            Entry(YESTERDAY, "right", pain_during=1, routine=RoutineRecord("kneecap", pain=1)),
            Entry(NOW, "right", pain_morning=1, medication="ibuprofen"),
        ]
    )
    done = Done(
        on=YESTERDAY.date(), colour="green", stopped=False, complete=True, limited=False, before=Place()
    )
    training.keep(Progress("kneecap", Place(greens=1), sessions=1, last=done), own=True)
    now = training.status()
    today = training.today("kneecap", now)
    assert today is not None
    assert today.colour == now.knees["right"].responses[-1].light == "yellow"
    assert today.progress.place.greens == 0


def test_a_long_break_is_shown_and_kept_once_the_session_begins(
    make_training: Callable[..., Training],
) -> None:
    training = make_training()
    rule = replace(
        training.library.rules["traffic-light"], away_days=7, on_away="Begin with less.", default=True
    )
    training.services.use_library(replace(training.library, rules={rule.id: rule}))
    on = NOW.date() - timedelta(days=14)
    done = Done(on=on, colour="green", stopped=False, complete=True, limited=False, before=Place())
    training.keep(Progress("kneecap", sessions=1, last=done), own=True)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert today.back is not None
    assert (today.back.reason, today.progress.place.level) == ("Begin with less.", -1)
    assert training.progress("kneecap").place.level == 0, "looking at it changes nothing"
    training.begin(today)
    assert training.progress("kneecap").place.level == -1
    again = training.today("kneecap", training.status())
    assert again is not None
    assert again.back is None
    assert again.progress.place.level == -1


# --- several own routines ----------------------------------------------------------------------


def test_the_own_routine_that_is_due_comes_first(make_training: Callable[..., Training]) -> None:
    training = make_training()
    training.keep(Progress("kneecap"), own=True)
    training.keep(Progress("hops"), own=True)
    workout = start(training, "hops")
    workout.player.tick(10_000)
    training.finish(workout)
    training.judge(workout, 0)
    due = training.due_first(training.status())
    assert due is not None
    assert due.routine == "kneecap", "hops were done today"
    workout = start(training)
    workout.player.tick(10_000)
    training.finish(workout)
    training.judge(workout, 0)
    due = training.due_first(training.status())
    assert due is not None
    assert due.routine == "kneecap", "both come on the same day, and this one was begun last"


def test_a_session_that_was_written_down_before_the_app_ended_is_not_written_twice(
    make_training: Callable[..., Training],
) -> None:
    training = make_training()
    workout = start(training)
    workout.seconds = 90
    workout.player.tick(60)
    assert training.finish(workout)
    before = {**workout.to_json(), "entry": 0}
    training.services.keep_draft(DRAFT, before)
    left = training.unfinished()
    assert left is not None
    assert left.entry == workout.entry
    training.finish(left)
    assert [entry.id for entry in training.services.diary.entries()] == [workout.entry]

    training.services.diary.remove(workout.entry)
    training.services.keep_draft(DRAFT, before)
    left = training.unfinished()
    assert left is not None
    assert left.entry == 0
