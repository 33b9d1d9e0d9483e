"""What the chart of one knee draws: its days, the usual band and what is marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.weeks import MONDAY
from kneetui.config.wording import knee_name
from kneetui.diary.by_day.days import daily
from kneetui.diary.by_day.timeline import gathered
from kneetui.status.trend.marks import Mark, marks
from kneetui.status.trend.trend import Band, Summary, band, summarise

if TYPE_CHECKING:
    from kneetui.content.model import TrendRule
    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """What the chart of one knee draws: its days, the band and the marks of each day; weeks begin on ``first_weekday``."""

    summary: Summary
    bands: tuple[Band | None, ...]
    marks: tuple[Mark, ...]
    first_weekday: int = MONDAY

    @property
    def name(self) -> str:
        """The knee, as a heading."""
        return knee_name(self.summary.knee)


def chart_data(
    entries: Iterable[Entry],
    knee: str,
    today: date,
    days: int,
    rule: TrendRule,
    first_weekday: int = MONDAY,
) -> ChartData:
    """The last ``days`` days of a knee; ``entries`` should reach back further by the days of the band."""
    known = gathered(entries)
    since = today - timedelta(days=days - 1)
    series = daily(known, knee, since - timedelta(days=rule.days), today)
    summary = summarise(known, knee, today, rule, days)
    return ChartData(
        summary=summary,
        bands=tuple(band(series, day.day, summary.trend.kind, rule) for day in summary.days),
        marks=tuple(mark for mark in marks(known, knee) if since <= mark.day <= today),
        first_weekday=first_weekday,
    )
