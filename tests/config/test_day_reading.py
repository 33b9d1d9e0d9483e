"""A day as a person types it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.config.day_reading import EXAMPLES, read_day
from kneetui.config.wording import date_words, day_words

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-22"),
        (" Yesterday ", "2026-11-21"),
        ("last monday", "2026-11-16"),
        ("sunday", "2026-11-15"),
        ("sat", "2026-11-21"),
        ("3 weeks ago", "2026-11-01"),
        ("a month ago", "2026-10-22"),
        ("last year", "2025-11-22"),
        ("two days ago", "2026-11-20"),
        ("2026-10-01", "2026-10-01"),
        ("1.10.2026", "2026-10-01"),
        ("1 October", "2026-10-01"),
        ("1st of", None),
        ("October 1st", "2026-10-01"),
        ("Oct 1, 2024", "2024-10-01"),
        ("24 Dec", "2025-12-24"),
        ("october", "2026-10-01"),
        ("ju", None),
        ("30 february", None),
        ("99999 years ago", None),
        ("9999 years ago", None),
        ("", None),
        ("knee", None),
    ],
)
def test_a_day_is_read(text: str, day: str | None) -> None:
    assert read_day(text, TODAY) == (date.fromisoformat(day) if day else None)


def test_a_month_back_from_its_last_day_stays_in_the_month() -> None:
    assert read_day("1 month ago", date(2026, 3, 31)) == date(2026, 2, 28)


def test_every_example_of_the_remedy_is_a_day() -> None:
    assert all(read_day(example, TODAY) for example in EXAMPLES.split(", "))


@given(st.dates(date(1950, 1, 1), date(2199, 1, 1)), st.dates(date(1950, 1, 1), date(2199, 1, 1)))
def test_a_written_day_means_itself(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{date_words(day)} {day.year}", today) == day
    if timedelta() < today - day <= timedelta(days=7):
        assert read_day(day_words(day).split()[0], today) == day


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_none(text: str) -> None:
    day = read_day(text, TODAY)
    assert day is None or isinstance(day, date)
