"""Which answers are still asked for: mornings and sessions, of which knee, and for how long."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.status.due import Due, due, late_moment, mornings

NOW = datetime(2026, 11, 22, 9, 30)
TODAY = NOW.date()
WALK = RoutineRecord("walk", phase="calm")


def at(days: int, hour: int = 18) -> datetime:
    return (NOW - timedelta(days=days)).replace(hour=hour, minute=0)


def run(days: int, knee: str = "right", hour: int = 18, pain: float | None = 1) -> Entry:
    return Entry(at(days, hour), knee, pain_during=pain, session=Session("running", 30))


def morning(days: int, knee: str = "right", pain: float = 1) -> Entry:
    return Entry(at(days, 7), knee, pain_morning=pain)


def missing(*entries: Entry) -> list[tuple[str, tuple[str, ...], int]]:
    """What is asked for: its kind, the knees, and how many days ago it was."""
    return [(one.kind, one.knees, (TODAY - one.day).days) for one in due(entries, TODAY)]


def test_the_morning_after_a_session_is_asked_for_until_a_day_later() -> None:
    for days, asked in ((0, []), (1, [0]), (2, [1]), (3, [])):
        assert missing(run(days)) == [("morning", ("right",), back) for back in asked]
        routine = Entry(at(days), "right", pain_during=1, routine=WALK)
        assert missing(routine) == [("morning", ("right",), back) for back in asked]


def test_only_the_knee_that_trained_and_was_not_told_of_is_asked_about() -> None:
    assert missing(run(1, "both")) == [("morning", ("left", "right"), 0)]
    assert missing(run(1, "both"), morning(0, "left")) == [("morning", ("right",), 0)]
    assert missing(run(1), morning(0, "left")) == [("morning", ("right",), 0)]
    assert missing(run(1), morning(0)) == []
    assert missing(run(1), morning(1)) == [("morning", ("right",), 0)]
    assert missing(run(1), Entry(at(0, 8), "right", pain_after=1)) == [("morning", ("right",), 0)]


def test_an_assessment_of_the_morning_is_told_enough() -> None:
    assessed = Entry(at(0, 8), "right", assessment=AssessmentRecord("self-care"))
    assert missing(run(1), assessed) == []


@pytest.mark.parametrize(
    ("entry", "asks"),
    [
        (Entry(at(1), "right", pain_after=2), True),
        (Entry(at(1), "right", pain_after=0), False),
        (Entry(at(1), "right", pain_after=0, swelling="slight"), True),
        (Entry(at(1), "right", pain_after=0, swelling="none"), False),
        (Entry(at(1), "right", assessment=AssessmentRecord("self-care")), True),
        (Entry(at(1), "right", note="a quiet day"), False),
    ],
)
def test_a_knee_that_hurt_without_a_session_is_asked_about_the_next_day_only(
    entry: Entry, asks: bool
) -> None:
    assert missing(entry) == ([("morning", ("right",), 0)] if asks else [])
    assert due([entry], TODAY + timedelta(days=1)) == ()


def test_a_session_without_a_number_is_asked_about_until_the_day_after() -> None:
    for days, asked in ((0, True), (1, True), (2, False)):
        for knee, knees in (("left", ("left",)), ("right", ("right",)), ("both", ("left", "right"))):
            sessions = [one for one in missing(run(days, knee, pain=None)) if one[0] == "session"]
            assert sessions == ([("session", knees, days)] if asked else [])
    after = Entry(at(0, 8), "right", pain_after=2, session=Session("running", 30))
    routine = Entry(at(0, 8), "right", routine=WALK)
    assert missing(after, routine) == []


def test_the_newest_session_is_asked_about_first_and_the_last_of_a_day_is_behind_its_morning() -> None:
    early, late = run(1, hour=8, pain=None), run(1, hour=18, pain=None)
    left = Entry(at(1, 20), "left", pain_after=1)
    asked = due([early, late, left], TODAY)
    assert asked[0] == Due(kind="morning", knees=("left", "right"), day=TODAY, after=late)
    assert [one.after for one in asked[1:]] == [late, early]
    (hurt,) = due([left], TODAY)
    assert hurt.after is None
    other = due([run(1, "left"), Entry(at(1, 20), "right", routine=WALK, pain_during=1), morning(0)], TODAY)
    assert [one.after and one.after.knee for one in other] == ["left"]


def test_only_the_mornings_of_today_keep_todays_advice_waiting() -> None:
    entries = [run(2, "left"), run(1), run(0, "both", hour=8, pain=None)]
    assert [one.day for one in due(entries, TODAY)] == [TODAY, TODAY - timedelta(days=1), TODAY]
    assert mornings(due(entries, TODAY), TODAY) == ("right",)
    assert mornings((), TODAY) == ()


def test_a_morning_given_late_stands_before_the_sessions_of_its_day() -> None:
    def moment(*entries: Entry) -> time:
        late = late_moment(entries, TODAY)
        assert late.date() == TODAY
        return late.time()

    routine = Entry(at(0, 5), "right", pain_during=1, routine=WALK)
    night = Entry(datetime.combine(TODAY, time(0, 0)), "right", pain_during=1, routine=WALK)
    assert moment() == moment(run(1, hour=5)) == moment(run(0, hour=8)) == time(7)
    assert moment(Entry(at(0, 5), "right", pain_after=1)) == time(7)
    assert moment(run(0, hour=7)) == time(6, 59)
    assert moment(run(0, hour=9), run(0, hour=6)) == time(5, 59)
    assert moment(routine) == time(4, 59)
    assert moment(night) == time(0, 0)
    assert late_moment([run(0, hour=5)], date(2026, 11, 21)) == datetime(2026, 11, 21, 7)
