from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kneetui.content.model import Criterion, HomeTest
from kneetui.routines.calendar import two_weeks
from kneetui.routines.criteria import Result, greens_needed, least_weeks, met, symmetry
from kneetui.routines.gate import OPEN
from kneetui.routines.plan import next_session
from kneetui.routines.progress import Place, Progress
from kneetui.routines.progression import Felt, Morning, advanced, after_morning, after_session
from kneetui.routines.wording import criterion_words, length_words, moves_on_words, often_words, phase_words
from tests.ui.gym import gym

if TYPE_CHECKING:
    from kneetui.content.model import Library

DAY = date(2026, 11, 22)


def home_test(id: str, unit: str = "times", sides: str = "each") -> HomeTest:
    return HomeTest(
        id=id,
        name=id.capitalize(),
        summary="",
        steps=("Do it.",),
        exercise="wall-sit",
        unit=unit,
        sides=sides,
        seconds=0,
        better="more",
        reading="",
        source=("x",),
        note="",
        pack="core",
    )


def criterion(test: str = "rise", times: int = 1, **limits: float) -> Criterion:
    asked = {key: limits.get(key) for key in ("least", "most", "symmetry", "apart", "pain")}
    return Criterion(test=test, times=times, days=14, around_session=False, **asked)


def both(left: float, right: float, pain: float | None = 0, on: date = DAY) -> list[Result]:
    return [
        Result(test="rise", on=on, knee=knee, value=value, pain=pain)
        for knee, value in (("left", left), ("right", right))
    ]


@pytest.fixture
def gated(library: Library) -> Library:
    """The small library with three weeks in the first phase, and a test before the second and the first one."""
    kneecap = library.routines["kneecap"]
    first, second, third = kneecap.phases
    phases = (replace(first, weeks=3), replace(second, entry=(criterion(symmetry=90),)), third)
    return replace(
        library,
        home_tests={"rise": home_test("rise"), "walk": home_test("walk", "yes", "both")},
        routines={**library.routines, "kneecap": replace(kneecap, phases=phases)},
    )


@pytest.mark.parametrize(
    ("limits", "results", "fine"),
    [
        ({"least": 15}, both(15, 20), True),
        ({"least": 15}, both(14, 20), False),
        ({"least": 15}, both(15, 20)[:1], False),
        ({"most": 15}, both(15, 16), False),
        ({"most": 15}, both(14, 15), True),
        ({"symmetry": 90}, both(9, 10), True),
        ({"symmetry": 90}, both(10, 8.9), False),
        ({"symmetry": 90}, both(0, 0), False),
        ({"apart": 2}, both(6, 8), True),
        ({"apart": 2}, both(6, 8.5), False),
        ({"pain": 2}, both(1, 1, pain=2), True),
        ({"pain": 2}, both(1, 1, pain=3), False),
        ({"pain": 2}, both(1, 1, pain=None), False),
        ({"pain": 2}, [both(1, 1, pain=2)[0], both(1, 1, pain=3)[1]], False),
        ({"pain": 2}, [both(1, 1, pain=None)[0], both(1, 1, pain=2)[1]], False),
        ({"symmetry": 90}, both(0, 10), False),
        ({"least": 1}, [], False),
    ],
)
def test_a_result_meets_a_criterion_on_both_sides(
    gated: Library, limits: dict[str, float], results: list[Result], fine: bool
) -> None:
    assert met(gated, criterion("rise", 1, **limits), results, DAY) is fine


def test_only_the_last_days_count_and_none_too_old(gated: Library) -> None:
    asked, day_before = criterion(least=10, times=2), DAY - timedelta(days=1)
    good, bad = both(12, 12, on=day_before), both(8, 8, on=DAY - timedelta(days=5))
    assert not met(gated, asked, good, DAY)
    assert met(gated, asked, [*bad, *good, *both(11, 11)], DAY)
    assert not met(gated, asked, [*good, *both(8, 8)], DAY)
    assert met(gated, asked, [*good, *both(11, 11)], DAY + timedelta(days=13))
    assert not met(gated, asked, [*good, *both(11, 11)], DAY + timedelta(days=14))


