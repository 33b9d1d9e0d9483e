"""A month of the diary as a sheet: whole weeks, one cell a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.weeks import MONDAY, week_start
from kneetui.diary.by_day.days import Day, daily

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """``weeks`` of seven cells each, the first on the weekday ``first``; ``None`` where a cell lies outside of the month.

    A cell is a :class:`~kneetui.diary.by_day.days.Day`: ``pain``, ``swollen`` and ``sessions`` are what it shows.
    """

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]
    first: int = MONDAY

    @property
    def days(self) -> tuple[Day, ...]:
        """All days in order, without the empty places of the first and the last week."""
        return tuple(day for week in self.weeks for day in week if day)


def month(entries: Iterable[Entry], year: int, month: int, knee: str, first_weekday: int = MONDAY) -> Month:
    """The sheet of a month (1-12) for one knee, or for ``both``; weeks begin on ``first_weekday`` (0 is Monday)."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    before = (first - week_start(first, first_weekday)).days
    after = 6 - (last - week_start(last, first_weekday)).days
    cells = [*(None,) * before, *daily(entries, knee, first, last), *(None,) * after]
    rows = tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))
    return Month(year=year, month=month, weeks=rows, first=first_weekday)
