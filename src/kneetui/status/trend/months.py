"""A month of the diary as a sheet: weeks from Monday to Sunday, one cell a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.status.trend.days import Day, daily

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True)
class Month:
    """``weeks`` of seven cells each, Monday first; ``None`` where a cell lies outside of the month.

    A cell is a :class:`~kneetui.status.trend.days.Day`: ``pain``, ``swollen`` and ``sessions`` are what it shows.
    """

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """All days in order, without the empty places of the first and the last week."""
        return tuple(day for week in self.weeks for day in week if day)


def month(entries: Iterable[Entry], year: int, month: int, knee: str) -> Month:
    """The sheet of a month (1-12) for one knee, or for ``both``."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    empty = (None,)
    cells = [*empty * first.weekday(), *daily(entries, knee, first, last), *empty * (6 - last.weekday())]
    return Month(year, month, tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7)))
