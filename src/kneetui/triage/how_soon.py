"""By when somebody should look: the time of the level, or a shorter one of a flag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kneetui.config.wording import count
from kneetui.content.model import Library, Urgency

WEEK = 7


def within_days(library: Library, urgency: str, flags: Iterable[str]) -> int:
    """The shortest time that one of the flags (ids) gives at its own level; 0 if none does."""
    times = [
        flag.within_days
        for name in flags
        if (flag := library.flags.get(name)) and flag.urgency == urgency and flag.within_days
    ]
    return min(times, default=0)


def level(library: Library, urgency: str, flags: Iterable[str]) -> Urgency:
    """The level as it is told to somebody with these flags (ids): with their time, if it is shorter."""
    own = library.urgencies[urgency]
    days = within_days(library, urgency, flags)
    words = "a week" if days == WEEK else count(days, "day")
    return replace(own, within=f"within {words}") if days else own
