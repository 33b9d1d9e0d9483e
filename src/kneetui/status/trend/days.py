"""The diary day by day: one point a day for charts, trends, months and watch rules."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import SWELLINGS, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one knee. ``None`` means that nobody wrote it down, which is not zero.

    Pain is the worst of the day, 0-10; ``during`` includes routines. ``load`` is minutes x effort of all
    sessions of the person that day, whichever knee they were noted for; ``unrated`` counts the sessions that
    lack minutes or effort. ``entries`` counts the entries about this knee.
    """

    day: date
    during: float | None = None
    after: float | None = None
    morning: float | None = None
    swelling: str | None = None
    load: float | None = None
    sessions: int = 0
    unrated: int = 0
    entries: int = 0

    @property
    def pain(self) -> float | None:
        """The worst pain of the day."""
        return worst((self.during, self.after, self.morning))

    @property
    def swollen(self) -> bool | None:
        """Whether the knee was swollen."""
        return None if self.swelling is None else self.swelling != "none"


def worst(values: Iterable[float | None]) -> float | None:
    """The largest value that is known."""
    largest: float | None = None
    for value in values:
        if value is not None and (largest is None or value > largest):
            largest = value
    return largest


def daily(entries: Iterable[Entry], knee: str, since: date, until: date) -> tuple[Day, ...]:
    """Every day from ``since`` to ``until``, oldest first, for the ``left`` or ``right`` knee.

    ``both`` gives the worse of the two.
    """
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.when.date()].append(entry)
    count = (until - since).days + 1
    days = (since + timedelta(days=number) for number in range(count))
    return tuple(_day(day, by_day.get(day, ()), knee) for day in days)


def noted(entries: Iterable[Entry], knee: str, until: date) -> tuple[Day, ...]:
    """The days up to ``until`` with an entry about a knee or with a session, oldest first."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.when.date()].append(entry)
    days = (_day(day, by_day[day], knee) for day in sorted(by_day) if day <= until)
    return tuple(day for day in days if day.entries or day.sessions)


def _day(day: date, entries: Sequence[Entry], knee: str) -> Day:
    about = [entry for entry in entries if entry.concerns(knee)]
    loads = [entry.session.load for entry in entries if entry.session]
    rated = [load for load in loads if load is not None]
    swellings = [SWELLINGS.index(entry.swelling) for entry in about if entry.swelling]
    return Day(
        day,
        during=worst(
            [
                *(entry.pain_during for entry in about),
                *(entry.routine.pain for entry in about if entry.routine),
            ]
        ),
        after=worst(entry.pain_after for entry in about),
        morning=worst(entry.pain_morning for entry in about),
        swelling=SWELLINGS[max(swellings)] if swellings else None,
        load=sum(rated) if rated else None,
        sessions=len(loads),
        unrated=len(loads) - len(rated),
        entries=len(about),
    )


def sparkline(days: Iterable[Day], steps: int = 8) -> tuple[int | None, ...]:
    """The worst pain of each day as a height from 0 to ``steps`` - 1; ``None`` where there is no data."""
    return tuple(None if day.pain is None else round(day.pain * (steps - 1) / 10) for day in days)
