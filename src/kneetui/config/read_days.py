"""Days and times as people type them: ``yesterday 18:00``, ``last monday``, ``3 days ago``, ``20 Nov``, ``2026-11-20``.

The words are English, as those of the app. No library: the few that read them cost a start-up of their own.
"""

from __future__ import annotations

import re
from calendar import day_abbr, month_abbr, monthrange
from datetime import date, datetime, time, timedelta

from kneetui.config.wording import SMALL_NUMBERS

FORMS = "yesterday 18:00, last monday, 3 days ago, 20 Nov, 2026-11-20 07:30"
"""How a day can be typed, as examples."""

PARTS_OF_DAY = {
    "morning": time(7),
    "noon": time(12),
    "afternoon": time(15),
    "evening": time(19),
    "night": time(22),
}
"""Words for a time, and the time that is written down for them."""

_NEAR = {"today": 0, "now": 0, "this": 0, "tonight": 0, "yesterday": 1}
_NUMBERS = {"a": 1, "an": 1, "one": 1} | {word: number for number, word in enumerate(SMALL_NUMBERS, 2)}
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_MONTHS_LONG = {"month": 1, "months": 1, "year": 12, "years": 12}
_MOST = 36_500
_WEEKDAYS = [name.lower() for name in day_abbr]
_MONTHS = [name.lower() for name in month_abbr]
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")
_CLOCK_ALONE = re.compile(r"(\d{1,2}?)(?:[:.,h](\d{1,2})?|(\d{2}))?\s*(am|pm)?", re.ASCII)
_HALVES = {"am": 0, "pm": 12}
_LETTERS = 3
"""Of a weekday or a month are enough."""


def read_moment(text: str, now: datetime) -> datetime | None:
    """The time that is meant, at ``now`` if only a day is; ``None`` if it cannot be read.

    A day without a year, or a weekday, is the last one there was.
    """
    words = re.sub(r"[,]|\b(?:at|on|the|of)\b", " ", text.strip().lower()).split()
    at = _take_time(words, now)
    day = _day(words, now.date())
    if day is None:
        return None
    return datetime.combine(day, at or now.time())


def read_day(text: str, now: datetime) -> date | None:
    """The day that is meant, or ``None``."""
    moment = read_moment(text, now)
    return moment.date() if moment else None


def read_clock(text: str) -> time | None:
    """A time of day that stands alone: ``9``, ``9:5``, ``930``, ``6pm``, ``18h``, ``evening``; ``None`` if it is none."""
    typed = text.strip().lower()
    if typed in PARTS_OF_DAY:
        return PARTS_OF_DAY[typed]
    match = _CLOCK_ALONE.fullmatch(typed)
    return _time(match[1], match[2] or match[3], match[4]) if match else None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    """The time that digits and half of the day come to; ``None`` if a clock has no such time."""
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + _HALVES[half]
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _take_time(words: list[str], now: datetime) -> time | None:
    """Takes the words for a time off, which stand last: ``18:00``, ``6 pm``, ``evening``."""
    if words[-1:] == ["tonight"]:
        words[-1:] = ["today", "night"]
    if words and words[-1] in PARTS_OF_DAY:
        return PARTS_OF_DAY[words.pop()]
    if words and words[-1] in ("am", "pm") and len(words) > 1:
        words[-2:] = ["".join(words[-2:])]
    match = _CLOCK.fullmatch(words[-1]) if words else None
    if match is None or not (match[2] or match[3]) or (words[-1].count(".") and not _is_clock(words, match)):
        return None
    at = _time(match[1], match[2], match[3])
    if at is None:
        return None
    words.pop()
    return at.replace(fold=now.fold)


def _is_clock(words: list[str], match: re.Match[str]) -> bool:
    """Whether ``18.30`` is a time: behind a day it is, alone it might be a date."""
    return len(words) > 1 and match.end() == len(words[-1])


def _day(words: list[str], today: date) -> date | None:
    match words:
        case []:
            return today
        case ["day", "before", "yesterday"]:
            return today - timedelta(days=2)
        case [word] if word in _NEAR:
            return today - timedelta(days=_NEAR[word])
        case [number, unit, "ago"]:
            return _ago(number, unit, today)
        case ["last" | "this", word] | [word] if _index(word, _WEEKDAYS) is not None:
            back = (today.weekday() - (_index(word, _WEEKDAYS) or 0)) % 7
            return today - timedelta(days=back or (7 if words[0] == "last" else 0))
        case [word, _, _, *_] if _index(word, _WEEKDAYS) is not None:
            return _dated(words[1:], today)
        case _:
            return _dated(words, today)


def _ago(number: str, unit: str, today: date) -> date | None:
    """``3 weeks ago``; of months and years the same day of the month, or its last one."""
    amount = _NUMBERS.get(number, int(number) if number.isdecimal() else _MOST + 1)
    if amount > _MOST:
        return None
    if unit in _DAYS:
        back = amount * _DAYS[unit]
        return today - timedelta(days=back) if back < today.toordinal() else None
    if unit not in _MONTHS_LONG:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - amount * _MONTHS_LONG[unit], 12)
    if year < 1:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _dated(words: list[str], today: date) -> date | None:
    """A date in figures, or with the name of its month."""
    text = " ".join(words)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        return _date(*(int(part) for part in text.split("-")))
    figures = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?", text)
    if figures:
        return _last_date(figures[3], int(figures[2]), int(figures[1]), today)
    named = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]+)(?: (\d{4}))?", text)
    if named and _index(named[2], _MONTHS):
        return _last_date(named[3], _index(named[2], _MONTHS) or 0, int(named[1]), today)
    named = re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", text)
    if named and _index(named[1], _MONTHS):
        return _last_date(named[3], _index(named[1], _MONTHS) or 0, int(named[2]), today)
    return None


def _last_date(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _date(int(year), month, day)
    candidates = (
        _date(today.year - back, month, day) for back in range(9)
    )  # a 29 February may be eight years back
    return next((candidate for candidate in candidates if candidate and candidate <= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(word: str, names: list[str]) -> int | None:
    """The place of a name that begins as the word does."""
    short = word[:_LETTERS].rstrip(".")
    if len(short) < _LETTERS or short not in names:
        return None
    return names.index(short)
