"""Tests at home: what is kept of them, which are open, and what they decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, HomeTestRecord, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord, SetRecord
from kneetui.routines.gate import CLOSED, OPEN, Gate
from kneetui.services.container import Services
from kneetui.services.training.home_tests import Measured, days, deciding, open_tests, results, sides, write
from kneetui.services.training.training import Closed, Training
from tests.ui.gym import gym_with_tests

Make = Callable[..., Services]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym_with_tests()


def test_both_sides_are_one_change_and_come_back_oldest_first(make_services: Make, library: Library) -> None:
    services = make_services()
    rise = library.home_tests["rise"]
    assert sides(rise) == ("left", "right")
    write(services, rise, [Measured("left", 12, 1), Measured("right", 10)])
    known = results(services)
    assert [(result.knee, result.value, result.pain) for result in known] == [
        ("left", 12, 1),
        ("right", 10, None),
    ]
    assert services.diary.undo() is not None
    assert results(services) == ()


def test_a_test_is_open_when_its_exercise_is(library: Library) -> None:
    assert [test.id for test in open_tests(library, OPEN)] == ["rise", "hop"]
    assert [test.id for test in open_tests(library, Gate(impact=False))] == ["rise"]
    assert open_tests(library, CLOSED) == []


def test_a_plan_with_an_entry_test_begins_once_it_is_met(make_services: Make, library: Library) -> None:
    services = make_services()
    training = Training(services)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert [criterion.test for criterion in today.missing] == ["rise"]
    with pytest.raises(Closed):
        training.begin(today)
    write(services, library.home_tests["rise"], [Measured("left", 12, 1), Measured("right", 9, 1)])
    assert training.today("kneecap", training.status()).missing  # type: ignore[union-attr]
    write(services, library.home_tests["rise"], [Measured("left", 12, 1), Measured("right", 10, 1)])
    today = training.today("kneecap", training.status())
    assert today is not None
    assert (today.missing, bool(today.items)) == ((), True)
    assert training.begin(today).routine == "kneecap"


def test_an_old_result_no_longer_opens_it(make_services: Make, library: Library) -> None:
    services = make_services()
    for entry in write(
        services, library.home_tests["rise"], [Measured("left", 12, 1), Measured("right", 12, 1)]
    ):
        services.diary.edit(replace(entry, when=entry.when - timedelta(days=15)))
    training = Training(services)
    today = training.today("kneecap", training.status())
    assert today is not None
    assert today.missing


def test_the_last_result_of_a_day_counts_and_the_weaker_leg_is_a_share(
    make_services: Make, library: Library
) -> None:
    services = make_services()
    rise = library.home_tests["rise"]
    write(services, rise, [Measured("left", 1, 1), Measured("right", 10, 1)])
    write(services, rise, [Measured("left", 8, 1), Measured("right", 10, 1)])
    (day,) = days(results(services), rise)
    assert (day.by_knee["left"].value, day.symmetry) == (8, 80)
    assert days(results(services), replace(rise, better="less"))[0].symmetry is None


def test_what_a_test_decides_is_known(library: Library) -> None:
    decided = deciding(library, library.home_tests["rise"])
    assert [(routine.id, phase.id) for routine, phase, _ in decided] == [
        ("kneecap", library.routines["kneecap"].phases[0].id)
    ]
    assert deciding(library, library.home_tests["hop"]) == []


@pytest.mark.parametrize(
    ("exercise", "reps", "done", "counts"),
    [
        ("two-leg-hop", 8.0, True, True),
        ("two-leg-hop", 8.0, False, False),
        ("wall-sit", 8.0, True, False),
        ("two-leg-hop", None, True, False),
        ("of no pack", 8.0, True, False),
    ],
)
def test_a_result_knows_the_session_before_it_that_loaded(
    make_services: Make, library: Library, exercise: str, reps: float | None, done: bool, counts: bool
) -> None:
    services = make_services()
    write(services, library.home_tests["rise"], [Measured("left", 12, 1), Measured("right", 10, 1)])
    sets = (SetRecord(reps=reps),) if reps else ()
    record = RoutineRecord("kneecap", done=done, exercises=(ExerciseRecord(exercise, sets=sets),))
    evening = services.now() - timedelta(hours=14)
    services.diary.add(Entry(evening, "both", routine=record))
    assert {one.loaded for one in results(services)} == {None}, "older than the first result"
    services.diary.add(
        Entry(evening - timedelta(hours=1), "left", home_test=HomeTestRecord("rise", 12, pain=1))
    )
    before, *after = results(services)
    assert before.loaded is None
    assert {one.loaded for one in after} == {evening.replace(second=0, microsecond=0) if counts else None}
