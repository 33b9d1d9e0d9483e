"""By when somebody should look: the time of the level, or a shorter one of a flag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kneetui.config.wording import count
from kneetui.content.model import Library, Urgency

WEEK = 7


def within_days(library: Library, urgency: str, flags: Iterable[str]) -> int:
    """The shortest time that one of the flags (ids, each up at this level) gives; 0 if none does."""
    up = [library.flags[name] for name in flags if name in library.flags]
    times = [(flag.urgency, flag.within_days) for flag in up]
    times += [(higher.urgency, higher.within_days) for flag in up for higher in flag.raises]
    return min((days for level, days in times if level == urgency and days), default=0)


def level(library: Library, urgency: str, flags: Iterable[str]) -> Urgency:
    """The level as it is told to somebody with these flags (ids, each up at this level): with their time, if it is shorter.

    Where it stands in what the level says to do, it is the same.
    """
    own = library.urgencies[urgency]
    days = within_days(library, urgency, flags)
    if not days:
        return own
    words = "a week" if days == WEEK else count(days, "day")
    within = "today" if days == 1 else f"within {words}"
    return replace(own, within=within, do=own.do.replace(own.within, within))
