"""A number as somebody types it: read whole, with a unit that is meant there, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.typed_numbers import IN_KM, IN_MINUTES, read_number
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "number"),
    [("40", 40), ("40min", 40), ("40'", 40), ("1.5 h", 90), ("1h20", 80), ("1:20", 80), ("2 hours", 120)],
)
def test_minutes(text: str, number: float) -> None:
    assert read_number(text, IN_MINUTES) == number


@pytest.mark.parametrize(
    ("text", "number"), [("5", 5), ("5,5 km", 5.5), ("5k", 5), (" 10 KM ", 10), ("2mi", 3.218688)]
)
def test_kilometres(text: str, number: float) -> None:
    assert read_number(text, IN_KM) == number


@given(st.floats(0, 1000, allow_nan=False), st.text(st.characters(categories=["L"]), min_size=1, max_size=4))
@settings(max_examples=examples(200))
def test_letters_are_a_unit_or_refuse_the_whole(number: float, letters: str) -> None:
    text = f"{number:.2f}{letters}"
    assert read_number(text) is None
    for units in (IN_KM, IN_MINUTES):
        assert (read_number(text, units) is not None) == (letters.casefold() in units)


@pytest.mark.parametrize("text", ["", "x", "1..2", "5km", "1e3", "inf", "nan", "1_000", "1 2", "٣"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None
