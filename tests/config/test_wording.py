"""Days, lengths, numbers, counts and knees in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.config import wording

SUNDAY = date(2026, 11, 22)
FIRST = datetime(2026, 11, 1, 7, 5)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
NOUNS = ("entry", "file", "day", "case", "problem", "pack", "answer", "session", "match", "box")


# --- numbers and counts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (2.0, "2"), (2.5, "2.5"), (2.04, "2"), (9.96, "10"), (120, "120")]
)
def test_a_number_has_a_decimal_only_if_it_needs_one(value: float, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("entry", "entries"),
        ("day", "days"),
        ("file", "files"),
        ("exercise", "exercises"),
        ("match", "matches"),
        ("is", "are"),
        ("this", "these"),
    ],
)
def test_the_word_for_many(one: str, many: str) -> None:
    assert wording.plural(2, one) == wording.plural(0, one) == many
    assert wording.plural(1, one) == one


@given(amount=st.integers(0, 10**7), noun=st.sampled_from(NOUNS))
def test_one_thing_is_one_and_all_else_are_many(amount: int, noun: str) -> None:
    number, _, word = wording.count(amount, noun).partition(" ")
    assert int(number.replace(",", "")) == amount
    assert (word == noun) == (amount == 1)


def test_a_phrase_brings_its_own_plural() -> None:
    phrase = ("sign for causes", "signs for causes")
    assert [wording.count(amount, *phrase) for amount in (1, 1200)] == [
        "1 sign for causes",
        "1,200 signs for causes",
    ]


def test_words_in_a_row() -> None:
    letters = ["a", "b", "c"]
    assert [wording.listed(letters[:most]) for most in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [wording.first_few(letters, most) for most in (2, 3)] == ["a, b, …", "a, b, c"]


# --- knees -------------------------------------------------------------------------------------


def test_knees_have_names() -> None:
    knees = ("left", "right", "both")
    assert [wording.knee_words(knee) for knee in knees] == ["left knee", "right knee", "both knees"]
    assert [wording.knee_name(knee) for knee in knees] == ["Left knee", "Right knee", "Both knees"]


# --- days and times ----------------------------------------------------------------------------


def test_a_day_long_and_short() -> None:
    assert wording.date_words(SUNDAY) == "22 November"
    assert wording.day_words(SUNDAY) == "Sunday 22 November"
    assert wording.short_date_words(SUNDAY) == "22 Nov"
    assert wording.short_day_words(SUNDAY) == "Sun 22 Nov"
    assert wording.month_words(SUNDAY) == "November 2026"
    assert wording.moment_words(FIRST) == "Sun 1 Nov 07:05"


@given(one=DAYS, other=DAYS)
def test_every_day_is_as_wide_in_a_list(one: date, other: date) -> None:
    for weekday in (True, False):
        assert len(wording.day_column(one, weekday=weekday)) == len(
            wording.day_column(other, weekday=weekday)
        )


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (-8, "14 November"),
        (-7, "15 November"),
        (-6, "Mon 16 Nov"),
        (-2, "Fri 20 Nov"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (6, "Saturday"),
        (7, "29 November"),
        (182, "23 May"),
        (183, "24 May 2027"),
        (-200, "6 May 2026"),
    ],
)
def test_a_near_day_has_a_name(away: int, words: str) -> None:
    assert wording.near_day_words(SUNDAY + timedelta(days=away), SUNDAY) == words


@given(day=DAYS)
def test_no_name_stands_for_two_near_days(day: date) -> None:
    names = [wording.near_day_words(day + timedelta(days=away), day) for away in range(-400, 400)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (2, "two days ago"), (13, "thirteen days ago"), (14, "14 days ago")],
)
def test_how_long_ago(days: int, words: str) -> None:
    assert wording.ago_words(days) == words
    assert wording.ago_words(days, morning=True) == ("this morning" if days == 0 else words)


# --- lengths of time -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "words"), [(45, "45 s"), (90, "90 s"), (120, "2 min"), (150, "150 s"), (180, "3 min")]
)
def test_seconds(seconds: float, words: str) -> None:
    assert wording.seconds_words(seconds) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day"),
        (5, "5 days"),
        (14, "2 weeks"),
        (20, "about 3 weeks"),
        (91, "3 months"),
        (365, "1 year"),
        (800, "about 2 years"),
    ],
)
def test_a_span_of_days(days: float, words: str) -> None:
    assert wording.span_words(days) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1, "days", "1 day"),
        (34, "years", "34 years"),
        (1, "kg", "1 kg"),
        (1, "s", "1 s"),
        (4, "", "4"),
        (1, "år", "1 år"),
    ],
)
def test_a_value_with_its_unit(value: float, unit: str, words: str) -> None:
    assert wording.quantity(value, unit) == words
