"""Reads numbers, durations, distances and dates as people and programs write them."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, timezone

from kneetui.config import clock
from kneetui_activities.words import month_of, words

KM_PER_MILE = 1.609344
DAY_MINUTES = 24 * 60
LONGEST = 2 * DAY_MINUTES
"""Minutes of the longest session that is believed."""
FARTHEST = 2000
"""Kilometres of the longest session that is believed."""

_MINUTES_PER = {"s": 1 / 60, "min": 1.0, "h": 60.0}
_KM_PER = {"m": 0.001, "km": 1.0, "mi": KM_PER_MILE}

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4}) ?[-/.年년] ?(\d{1,2}) ?[-/.月월] ?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2}),? (\d{4})(?!\d)")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})\.? (?:de )?([^\W\d_]{3,12})\.?,? (?:de )?(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)? ?(z|utc|gmt|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_WORDED = re.compile(r"(?:(\d+) ?h[a-z]*)? ?(?:(\d+) ?m[a-z]*)? ?(?:(\d+) ?s[a-z]*)?", re.IGNORECASE)


class UnclearError(ValueError):
    """A value that cannot be read, or can be read in two ways; the message says so in a sentence."""


def spaced(text: str) -> str:
    """The text with every kind of white space as one plain space."""
    return " ".join(text.split())


def number(text: str) -> float | None:
    """A number with a decimal point or comma; ``None`` if it is not one.

    Of two different marks the last is the decimal one; a mark that occurs twice groups thousands.
    """
    digits = re.sub(r"[\s']", "", text)
    if not re.fullmatch(r"[+-]?\d[\d.,]{0,30}", digits):
        return None
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        group, decimal = (",", ".") if point > comma else (".", ",")
        digits = digits.replace(group, "").replace(decimal, ".")
    elif digits.count(",") > 1 or digits.count(".") > 1:
        digits = digits.replace(",", "").replace(".", "")
    else:
        digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def minutes(text: str, unit: str = "min") -> float | None:
    """A duration in minutes; ``unit`` (``s``, ``min``, ``h`` or ``h:mm``) is for what names none itself."""
    text = spaced(text)
    if ":" in text:
        return _colons(text, hours_first=unit == "h:mm")
    plain = number(text)
    if plain is not None:
        return plain * _MINUTES_PER.get(unit, 1.0) if plain >= 0 else None
    words = _WORDED.fullmatch(text)
    if words is None or not any(words.groups()):
        return None
    hours, mins, seconds = (float(part or 0) for part in words.groups())
    return hours * 60 + mins + seconds / 60


def kilometres(text: str, unit: str = "km") -> float | None:
    """A distance in kilometres; ``unit`` (``m``, ``km`` or ``mi``) is for what names none itself."""
    match = re.fullmatch(r"(.*?) ?(km|mi|m)?", spaced(text), re.IGNORECASE)
    value = number(match[1]) if match else None
    if match is None or value is None or value < 0:
        return None
    return value * _KM_PER[(match[2] or unit).lower()]


def day_first(texts: list[str]) -> bool | None:
    """Whether dates like 22/11/2026 begin with the day; ``None`` if none of them tells, or they differ."""
    pairs = [(int(m[1]), int(m[3])) for text in texts if (m := _YEAR_LAST.search(text)) and m[2] != "."]
    day, month = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    return None if day == month else day


def moment(text: str, *, days_first: bool | None = None, utc: bool = False) -> tuple[datetime, bool]:
    """Wall time as :func:`local` has it, and whether there was a time of day; noon stands in for none.

    ``utc`` says how to take a time without a zone. Raises :class:`UnclearError`.
    """
    text = spaced(text)
    year, month, day = _date(text, days_first)
    time_of_day = _CLOCK.search(text)
    try:
        if time_of_day is None:
            return local(datetime(year, month, day, 12)), False
        hour, minute, second, half, zone = time_of_day.groups()
        hours = int(hour)
        afternoon = half.lower() == "p" if half else _half(text)
        if afternoon is not None:
            hours = hours % 12 + (12 if afternoon else 0)
        when = datetime(year, month, day, hours, int(minute), int(second or 0))
        if zone or utc:
            when = when.replace(tzinfo=_zone(zone or "z"))
        return local(when), True
    except (ValueError, OverflowError, OSError):
        raise UnclearError(f"“{text[:40]}” is not a date") from None


def zone_in(text: str) -> str:
    """The offset that a time tells, such as ``+05:45``; empty if it tells none, or UTC."""
    time_of_day = _CLOCK.search(spaced(text))
    zone = time_of_day[5] if time_of_day else None
    return offset(datetime(2000, 1, 1, tzinfo=_zone(zone))) if zone else ""


def offset(when: datetime) -> str:
    """The offset of a moment that tells where it was, such as ``+05:45``; empty for UTC, which tells nothing."""
    return clock.offset_name(when) if when.utcoffset() else ""


def local(when: datetime) -> datetime:
    """A moment as wall time without a zone: at its place if its offset tells it, else where the person is.

    Raises :class:`UnclearError` for a year that no training session can be in.
    """
    here = when if when.tzinfo is None else when.replace(tzinfo=None) if offset(when) else clock.local(when)
    if not 1970 <= here.year < 2200:
        raise UnclearError(f"{here.year} is not a year it can be from")
    return here


def _colons(text: str, *, hours_first: bool) -> float | None:
    parts = [number(part) for part in text.split(":")]
    if len(parts) > 4 or any(part is None or part < 0 for part in parts):
        return None
    values = [part or 0.0 for part in parts]
    if len(values) == 2 and hours_first:
        values.append(0.0)
    days, hours, mins, seconds = [0.0] * (4 - len(values)) + values
    return days * DAY_MINUTES + hours * 60 + mins + seconds / 60


def _date(text: str, days_first: bool | None) -> tuple[int, int, int]:
    if match := _YEAR_FIRST.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.search(text):
        one, mark, two, year = int(match[1]), match[2], int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        first = True if mark == "." or one > 12 else False if two > 12 else days_first
        if first is None and one != two:
            raise UnclearError(
                f"“{match[0]}” can be two different days; write it as {year}-{two:02}-{one:02}"
            )
        return (year, one, two) if first is False else (year, two, one)
    for pattern, month, day in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        match = pattern.search(text)
        if match and (number_of_month := month_of(match[month])):
            return int(match[3]), number_of_month, int(match[day])
    raise UnclearError(f"“{text[:40]}” is not a date")


def _half(text: str) -> bool | None:
    """Whether a time in a language that names the half of the day before it is in the second one."""
    return next((second for mark, second in words().halves.items() if mark in text), None)


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def decimal(text: str | None) -> float:
    """A number of a file that is made by a program, not a number (NaN) for anything else."""
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan
