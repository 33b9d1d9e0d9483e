"""The plans under way, day by day, and what is still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.by_day.days import routine_days
from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord
from kneetui.routines.progress import Progress
from kneetui.services.container import Services
from kneetui.services.training.training import Training
from kneetui.services.training.two_weeks import weeks_of_plans
from kneetui.testing import NOW
from tests.ui.gym import gym

Make = Callable[..., Services]
FIRST = NOW.date() - timedelta(days=6)


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


def session(days_ago: int, routine: str, pain: float = 1) -> Entry:
    when = NOW - timedelta(days=days_ago)
    return Entry(when, "right", pain_during=pain, routine=RoutineRecord(routine, pain=pain))


def test_a_strength_plan_and_the_run_stand_side_by_side_the_own_one_first(make_services: Make) -> None:
    entries = [session(3, "kneecap"), session(2, "hops"), session(40, "walk")]
    training = Training(make_services(entries=entries))
    training.keep(Progress("kneecap"), own=True)
    plans = weeks_of_plans(training, training.status(), FIRST)
    assert [(plan.routine.id, plan.own) for plan in plans] == [("kneecap", True), ("hops", False)]
    done = [[day.day for day in plan.days if day.kind == "done"] for plan in plans]
    assert done == [[(NOW - timedelta(days=3)).date()], [(NOW - timedelta(days=2)).date()]]


def test_a_day_in_the_red_and_the_easy_days_after_it_spare_the_knee(make_services: Make) -> None:
    training = Training(make_services(entries=[session(5, "kneecap", 8)]))
    training.keep(Progress("kneecap"), own=True)
    (plan,) = weeks_of_plans(training, training.status(), FIRST)
    assert [day.kind for day in plan.days[1:5]] == ["done", "spared", "spared", "open"]


def test_a_day_on_which_nothing_was_done_is_no_session_of_the_plan(make_services: Make) -> None:
    skipped = RoutineRecord(
        "kneecap", done=False, minutes=3, exercises=(ExerciseRecord("quad-set", skipped="pain"),)
    )
    training = Training(make_services(entries=[Entry(NOW - timedelta(days=1), "right", routine=skipped)]))
    training.keep(Progress("kneecap"), own=True)
    (plan,) = weeks_of_plans(training, training.status(), FIRST)
    assert "done" not in [day.kind for day in plan.days]
    assert routine_days(training.services.diary.entries(), "right") == ()


def test_without_a_plan_there_is_none(make_services: Make) -> None:
    training = Training(make_services())
    assert weeks_of_plans(training, training.status(), FIRST) == []
