"""Days, times, lengths, numbers, counts and knees in words, for every screen, report and command.

Words of the app itself: what content says has its words in the packs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from kneetui.config.about import KNEES

SMALL_NUMBERS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
)
"""The numbers from 2 on that are spelled out."""

SPANS = ((0, "today"), (3, "3 days"), (14, "2 weeks"), (42, "6 weeks"), (91, "3 months"), (365, "1 year"))
"""Numbers of days that people choose from, and how they say them."""

PAIN = {
    0: "no pain",
    3: "easy to ignore",
    5: "gets in the way",
    7: "hard to think of anything else",
    10: "the worst there can be",
}
"""What numbers of pain mean."""

_IRREGULAR = {"is": "are", "this": "these", "counts": "count"}


# --- numbers and counts ----------------------------------------------------------------------


def number(value: float) -> str:
    """A number as people write it: at most one decimal, none if it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def plural(amount: int, one: str, many: str = "") -> str:
    """The word for so many things: ``entry`` or ``entries``; ``many`` where no rule gives it."""
    if amount == 1:
        return one
    if many or one in _IRREGULAR:
        return many or _IRREGULAR[one]
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return f"{one[:-1]}ies"
    return f"{one}es" if one.endswith(("s", "x", "ch", "sh")) else f"{one}s"


def count(amount: int, one: str, many: str = "") -> str:
    """So many things: ``1 entry``, ``1,204 entries``."""
    return f"{amount:,} {plural(amount, one, many)}"


def listed(words: Sequence[str]) -> str:
    """Words in a row: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def first_few(words: Sequence[str], most: int) -> str:
    """At most so many words in a row, with dots if there are more."""
    return ", ".join(words[:most]) + (", …" if len(words) > most else "")


# --- knees -------------------------------------------------------------------------------------


def knee_words(knee: str) -> str:
    """``left knee``, ``right knee`` or ``both knees``."""
    return "both knees" if knee == "both" else f"{knee} knee"


def knee_name(knee: str) -> str:
    """The same as a heading: ``Left knee``."""
    return knee_words(knee).capitalize()


def knee_names() -> dict[str, str]:
    """What can be answered to which knee it is, with its heading."""
    return {knee: knee_name(knee) for knee in KNEES}


# --- days and times ----------------------------------------------------------------------------


def clock(when: datetime | time) -> str:
    """Hour and minute in 24 hours, with leading zeros: ``07:05``."""
    return f"{when:%H:%M}"


def date_words(day: date) -> str:
    """A day without its weekday or year: ``24 November``."""
    return f"{day.day} {day:%B}"


def day_words(day: date) -> str:
    """A day with its weekday, without its year: ``Tuesday 24 November``."""
    return f"{day:%A} {date_words(day)}"


def short_date_words(day: date) -> str:
    """The same as :func:`date_words` in three letters a month: ``24 Nov``."""
    return f"{day.day} {day:%b}"


def short_day_words(day: date) -> str:
    """The same as :func:`day_words` in three letters a word: ``Tue 24 Nov``."""
    return f"{day:%a} {short_date_words(day)}"


def day_column(day: date, *, weekday: bool = True) -> str:
    """``Tue  4 Nov`` or `` 4 Nov``: as wide for every day, for lists."""
    dated = f"{short_date_words(day):>6}"
    return f"{day:%a} {dated}" if weekday else dated


def days_span(first: date, last: date) -> str:
    """Some days in a row: ``12-18 Oct``, ``26 Oct-1 Nov``."""
    begin = (
        str(first.day) if (first.year, first.month) == (last.year, last.month) else short_date_words(first)
    )
    return f"{begin}-{short_date_words(last)}"


def month_words(day: date) -> str:
    """The month of a day, with its year: ``November 2026``."""
    return f"{day:%B %Y}"


def short_month_words(day: date) -> str:
    """``Nov``, and for January the year: for the axis of a chart."""
    return str(day.year) if day.month == 1 else f"{day:%b}"


def moment_words(when: datetime) -> str:
    """``Tue 24 Nov 07:05``."""
    return f"{short_day_words(when)} {clock(when)}"


HALF_A_YEAR = 183
"""Days from which on a date has its year."""


def near_day_words(day: date, today: date) -> str:
    """A day as people say it, and no other one: ``yesterday``, ``tomorrow``, the coming ``Friday``, else with its date.

    A weekday alone is always the next one: the one before has its date (``Fri 20 Nov``), and so has what is further
    away (``12 November``), with the year where that could be missed.
    """
    away = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if away in near:
        return near[away]
    if 1 < away < 7:
        return f"{day:%A}"
    if -7 < away < 0:
        return short_day_words(day)
    return date_words(day) if abs(away) < HALF_A_YEAR else f"{date_words(day)} {day.year}"


def ago_words(days: int, *, morning: bool = False) -> str:
    """A number of days back: ``today`` (or ``this morning``), ``yesterday``, ``three days ago``."""
    if days < 1:
        return "this morning" if morning else "today"
    if days == 1:
        return "yesterday"
    return f"{SMALL_NUMBERS[days - 2] if days - 2 < len(SMALL_NUMBERS) else days} days ago"


# --- lengths of time -----------------------------------------------------------------------------


def minutes_words(minutes: float) -> str:
    """Minutes to the nearest whole one: ``12 min``."""
    return f"{number(minutes)} min"


def seconds_words(seconds: float) -> str:
    """``45 s`` or ``2 min``."""
    whole = seconds >= 120 and seconds % 60 == 0
    return minutes_words(seconds / 60) if whole else f"{seconds:g} s"


def span_words(days: float) -> str:
    """A number of days as a person would say it: ``today``, ``5 days``, ``about 3 weeks``."""
    named = dict(SPANS).get(round(days))
    if named:
        return named
    for length, unit in ((365, "years"), (30.4, "months"), (7, "weeks")):
        amount = round(days / length)
        if days >= 14 and amount >= 2:
            return f"about {amount} {unit}"
    return quantity(days, "days")


def quantity(value: float, unit: str) -> str:
    """A value with its unit, a word in the plural if it counts something: ``1 day``, ``34 years``."""
    one = unit.removesuffix("s") if len(unit) > 2 else unit
    return f"{value:g} {one if value == 1 else unit}".rstrip()


def joined_words(sessions: int) -> str:
    """After a number of things already there: how many sessions gained something; nothing for none."""
    return f", {sessions:,} joined" if sessions else ""
