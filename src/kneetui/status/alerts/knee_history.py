"""The diary of one knee as watch rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.status.trend.days import Day, daily

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry

FRESH_DAYS = 7
"""What happened longer ago than this raises no alert any more."""


@dataclass(frozen=True, slots=True)
class Knee:
    """The diary of one knee up to today; ``answered`` is the time of its last assessment."""

    entries: Sequence[Entry]
    name: str
    today: date
    answered: datetime | None

    def days(self, since: date, *, new: bool = False) -> list[Day]:
        """The days with entries, oldest first; ``new`` leaves out what the last assessment already saw."""
        entries = self.entries
        if new and self.answered is not None:
            seen = self.answered
            entries = [entry for entry in entries if entry.when > seen or not entry.concerns(self.name)]
        days = daily(entries, self.name, since, self.today)
        return [day for day in days if day.entries or day.sessions]

    def notes(self, days: int) -> list[Entry]:
        """The entries of the last ``days`` days about the knee, but for what the last assessment already saw."""
        since = self.back(days)
        return [
            entry
            for entry in self.entries
            if entry.when.date() >= since
            and entry.concerns(self.name)
            and (self.answered is None or entry.when > self.answered)
        ]

    def back(self, days: int) -> date:
        """The first of the last ``days`` days."""
        return self.today - timedelta(days=days - 1)

    def fresh(self, day: date) -> bool:
        """Whether the day is one of the last :data:`FRESH_DAYS`."""
        return day >= self.back(FRESH_DAYS)

    def told_before(self, day: date) -> bool:
        """Whether there is an earlier entry about the knee; an assessment counts if it tells of swelling."""
        return any(
            entry.when.date() < day and entry.concerns(self.name) and (entry.swelling or not entry.assessment)
            for entry in self.entries
        )

    def seen(self) -> list[float]:
        """The worst pain of the last day with data that the last assessment saw; empty if there is none."""
        told = [
            (entry.when.date(), entry.pain)
            for entry in self.entries
            if self.answered and entry.when <= self.answered and entry.concerns(self.name)
            if entry.pain is not None
        ]
        return [max(told)[1]] if told else []