SESSION = datetime(2026, 11, 21, 18)


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [
        ((SESSION.date(), 3.0, None), (DAY, 3.0, SESSION), True),
        ((SESSION.date() - timedelta(days=1), 3.0, None), (DAY, 1.0, SESSION), True),
        ((SESSION.date(), 3.0, SESSION - timedelta(days=2)), (DAY, 3.0, SESSION), True),
        ((SESSION.date() - timedelta(days=2), 3.0, None), (DAY, 3.0, SESSION), False),
        ((SESSION.date(), 3.0, SESSION), (DAY, 3.0, SESSION), False),
        ((SESSION.date(), 3.0, None), (DAY, 3.0, None), False),
        ((SESSION.date(), 2.0, None), (DAY, 3.0, SESSION), False),
        ((SESSION.date(), 5.0, None), (DAY, 3.0, SESSION), False),
        ((SESSION.date(), None, None), (DAY, 3.0, SESSION), False),
        ((SESSION.date(), 3.0, None), (DAY, None, SESSION), False),
        ((SESSION.date(), 3.0, SESSION), (DAY, 3.0, None), False),
        ((SESSION.date(), 3.0, None), (SESSION.date(), 3.0, SESSION), False),
        ((SESSION.date(), 3.0, None), (DAY + timedelta(days=1), 3.0, SESSION), False),
    ],
)
def test_a_test_around_a_session_lies_before_it_and_the_day_after_and_hurts_no_more(
    gated: Library,
    before: tuple[date, float | None, datetime | None],
    after: tuple[date, float | None, datetime | None],
    fine: bool,
) -> None:
    asked = replace(criterion(pain=3), around_session=True)
    results = [
        replace(one, loaded=loaded) for on, pain, loaded in (before, after) for one in both(5, 5, pain, on)
    ]
    assert met(gated, asked, results, DAY + timedelta(days=1)) is fine
    sorer_right = [*results[:3], replace(results[3], pain=9.0)]
    assert not met(gated, asked, sorer_right, DAY + timedelta(days=1))
    assert not met(gated, asked, [one for one in results if one.knee == "left"], DAY + timedelta(days=1))


def test_another_go_at_a_test_after_the_session_does_not_hide_the_one_before_it(gated: Library) -> None:
    asked = replace(criterion(pain=3), around_session=True)
    at_once = [replace(one, loaded=SESSION) for one in both(5, 5, 6, SESSION.date())]
    next_day = [replace(one, loaded=SESSION) for one in both(5, 5, 2)]
    assert met(gated, asked, [*both(5, 5, 3, SESSION.date()), *at_once, *next_day], DAY)


def test_a_test_of_a_pack_that_is_gone_asks_nothing(gated: Library) -> None:
    assert met(gated, criterion("gone", least=10), [], DAY)
    assert criterion_words(gated, criterion("gone", least=10)) == "gone"


def test_symmetry_is_the_weaker_in_percent_of_the_stronger() -> None:
    assert symmetry([8, 10]) == symmetry([10, 8]) == 80
    assert symmetry([0, 10]) == 0
    assert symmetry([0, 0]) is None
    assert symmetry([10]) is None


def test_the_weeks_of_a_plan_are_those_of_its_phases_or_of_their_sessions(gated: Library) -> None:
    assert least_weeks(gated.routines["kneecap"]) == 5
    assert phase_words(gated, gated.routines["kneecap"], 0) == (
        "It lasts at least 3 weeks and 2 sessions in the green. "
        "Before the next: Rise: the weaker leg at least 90 % of the other."
    )


def greens(library: Library, progress: Progress, day: date, results: list[Result], sessions: int) -> Progress:
    for number in range(sessions):
        on = day + timedelta(days=2 * number)
        progress = after_session(library, progress, Felt(1), on, OPEN, results=results).progress
    return progress


def test_weeks_hold_back_what_sessions_alone_would_move_and_then_it_moves(gated: Library) -> None:
    results = both(10, 10, on=DAY + timedelta(days=20))
    progress = greens(gated, Progress("kneecap"), DAY, results, 2)
    again = after_session(gated, progress, Felt(1), DAY + timedelta(days=6), OPEN, results=results)
    assert (again.kind, again.why, again.progress.phase) == ("repeat", "weeks", 0)
    assert "Not before Sunday 13 December." in moves_on_words(gated, again.progress, results, DAY)
    assert advanced(gated, again.progress, DAY + timedelta(days=20), results) is None
    moved = advanced(gated, again.progress, DAY + timedelta(days=21), results)
    assert moved is not None
    assert moved.place == Place(phase=1)


def test_a_test_holds_back_the_next_phase_until_it_is_met(gated: Library) -> None:
    late = DAY + timedelta(days=30)
    progress = greens(gated, greens(gated, Progress("kneecap"), DAY, [], 1), late, [], 1)
    verdict = after_session(gated, progress, Felt(1), late + timedelta(days=2), OPEN)
    assert (verdict.kind, verdict.why, verdict.progress.phase) == ("repeat", "tests", 0)
    assert "Before that, at home: Rise" in moves_on_words(gated, verdict.progress, [], late)
    assert advanced(gated, verdict.progress, late, both(8, 10, on=late)) is None
    moved = advanced(gated, verdict.progress, late, both(9.5, 10, on=late))
    assert moved is not None
    assert moved.phase == 1
    assert after_morning(gated, moved.begun(), Morning(settled=False)) is None


def test_a_phase_that_was_left_before_takes_two_sessions_after_a_step_back(gated: Library) -> None:
    strict = replace(gated.routines["kneecap"].phases[1], green_sessions=9, entry=())
    phases = (*gated.routines["kneecap"].phases[:1], strict, gated.routines["kneecap"].phases[2])
    library = replace(gated, routines={"kneecap": replace(gated.routines["kneecap"], phases=phases)})
    there = Progress("kneecap", Place(phase=2), entered={0: DAY, 1: DAY, 2: DAY})
    back = after_session(library, there, Felt(8), DAY, OPEN).progress
    assert back.place.phase == 1
    later = greens(library, back, DAY + timedelta(days=2), [], 2)
    assert later.place == Place(phase=1)
    assert greens(library, later, DAY + timedelta(days=9), [], 2).place == Place(phase=2)


