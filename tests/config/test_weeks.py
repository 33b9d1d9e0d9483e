"""A week begins as in the country, unless the person set it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.config.weeks import MONDAY, SATURDAY, SUNDAY, first_day, week_start, weekdays


@pytest.mark.parametrize(
    ("country", "chosen", "first"),
    [
        ("DE", "", MONDAY),
        ("us", "", SUNDAY),
        ("EG", "", SATURDAY),
        ("", "", MONDAY),
        ("XX", "", MONDAY),
        ("US", "monday", MONDAY),
        ("DE", "sunday", SUNDAY),
    ],
)
def test_the_first_day(country: str, chosen: str, first: int) -> None:
    assert first_day(country, chosen) == first


@given(st.dates(date(1950, 1, 8)), st.integers(0, 6))
def test_a_day_lies_in_its_week(day: date, first: int) -> None:
    start = week_start(day, first)
    assert start.weekday() == first
    assert timedelta() <= day - start < timedelta(days=7)
    assert weekdays(first)[(day - start).days] == f"{day:%a}"
