from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui_activities.files import clean
from kneetui_activities.sports import source_id, sport_of
from kneetui_activities.values import UnclearError, day_first, kilometres, minutes, moment, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("5.25", 5.25),
        ("5,25", 5.25),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1 234,5", 1234.5),
        ("-2", -2),
        ("", None),
        ("--", None),
        ("nan", None),
        ("1e5", None),
        ("1,2.3,4", None),
        ("9" * 60, None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("45", "min", 45),
        ("42,5", "min", 42.5),
        ("2700", "s", 45),
        ("1.5", "h", 90),
        ("0:45:30", "min", 45.5),
        ("00:00:02:30.5", "min", 2 + 30.5 / 60),
        ("1:00:00:00", "min", 1440),
        ("45:30", "min", 45.5),
        ("1:30", "h:mm", 90),
        ("1h 20m", "min", 80),
        ("1h20", "min", None),
        ("90 min", "min", 90),
        ("30 sec", "min", 0.5),
        ("-5", "min", None),
        ("a:b", "min", None),
        ("1:2:3:4:5", "min", None),
        ("soon", "min", None),
        ("", "min", None),
    ],
)
def test_durations(text: str, unit: str, value: float | None) -> None:
    assert minutes(text, unit) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("8.04", "km", 8.04),
        ("8040", "m", 8.04),
        ("5", "mi", 8.04672),
        ("10,5 km", "m", 10.5),
        ("-1", "km", None),
        ("far", "km", None),
        ("", "km", None),
    ],
)
def test_distances(text: str, unit: str, value: float | None) -> None:
    assert kilometres(text, unit) == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 07:01:05",
        "2026-11-22T07:01:05.250",
        "2026-11-22T06:01:05Z",
        "2026-11-22T07:01:05+02:00",
        "2026/11/22 7:01:05 AM",
        "22.11.2026, 07:01:05",
        "22/11/2026 07:01:05",
        "11/22/2026 7:01:05 a.m.",
        "22-11-26 07:01:05",
        "Nov 22, 2026, 7:01:05\u202fAM",
        "Sun, 22 November 2026 07:01:05",
        "22. Nov. 2026 07:01:05",
    ],
)
def test_dates_in_common_forms(text: str) -> None:
    assert moment(text) == (datetime(2026, 11, 22, 7, 1, 5), True)


def test_a_day_without_a_time_is_at_noon() -> None:
    assert moment("2026-11-22") == (datetime(2026, 11, 22, 12), False)


def test_times_of_a_program_that_writes_utc() -> None:
    assert moment("Jul 1, 2026, 10:00:00 PM", utc=True)[0] == datetime(2026, 7, 2, 0)
    assert moment("2026-07-01T22:00:00+02:00", utc=True)[0] == datetime(2026, 7, 1, 22)
    assert moment("1/1/2026 12:30 AM")[0] == datetime(2026, 1, 1, 0, 30)


def test_the_order_of_day_and_month() -> None:
    assert day_first(["01/02/2026", "13/02/2026"]) is True
    assert day_first(["01/02/2026", "02/13/2026"]) is False
    assert day_first(["13/02/2026", "02/13/2026"]) is None
    assert day_first(["01/02/2026", "13.02.2026"]) is None
    assert moment("01/02/2026", days_first=True)[0].month == 2
    assert moment("01/02/2026", days_first=False)[0].month == 1
    with pytest.raises(UnclearError, match="two different days"):
        moment("01/02/2026")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-13-01",
        "30.02.2026",
        "2026-11-22 25:00",
        "Foo 3, 2026",
        "20261122",
    ],
)
def test_what_is_not_a_date(text: str) -> None:
    with pytest.raises(UnclearError, match="not a date"):
        moment(text)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-01-01", "1/1/1901 10:00"])
def test_years_that_cannot_be(text: str) -> None:
    with pytest.raises(UnclearError):
        moment(text)


@settings(deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[-/.: ,][0-9]{1,3}[-/.: ,][0-9apmzhs+:, .-]{1,20}"))
def test_any_text_is_a_value_or_not(text: str) -> None:
    number(text)
    assert (minutes(text) or 0) >= 0
    assert (kilometres(text) or 0) >= 0
    try:
        when, _ = moment(text, utc=True)
    except UnclearError:
        return
    assert when.tzinfo is None


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("Run", "running"),
        ("TrailRun", "running"),
        ("trail_running", "running"),
        ("9", "running"),
        ("10", "other"),
        ("E-Bike Ride", "cycling"),
        ("VirtualRide", "cycling"),
        ("Strength Training", "weightlifting"),
        ("Hike", "walking"),
        ("team-sport", "team-sport"),
        ("Beach Volleyball", "team-sport"),
        ("Jump Rope", "jumping"),
        ("Yoga", "other"),
        ("Trunk 1", "other"),
        ("", "other"),
    ],
)
def test_sports(name: str, sport: str) -> None:
    assert sport_of(name) == sport


def test_the_source_id_is_the_first_minute_and_the_sport() -> None:
    assert source_id(datetime(2026, 11, 22, 7, 1, 59), "running") == "2026-11-22T07:01/running"


def test_notes_are_one_short_line() -> None:
    assert clean(" a\x1b[31m\tb\u202e\n c ") == "a [31m b c"
    assert len(clean("x" * 500)) == 120


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("Open Water Swimming", "swimming"),
        ("AlpineSki", "skiing"),
        ("Snowboard", "skiing"),
        ("Dance class", "dance"),
        ("Judo", "martial-arts"),
    ],
)
def test_the_sports_beside_the_usual_ones_have_their_words(word: str, sport: str) -> None:
    assert sport_of(word) == sport
