"""Days and times as people type them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.config.read_days import FORMS, read_clock, read_day, read_moment
from kneetui.config.wording import ago_words, clock, date_words, day_words, moment_words, near_day_words

NOW = datetime(2026, 11, 24, 9, 30)  # a Tuesday
NOWS = st.datetimes(datetime(2001, 1, 1), datetime(2090, 12, 31)).map(
    lambda now: now.replace(second=0, microsecond=0)
)
DAYS_BACK = st.integers(0, 360)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9", "09:00"),
        ("930", "09:30"),
        ("9:5", "09:05"),
        ("6PM", "18:00"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("7.30 am", "07:30"),
        ("18h", "18:00"),
        ("18h30", "18:30"),
        ("evening", "19:00"),
        (" 21,15 ", "21:15"),
    ],
)
def test_a_time_that_stands_alone(text: str, meant: str) -> None:
    assert read_clock(text) == time.fromisoformat(meant)


@pytest.mark.parametrize("text", ["", "24", "13pm", "0 am", "9:60", "12345", "soon", "9 o'clock", "-3", "٣"])
def test_what_is_no_time(text: str) -> None:
    assert read_clock(text) is None


@given(st.times())
def test_what_the_clock_writes_is_read_again(at: time) -> None:
    assert read_clock(clock(at)) == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("", "2026-11-24", "09:30"),
        ("now", "2026-11-24", "09:30"),
        ("7:05", "2026-11-24", "07:05"),
        ("at 18:00", "2026-11-24", "18:00"),
        ("6pm", "2026-11-24", "18:00"),
        ("12 am", "2026-11-24", "00:00"),
        ("this morning", "2026-11-24", "07:00"),
        ("yesterday", "2026-11-23", "09:30"),
        ("Yesterday 18:00", "2026-11-23", "18:00"),
        ("yesterday evening", "2026-11-23", "19:00"),
        ("yesterday 18.30", "2026-11-23", "18:30"),
        ("the day before yesterday", "2026-11-22", "09:30"),
        ("3 days ago 7:00", "2026-11-21", "07:00"),
        ("two weeks ago", "2026-11-10", "09:30"),
        ("a week ago", "2026-11-17", "09:30"),
        ("3 months ago", "2026-08-24", "09:30"),
        ("a year ago 18:00", "2025-11-24", "18:00"),
        ("monday", "2026-11-23", "09:30"),
        ("tuesday", "2026-11-24", "09:30"),
        ("last tuesday", "2026-11-17", "09:30"),
        ("last wed 6 pm", "2026-11-18", "18:00"),
        ("20 Nov", "2026-11-20", "09:30"),
        ("November 20, 18:00", "2026-11-20", "18:00"),
        ("20th of november 2024", "2024-11-20", "09:30"),
        ("25 Nov", "2025-11-25", "09:30"),
        ("29 Feb", "2024-02-29", "09:30"),
        ("20.11.", "2026-11-20", "09:30"),
        ("20.11.2025 18.30", "2025-11-20", "18:30"),
        ("2026-11-20", "2026-11-20", "09:30"),
        ("2026-11-20 07:30", "2026-11-20", "07:30"),
    ],
)
def test_what_people_type(text: str, day: str, at: str) -> None:
    assert read_moment(text, NOW) == datetime.fromisoformat(f"{day}T{at}")


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "11/20",
        "20.11",
        "32 Nov",
        "2026-02-30",
        "25:00",
        "18:60",
        "some day",
        "mo",
        "9",
        "5 ago",
        "40000 days ago",
        "2100 years ago",
        "3 fortnights ago",
        "--",
    ],
)
def test_what_cannot_be_read_or_may_mean_two_days_is_none(text: str) -> None:
    assert read_moment(text, NOW) is None


@given(st.text(max_size=30), NOWS)
def test_any_text_is_a_time_or_none(text: str, now: datetime) -> None:
    moment = read_moment(text, now)
    assert moment is None or moment.tzinfo is None


@given(NOWS, DAYS_BACK)
def test_what_the_app_says_of_a_day_is_read_as_that_day(now: datetime, back: int) -> None:
    day = now.date() - timedelta(days=back)
    for words in (
        near_day_words(day, now.date()),
        ago_words(back),
        date_words(day),
        day_words(day),
        day.isoformat(),
    ):
        assert read_day(words, now) == day, words


def test_months_ago_end_with_the_month() -> None:
    assert read_day("6 months ago", datetime(2026, 8, 31)) == date(2026, 2, 28)


@given(NOWS, st.integers(0, 30_000), st.sampled_from(["days", "weeks", "months", "years"]))
def test_any_amount_ago_has_been_or_is_none(now: datetime, amount: int, unit: str) -> None:
    day = read_day(f"{amount} {unit} ago", now)
    assert day is None or day <= now.date()


@given(NOWS, DAYS_BACK, st.times())
def test_a_time_behind_the_day_is_that_of_the_day(now: datetime, back: int, at: object) -> None:
    moment = datetime.combine(now.date() - timedelta(days=back), at).replace(second=0, microsecond=0)  # type: ignore[arg-type]
    assert read_moment(moment_words(moment), now) == moment
    assert read_moment(f"{near_day_words(moment.date(), now.date())} {clock(moment)}", now) == moment


def test_every_form_that_is_named_can_be_read() -> None:
    assert all(read_day(form, NOW) for form in FORMS.split(", "))
    assert read_day("", NOW) == date(2026, 11, 24)
