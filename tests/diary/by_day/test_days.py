from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kneetui.diary.by_day.days import daily, either, sparkline
from kneetui.diary.entries import AssessmentRecord, Entry, LookRecord, RoutineRecord, Session
from kneetui.status.trend.load import blocks, weekly
from kneetui.status.trend.marks import Mark, marks
from kneetui.status.trend.months import month

MONDAY = date(2025, 3, 10)


def at(day: int, hour: int = 18) -> datetime:
    return datetime(2025, 3, 10, hour) + timedelta(days=day)


def train(day: int, minutes: float, effort: float | None = 5) -> Entry:
    return Entry(at(day), "both", session=Session("running", minutes, effort=effort))


def test_a_day_holds_the_worst_of_its_entries() -> None:
    entries = [
        Entry(at(0, 7), "right", pain_morning=2, swelling="slight"),
        Entry(at(0), "right", pain_during=3, pain_after=4.5, swelling="none"),
        Entry(at(0, 20), "right", routine=RoutineRecord("kneecap", pain=5)),
        Entry(at(0), "left", pain_during=9),
    ]
    (day,) = daily(entries, "right", MONDAY, MONDAY)
    assert (day.morning, day.during, day.after, day.pain) == (2, 5, 4.5, 5)
    assert (day.swelling, day.swollen, day.entries) == ("slight", True, 3)
    assert daily(entries, "left", MONDAY, MONDAY)[0].pain == 9
    assert daily(entries, "both", MONDAY, MONDAY)[0].pain == 9


PAIN = st.none() | st.integers(0, 10).map(float)
ENTRIES = st.builds(
    Entry,
    st.integers(0, 60).map(lambda hour: at(0, 0) + timedelta(hours=hour)),
    st.sampled_from(["left", "right", "both"]),
    pain_during=PAIN,
    pain_after=PAIN,
    pain_morning=PAIN,
    swelling=st.sampled_from([None, "none", "slight", "marked"]),
    session=st.none() | st.builds(Session, st.just("running"), st.just(30.0), effort=PAIN),
    note=st.just("about the stairs"),
)


@given(st.lists(ENTRIES, max_size=8))
def test_either_knee_is_the_worse_of_both(entries: list[Entry]) -> None:
    until = MONDAY + timedelta(days=2)
    left, right, both = (daily(entries, knee, MONDAY, until) for knee in ("left", "right", "both"))
    for joined, day in zip(either(left, right), both, strict=True):
        assert replace(joined, entries=day.entries) == day
        assert bool(joined.entries) == bool(day.entries)


def test_no_data_is_not_zero() -> None:
    before, day = daily([Entry(at(1), "right", pain_during=0)], "right", MONDAY, MONDAY + timedelta(days=1))
    assert (before.pain, before.load, before.swollen) == (None, None, None)
    assert (day.pain, day.load) == (0, None)


def test_load_is_that_of_the_person() -> None:
    entries = [
        Entry(at(0), "left", session=Session("running", 30, effort=5)),
        Entry(at(0), "right", session=Session("cycling", 60, effort=2)),
        train(0, 45, None),
    ]
    (day,) = daily(entries, "right", MONDAY, MONDAY)
    assert (day.load, day.sessions, day.unrated) == (270, 3, 1)


def test_a_sparkline_has_gaps() -> None:
    entries = [Entry(at(day), "right", pain_during=pain) for day, pain in ((0, 0), (2, 5), (3, 10))]
    days = daily(entries, "right", MONDAY, MONDAY + timedelta(days=3))
    assert sparkline(days) == (0, None, 4, 7)


def test_weeks_count_back_from_today() -> None:
    entries = [train(0, 20), train(6, 20), train(7, 30), train(13, 30)]
    before, week = weekly(entries, MONDAY + timedelta(days=13), 2)
    assert (before.start, before.end) == (MONDAY, MONDAY + timedelta(days=6))
    assert (before.load, before.change) == (200, None)
    assert (week.load, week.before, week.change, week.at_least) == (300, 200, 50, False)


def test_a_week_without_sessions_has_no_change() -> None:
    entries = [train(0, 20), Entry(at(10), "right", pain_during=1), train(15, 20)]
    weeks = weekly(entries, MONDAY + timedelta(days=20), 3)
    assert [week.load for week in weeks] == [100, None, 100]
    assert [week.change for week in weeks] == [None, None, None]


def test_a_week_before_the_diary_began_has_no_change() -> None:
    entries = [train(2, 20), train(8, 200)]
    assert weekly(entries, MONDAY + timedelta(days=13), 1)[0].change is None


def test_a_session_without_effort_makes_a_change_a_lower_bound_or_unknown() -> None:
    last = MONDAY + timedelta(days=13)
    (week,) = weekly([train(0, 20), train(7, 30), train(8, 60, None)], last, 1)
    assert (week.change, week.at_least, week.unrated) == (50, True, 1)
    assert weekly([train(0, 20), train(1, 60, None), train(7, 30)], last, 1)[0].change is None


def test_blocks_may_be_longer() -> None:
    (block,) = blocks([train(0, 20), train(14, 40)], MONDAY + timedelta(days=27), 1, 14)
    assert (block.load, block.change) == (200, 100)
    assert blocks([], MONDAY, 3) == ()


def test_a_month_is_a_sheet_from_monday_to_sunday() -> None:
    entries = [Entry(at(2), "right", pain_during=4, swelling="slight"), train(3, 30)]
    sheet = month(entries, 2025, 3, "right")
    assert [len(week) for week in sheet.weeks] == [7] * 6
    assert sheet.weeks[0][:5] == (None,) * 5
    assert len(sheet.days) == 31
    cell = sheet.weeks[2][2]
    assert cell is not None
    assert (cell.day, cell.pain, cell.swollen, cell.sessions) == (date(2025, 3, 12), 4, True, 0)
    assert sheet.days[12].sessions == 1
    assert (len(month([], 2024, 2, "left").days), len(month([], 2025, 12, "left").days)) == (29, 31)


def test_assessments_looks_and_new_phases_are_marked() -> None:
    entries = [
        Entry(at(5), "right", routine=RoutineRecord("kneecap", phase="build")),
        Entry(at(3), "right", routine=RoutineRecord("kneecap", phase="calm")),
        Entry(at(1), "right", routine=RoutineRecord("kneecap", phase="calm")),
        Entry(at(0), "both", assessment=AssessmentRecord("soon")),
        Entry(at(0), "left", assessment=AssessmentRecord("normal")),
        Entry(at(6), "right", look=LookRecord("doctor", "all")),
        Entry(at(6), "left", look=LookRecord("doctor", "nothing")),
    ]
    assert marks(entries, "right") == (
        Mark(MONDAY, "assessment", "soon"),
        Mark(date(2025, 3, 11), "phase", "kneecap/calm"),
        Mark(date(2025, 3, 15), "phase", "kneecap/build"),
        Mark(date(2025, 3, 16), "look", "doctor"),
    )


def test_the_weeks_of_a_month_begin_as_wanted() -> None:
    sheets = {first: month([], 2025, 3, "right", first) for first in range(7)}
    for first, sheet in sheets.items():
        assert [day.day for day in sheet.days] == [date(2025, 3, 1) + timedelta(days=n) for n in range(31)]
        assert all(len(week) == 7 for week in sheet.weeks)
        assert {(place + first) % 7 for week in sheet.weeks for place, day in enumerate(week) if day} == set(
            range(7)
        )
        assert all(
            day.day.weekday() == (place + first) % 7
            for week in sheet.weeks
            for place, day in enumerate(week)
            if day
        )
        assert any(sheet.weeks[0])
        assert any(sheet.weeks[-1])
