"""Two weeks of a plan as they are now: what was done, what rested, and what comes, moved by what happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.criteria import days_between, sessions_a_day

if TYPE_CHECKING:
    from collections.abc import Collection

    from kneetui.content.model import Library
    from kneetui.routines.progress import Progress

DayKind: TypeAlias = Literal["done", "rested", "spared", "open", "session", "rest"]
"""Past: a session, a day of rest between two, a day on which the knee was better left alone, one without a session
that could have been. To come: a session, a rest. Nobody counts the open ones."""

LENGTH = 14
"""Days of a calendar."""


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day of one plan; ``number`` is that of the session, 0 without one."""

    day: date
    kind: DayKind
    number: int = 0


def two_weeks(
    library: Library,
    progress: Progress,
    *,
    sessions: Collection[date],
    sore: Collection[date],
    first: date,
    today: date,
    due: date | None,
    taken: Collection[date] = (),
) -> list[PlanDay]:
    """The days of a plan from ``first`` on.

    ``due`` is the first day for the next session, ``None`` for any. ``sessions`` are the days of its sessions, ``sore`` those on which the knee asked for rest. Days to come follow
    from where the plan stands now, so they move with every session and every rest. A day that another plan has
    ``taken`` is left to it where this plan has a day of rest to spare.
    """
    routine = library.routines.get(progress.routine)
    if routine is None:
        return []
    phase = min(progress.phase, len(routine.phases) - 1)
    gap = timedelta(days=days_between(routine, phase))
    start = _first_due(due, sessions, gap, today)
    last = first + timedelta(days=LENGTH - 1)
    coming = _coming(progress.sessions + 1, start, gap, last, taken, sessions_a_day(routine, phase))
    days = []
    for number in range(LENGTH):
        day = first + timedelta(days=number)
        if day in sessions:
            days.append(PlanDay(day, "done"))
        elif day < today:
            days.append(PlanDay(day, _past(day, sessions, sore, gap)))
        else:
            days.append(PlanDay(day, "session" if day in coming else "rest", coming.get(day, 0)))
    return days


def _past(day: date, sessions: Collection[date], sore: Collection[date], gap: timedelta) -> DayKind:
    before = max((session for session in sessions if session < day), default=None)
    if day in sore:
        return "spared"
    return "rested" if before is not None and day < before + gap else "open"


def _first_due(due: date | None, sessions: Collection[date], gap: timedelta, today: date) -> date:
    due = max(due or today, today)
    return due + gap if due in sessions else due


def _coming(
    number: int, due: date, gap: timedelta, last: date, taken: Collection[date], a_day: int
) -> dict[date, int]:
    """The days of sessions with the number of the first of each, and ``a_day`` of them a day."""
    coming: dict[date, int] = {}
    while due <= last:
        following = due + timedelta(days=1)
        if due in taken and following not in taken and gap > timedelta(days=1):
            due = following
        coming[due] = number
        due, number = due + gap, number + a_day
    return coming
