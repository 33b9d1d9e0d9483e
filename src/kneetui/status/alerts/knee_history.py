"""The diary of one knee as watch rules see it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.days import Day, noted
from kneetui.diary.by_day.timeline import Timeline
from kneetui.diary.entries import NONE, SWELLINGS
from kneetui.status.trend.trend import TrendKind, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import TrendRule, WatchRule
    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Knee:
    """The diary of one knee up to today; ``answered`` is the time of its last assessment, ``trend`` says what a change is."""

    entries: Timeline
    name: str
    today: date
    answered: datetime | None
    trend: TrendRule
    _noted: dict[bool, tuple[Day, ...]] = field(default_factory=dict, repr=False, compare=False)
    """The days once made: every rule asks for some of them."""
    _courses: dict[tuple[TrendKind | None, bool], tuple[list[date], list[float]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Days with pain and the pain of each, once made."""

    def days(self, since: date, *, new: bool = False) -> list[Day]:
        """The days with entries, oldest first; ``new`` leaves out what the last assessment already saw."""
        partly = new and self.answered is not None
        if partly not in self._noted:
            self._noted[partly] = noted(self._entries(new=partly), self.name, self.today)
        every = self._noted[partly]
        return list(every[bisect_left(every, since, key=lambda day: day.day) :])

    def pains(self, since: date, kind: TrendKind | None = None, *, new: bool = False) -> dict[date, float]:
        """The pain of each day from a day on, oldest first: of one kind, or the worst of all."""
        partly = new and self.answered is not None
        course = self._courses.get((kind, partly))
        if course is None:
            worst = (
                (day.day, day.pain if kind is None else value(day, kind))
                for day in self.days(date.min, new=partly)
            )
            known = [(day, pain) for day, pain in worst if pain is not None]
            course = self._courses[kind, partly] = [day for day, _ in known], [pain for _, pain in known]
        days, pains = course
        first = bisect_left(days, since)
        return dict(zip(days[first:], pains[first:], strict=True))

    def _entries(self, *, new: bool) -> Iterable[Entry]:
        seen = self.answered if new else None
        if seen is None:
            return self.entries
        return [entry for entry in self.entries if entry.when > seen or not entry.concerns(self.name)]

    def notes(self, days: int) -> list[Entry]:
        """The entries of the last ``days`` days about the knee, but for what the last assessment already saw."""
        return [
            entry
            for entry in self.entries.since(self.back(days))
            if entry.concerns(self.name) and (self.answered is None or entry.when > self.answered)
        ]

    def back(self, days: int) -> date:
        """The first of the last ``days`` days."""
        return self.today - timedelta(days=days - 1)

    def fresh(self, day: date, rule: WatchRule) -> bool:
        """Whether the day is one of the last ones in which a rule speaks of what happened."""
        return day >= self.back(rule.fresh_days)

    def noted_before(self, day: date) -> bool:
        """Whether there is an earlier entry about the knee; an assessment counts if it tells of swelling."""
        return any(
            entry.when.date() < day
            and entry.concerns(self.name)
            and (entry.worst_swelling or not entry.assessment)
            for entry in self.entries
        )

    def told_of_swelling(self, since: date, until: date, level: float) -> bool:
        """Whether an assessment of these days told of swelling of a level (1 slight, 2 moderate, 3 marked) or more."""
        return any(
            SWELLINGS.index(entry.worst_swelling or NONE) >= level
            for entry in self.entries.since(since)
            if entry.assessment and entry.when.date() <= until and entry.concerns(self.name)
        )

    def seen(self) -> list[float]:
        """The worst pain of the last day with data that the last assessment saw; empty if there is none."""
        pains = [
            (entry.when.date(), entry.pain)
            for entry in self.entries
            if self.answered and entry.when <= self.answered and entry.concerns(self.name)
            if entry.pain is not None
        ]
        return [max(pains)[1]] if pains else []
