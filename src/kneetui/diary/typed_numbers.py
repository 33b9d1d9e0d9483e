"""A number as somebody types it: with a comma or a point, and with a unit where its field has units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

KM_PER_MILE: Final = 1.609344
IN_KM: Final[Mapping[str, float]] = {
    **dict.fromkeys(("km", "k", "kilometre", "kilometres", "kilometer", "kilometers"), 1.0),
    **dict.fromkeys(("mi", "mile", "miles"), KM_PER_MILE),
}
IN_MINUTES: Final[Mapping[str, float]] = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "'"), 1.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60.0),
}

_AMOUNT: Final = re.compile(r"([-+]?(?:\d+[.,]?\d*|[.,]\d+))\s*(\D*)", re.ASCII)
_HOURS: Final = re.compile(r"(\d{1,2})(?:h|:)(\d{2})(?:h|min|m)?", re.ASCII)


def read_number(text: str, units: Mapping[str, float] | None = None) -> int | float | None:
    """The number in a text, times what its unit is in ``units``; ``None`` for anything else, such as a unit not there.

    Where hours are a unit, ``1h20`` and ``1:20`` are read as well.
    """
    units = units or {}
    typed = text.strip().casefold()
    if "h" in units and (clock := read_hours(typed)) and clock[1] == len(typed):
        return _plain(clock[0] * units["h"] / 60)
    match = _AMOUNT.fullmatch(typed)
    unit = match[2].strip() if match else ""
    if not match or (unit and unit not in units):
        return None
    return _plain(float(match[1].replace(",", ".")) * (units[unit] if unit else 1.0))


def read_hours(text: str) -> tuple[float, int] | None:
    """The minutes of an ``1h20`` at the beginning of a text, and where it ends."""
    clock = _HOURS.match(text)
    if not clock or text[clock.end() : clock.end() + 1].isalnum():
        return None
    return int(clock[1]) * 60.0 + int(clock[2]), clock.end()


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value
