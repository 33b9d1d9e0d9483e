from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.by_day.days import daily, routine_days
from kneetui.diary.entries import Entry, RoutineRecord, Session
from kneetui.status.trend.periods import (
    PAUSE,
    Period,
    PeriodKind,
    around,
    blocks_of,
    numbers,
    parts_of,
    side_by_side,
)
from tests.examples import examples

DAY = date(2026, 3, 4)


def at(day: date) -> datetime:
    return datetime.combine(day, time(18))


@settings(max_examples=examples(100))
@given(
    st.dates(date(1950, 1, 1), date(2199, 12, 31)),
    st.sampled_from(("week", "month", "year")),
    st.integers(0, 6),
)
def test_a_day_is_in_its_period_and_the_next_begins_after_it(day: date, kind: PeriodKind, first: int) -> None:
    period = around(kind, day, first)
    assert period.start <= day <= period.end
    assert around(kind, period.start, first) == around(kind, period.end, first) == period
    if period.end < date(2199, 12, 1):
        assert around(kind, period.end + timedelta(days=1), first).start == period.end + timedelta(days=1)


def test_periods_have_names() -> None:
    assert [around(kind, DAY).label for kind in ("week", "month", "year")] == [
        "2 March to 8 March 2026",
        "March 2026",
        "2026",
    ]


def test_a_year_has_its_months_and_everything_its_years() -> None:
    months = parts_of("year", around("year", DAY))
    assert (len(months), months[0].label, months[-1].end) == (12, "January 2026", date(2026, 12, 31))
    years = parts_of("all", Period(date(2019, 6, 1), date(2026, 3, 4), ""))
    assert [year.label for year in years] == [str(year) for year in range(2019, 2027)]
    assert parts_of("month", around("month", DAY)) == ()


def test_a_block_ends_with_a_long_pause() -> None:
    days = [0, 2, 5, 5 + PAUSE, 6 + 2 * PAUSE]
    done = [
        Entry(at(DAY + timedelta(days=day)), "left", routine=RoutineRecord("kneecap", phase="calm"))
        for day in days
    ]
    blocks = blocks_of(routine_days(done, "left"), {"kneecap": "Kneecap"})
    assert [(block.start - DAY).days for block in blocks] == [0, 6 + 2 * PAUSE]
    assert [(block.end - DAY).days for block in blocks] == [5 + PAUSE, 6 + 2 * PAUSE]
    assert blocks[0].label.startswith("Kneecap, 4 March to ")


def test_numbers_are_those_of_the_diary() -> None:
    entries = [
        Entry(at(DAY), "left", pain_during=4, swelling="slight", session=Session("running", 30, effort=5)),
        Entry(at(DAY + timedelta(days=1)), "left", pain_morning=1, swelling="none"),
        Entry(at(DAY + timedelta(days=40)), "left", pain_morning=9),
        Entry(at(DAY), "right", pain_morning=8),
    ]
    months = (around("month", DAY), around("month", DAY + timedelta(days=40)))
    march, april = numbers(daily(entries, "left", months[0].start, months[1].end), months)
    assert (march.pain, march.worst, march.pain_days) == (2.5, 4, 2)
    assert (march.swollen, march.swelling_days, march.load, march.sessions) == (1, 2, 150, 1)
    assert (april.pain, april.load, april.sessions) == (9, None, 0)


@pytest.mark.parametrize(("knee", "wanted"), [("left", (1, 2, 5)), ("none", None)])
def test_left_stands_against_right_on_days_with_both(
    knee: str, wanted: tuple[int, float, float] | None
) -> None:
    entries = [
        Entry(at(DAY), "right", pain_during=5),
        Entry(at(DAY + timedelta(days=1)), "right", pain_during=9),
    ]
    if knee == "left":
        entries.append(Entry(at(DAY), "left", pain_during=2))
    month = around("month", DAY)
    left, right = (daily(entries, side, month.start, month.end) for side in ("left", "right"))
    assert side_by_side(left, right) == wanted
