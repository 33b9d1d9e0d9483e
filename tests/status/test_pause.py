"""When a break is a break: beyond the days that this person, or the routine, leaves between two sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord, Session
from kneetui.status.pause import Pause, pause

NOW = datetime(2026, 11, 22, 9, 30)
RULE = "pain-monitoring"


def run(days: int) -> Entry:
    return Entry(NOW - timedelta(days=days), "right", session=Session("running", 30))


def exercise(days: int, routine: str) -> Entry:
    return Entry(NOW - timedelta(days=days), "right", routine=RoutineRecord(routine, phase="one"))


def away(library: Library, *entries: Entry) -> Pause | None:
    return pause(library, entries, NOW.date())


def test_a_week_without_a_session_is_a_break_and_four_are_a_long_one(library: Library) -> None:
    assert away(library, run(6)) is None
    assert away(library, run(7)) == Pause(rule=RULE, days=7)
    assert away(library, run(27)) == Pause(rule=RULE, days=27)
    assert away(library, run(28)) == Pause(rule=RULE, days=28, long=True)
    assert away(library) is None
    assert away(library, Entry(NOW - timedelta(days=9), "right", pain_morning=1)) is None


def test_a_session_that_hurt_before_anything_was_done_ends_no_break(library: Library) -> None:
    stopped = Entry(
        NOW - timedelta(days=1), "right", pain_during=6, routine=RoutineRecord("x", done=False, minutes=0)
    )
    assert away(library, run(9), stopped) == away(library, run(9))


def test_who_trains_seldom_has_no_break_between_two_sessions(library: Library) -> None:
    weekly = [run(days) for days in (33, 26, 19, 12)]
    assert away(library, *weekly) is None
    assert away(library, *(run(days) for days in (35, 28, 21, 14))) == Pause(rule=RULE, days=14)
    once_longer = [run(days) for days in (40, 38, 36, 16, 14, 12, 10)]
    assert away(library, *once_longer) == Pause(rule=RULE, days=10)


def test_the_days_that_the_last_routine_leaves_free_are_none(library: Library) -> None:
    routine = next(iter(library.routines.values()))

    def planned(per_week: int, *entries: Entry) -> Pause | None:
        own = replace(routine, per_week=per_week)
        seldom = replace(routine, id="seldom", per_week=1)
        routines = {own.id: own, seldom.id: seldom}
        return away(replace(library, routines=routines), *entries)

    assert planned(3, exercise(8, routine.id)) is None
    assert planned(3, exercise(9, routine.id)) == Pause(rule=RULE, days=9)
    assert planned(14, exercise(7, routine.id)) is None
    assert planned(14, exercise(8, routine.id)) == Pause(rule=RULE, days=8)
    assert planned(3, exercise(13, routine.id), exercise(13, "seldom")) is None
    assert planned(3, exercise(13, "gone"), exercise(13, "seldom")) is None
    assert planned(3, exercise(14, "seldom"), exercise(13, routine.id)) == Pause(rule=RULE, days=13)


@pytest.mark.parametrize(
    ("away_days", "long_away_days", "expected"),
    [(0, 28, None), (7, 0, Pause(rule=RULE, days=60)), (7, 28, Pause(rule=RULE, days=60, long=True))],
)
def test_a_rule_without_a_break_knows_none(
    library: Library, away_days: int, long_away_days: int, expected: Pause | None
) -> None:
    rule = replace(library.rules[RULE], away_days=away_days, long_away_days=long_away_days)
    others = {name: replace(one, away_days=1) for name, one in library.rules.items() if name != RULE}
    assert away(replace(library, rules={**others, RULE: rule}), run(60)) == expected
    assert away(replace(library, rules=others), run(60)) is None
