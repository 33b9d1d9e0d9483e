"""A day as a person types it: ``yesterday``, ``last monday``, ``3 weeks ago``, ``1 October``, ``2026-10-01``."""

from __future__ import annotations

import re
from datetime import date, timedelta

EXAMPLES = "2026-10-01, 1 October, yesterday, last monday, 3 weeks ago"
"""What can be given, for a remedy."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NEAR = {"today": 0, "now": 0, "yesterday": 1, "the day before yesterday": 2}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LEAST = 3
"""Letters by which a weekday or a month is known."""


def read_day(text: str, today: date) -> date | None:
    """The day that a text means, seen from ``today``; ``None`` if it means none.

    A weekday is the last one before today, a day without a year the last one that is not in the future. ``last week``
    and ``a month ago`` count back from today.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if words in _NEAR:
        return today - timedelta(days=_NEAR[words])
    try:
        return _written(words) or _back(words, today) or _weekday(words, today) or _named(words, today)
    except (ValueError, OverflowError):
        return None


def _written(words: str) -> date | None:
    """``2026-10-01``, ``1.10.2026``."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", words)
    return date(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else None


def _back(words: str, today: date) -> date | None:
    """``3 weeks ago``, ``last month``."""
    ago = re.fullmatch(r"(\w+) (day|week|month|year)s? ago", words)
    last = re.fullmatch(r"(?:the )?(?:last|past) (week|month|year)", words)
    if not ago and not last:
        return None
    unit = ago[2] if ago else last[1] if last else ""
    amount = _amount(ago[1]) if ago else 1
    if amount is None:
        return None
    if unit in ("day", "week"):
        return today - timedelta(days=amount * (7 if unit == "week" else 1))
    return _months_back(today, amount * (12 if unit == "year" else 1))


def _amount(word: str) -> int | None:
    return int(word) if re.fullmatch(r"[0-9]{1,4}", word) else _NUMBERS.get(word)


def _months_back(today: date, amount: int) -> date:
    """The same day of an earlier month, or its last day."""
    months = today.year * 12 + today.month - 1 - amount
    first = date(months // 12, months % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=today.day - 1), following - timedelta(days=1))


def _weekday(words: str, today: date) -> date | None:
    place = _place(words.removeprefix("last ").removeprefix("on "), _WEEKDAYS)
    return None if place is None else today - timedelta(days=(today.weekday() - place - 1) % 7 + 1)


def _named(words: str, today: date) -> date | None:
    """``1 October``, ``October 1 2025``, ``October``: a month alone is its first day."""
    match = re.fullmatch(
        r"(?:(\d{1,2})(?:\.|st|nd|rd|th)? )?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?", words
    )
    month = _place(match[2], _MONTHS) if match else None
    if match is None or month is None or (match[1] and match[3]):
        return None
    day = int(match[1] or match[3] or 1)
    if match[4]:
        return date(int(match[4]), month + 1, day)
    this_year = date(today.year, month + 1, day)
    return this_year if this_year <= today else date(today.year - 1, month + 1, day)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the one name that begins so."""
    fitting = [place for place, name in enumerate(names) if len(word) >= _LEAST and name.startswith(word)]
    return fitting[0] if len(fitting) == 1 else None