def test_a_phase_that_was_never_left_takes_all_of_its_sessions(gated: Library) -> None:
    first, *others = gated.routines["kneecap"].phases
    phases = (replace(first, green_sessions=5, weeks=0), *(replace(phase, entry=()) for phase in others))
    library = replace(gated, routines={"kneecap": replace(gated.routines["kneecap"], phases=phases)})
    assert greens_needed(library.routines["kneecap"], Progress("kneecap"), 0) == 5
    for sessions, phase in ((4, 0), (5, 1)):
        assert greens(library, Progress("kneecap"), DAY, [], sessions).phase == phase


def test_the_weeks_of_a_phase_hold_nobody_back_who_was_beyond_it(gated: Library) -> None:
    results = both(10, 10, on=DAY)
    begun = greens(gated, Progress("kneecap"), DAY, results, 1)
    for entered, phase in (({0: DAY}, 0), ({0: DAY, 1: DAY}, 1)):
        again = replace(begun, place=Place(), entered=entered)
        assert greens(gated, again, DAY + timedelta(days=2), results, 2).phase == phase


def test_nothing_moves_on_below_the_whole_dose_or_before_the_first_session(gated: Library) -> None:
    late, results = DAY + timedelta(days=40), both(10, 10, on=DAY + timedelta(days=39))
    ready = greens(gated, Progress("kneecap"), DAY, results, 3)
    assert advanced(gated, ready, late, results) is not None
    for place in (Place(greens=3, level=-1), Place(greens=3, eased=1), Place(greens=1)):
        assert advanced(gated, replace(ready, place=place), late, results) is None
    assert advanced(gated, Progress("kneecap", Place(greens=3)), late, results) is None
    last = len(gated.routines["kneecap"].phases) - 1
    for phase in (last - 1, last, last + 1):
        moved = advanced(gated, replace(ready, place=Place(phase=phase, greens=3)), late, results)
        assert (moved is not None) == (phase < last)


def test_as_many_sessions_as_a_phase_asks_for_are_enough(gated: Library) -> None:
    needed = gated.routines["kneecap"].phases[0].green_sessions
    late, results = DAY + timedelta(days=40), both(10, 10, on=DAY + timedelta(days=39))
    begun = greens(gated, Progress("kneecap"), DAY, results, 1)
    for sessions, moves in ((needed - 1, False), (needed, True)):
        there = replace(begun, place=Place(greens=sessions))
        assert (advanced(gated, there, late, results) is not None) == moves


def test_the_next_phase_begins_with_the_first_session_after_its_weeks(gated: Library) -> None:
    """What counts is the day on which the next session is due, not that of the one before."""
    results = both(10, 10, on=DAY + timedelta(days=10))
    progress = greens(gated, Progress("kneecap"), DAY, results, 2)
    interval = 7 // gated.routines["kneecap"].per_week
    for days, kind in ((21 - interval - 1, "repeat"), (21 - interval, "step-up")):
        verdict = after_session(gated, progress, Felt(1), DAY + timedelta(days=days), OPEN, results=results)
        assert verdict.kind == kind


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (criterion(least=15, pain=2), "Rise: at least 15 times on each leg, pain 2 or less"),
        (criterion(most=1), "Rise: at most 1 time on each leg"),
        (criterion(apart=2, times=3), "Rise: the legs at most 2 times apart, the last 3 times"),
        (criterion("walk", least=1, pain=2), "Walk: done, pain 2 or less"),
        (
            replace(criterion(pain=3), around_session=True),
            "Rise: pain 3 or less, before a session and the day after, no worse then",
        ),
    ],
)
def test_a_criterion_in_words(gated: Library, asked: Criterion, words: str) -> None:
    assert criterion_words(gated, asked) == words


def test_twice_a_day_has_a_session_to_come_on_the_same_day() -> None:
    library = gym()
    plain = library.routines["first-days"]
    twice = replace(plain, per_week=14, phases=(replace(plain.phases[0], green_sessions=4),))
    library = replace(library, routines={**library.routines, plain.id: twice})
    day = date(2026, 11, 22)
    progress = Progress(plain.id)
    due = []
    for _ in range(4):
        at = next_session(library, progress) or day
        due.append((at - day).days)
        progress = after_session(library, progress, Felt(0), at, OPEN).progress
    assert due == [0, 0, 1, 1]
    assert progress.place.finished
    assert often_words(14) == "twice a day"
    assert often_words(3) == "3 a week"
    assert length_words(twice).startswith("twice a day")
    coming = two_weeks(library, Progress(plain.id), sessions=(), sore=(), first=day, today=day, due=None)
    assert [plan_day.number for plan_day in coming[:3]] == [1, 3, 5]
