"""Where a knee is heading, told against the band within which a change means nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.wording import knee_words, number
from kneetui.status.trend.days import Day, daily
from kneetui.status.trend.load import Block, weekly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry

REAL_CHANGE = 2.0
"""The smallest change of pain that is more than chance, in points of 0-10."""
BAND_DAYS = 14
"""How many days before a day its band is drawn from."""
FEWEST_DAYS = 3
"""On how many of them there must be data."""
RECENT_DAYS = 3
"""How many days count as now."""

Word = Literal["settling", "steady", "rising", "unknown"]


@dataclass(frozen=True, slots=True)
class Band:
    """The mean pain of the days before, and the edges of the band around it (0-10)."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Pain ``now`` (median of the last days with data) against the ``band`` of the two weeks before."""

    word: Word
    now: float | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a chart of one knee shows: its days, oldest first, the trend, and the last week of training."""

    knee: str
    days: tuple[Day, ...]
    trend: Trend
    week: Block | None


def band(days: Sequence[Day], on: date) -> Band | None:
    """The band for the day ``on``, from the days before it; ``None`` if too few of them have data."""
    start = on - timedelta(days=BAND_DAYS)
    pains = [day.pain for day in days if start <= day.day < on and day.pain is not None]
    if len(pains) < FEWEST_DAYS:
        return None
    mean = sum(pains) / len(pains)
    return Band(mean, max(0.0, mean - REAL_CHANGE), min(10.0, mean + REAL_CHANGE))


def trend(days: Sequence[Day], today: date) -> Trend:
    """Where pain is heading; ``unknown`` without data in the last days or in the two weeks before them."""
    from statistics import median  # slow to import, and an empty diary does not need it

    start = today - timedelta(days=RECENT_DAYS - 1)
    pains = [day.pain for day in days if start <= day.day <= today and day.pain is not None]
    now, usual = median(pains) if pains else None, band(days, start)
    if now is None or usual is None:
        return Trend("unknown", now, usual)
    change = round(now - usual.mean, 6)
    if abs(change) < REAL_CHANGE:
        return Trend("steady", now, usual)
    return Trend("rising" if change > 0 else "settling", now, usual)


def summarise(entries: Sequence[Entry], knee: str, today: date, days: int = 28) -> Summary:
    """The last ``days`` days of a knee; ``entries`` should reach back two weeks further."""
    series = daily(entries, knee, today - timedelta(days=days + BAND_DAYS - 1), today)
    weeks = weekly(entries, today, 1)
    return Summary(knee, series[-days:], trend(series, today), weeks[-1] if weeks else None)


def sentence(summary: Summary) -> str:
    """The chart in one or two plain sentences."""
    parts = (_pain(summary.knee, summary.trend), _week(summary.week))
    return " ".join(part for part in parts if part)


def _pain(knee: str, trend: Trend) -> str:
    if trend.now is None:
        return f"The diary says nothing about pain in the last {RECENT_DAYS} days."
    now = f"{number(trend.now)} out of 10 in the last {RECENT_DAYS} days"
    if trend.band is None:
        return f"Pain is {now}; it takes a few more days to see where it is heading."
    name = "Your worse knee" if knee == "both" else f"Your {knee_words(knee)}"
    usual = f"{number(trend.band.mean)} on average in the two weeks before"
    if trend.word == "steady":
        least = number(REAL_CHANGE)
        return f"{name} is steady: pain is {now} and was {usual}; less than {least} points can be chance."
    if trend.word == "rising":
        return f"{name} hurts more: pain is rising to {now}, from {usual}."
    return f"{name} is settling: pain is {now}, and was {usual}."


def _week(week: Block | None) -> str:
    if week is None or week.load is None:
        return ""
    least = "at least " if week.at_least else ""
    if week.change is None or week.before is None:
        return f"Your training load this week is {least}{week.load:.0f}."
    if round(week.change) == 0 and not least:
        return f"Your training load stayed at {week.load:.0f} a week."
    if least and week.change < 0:
        return f"Your training load this week is at least {week.load:.0f}, and was {week.before:.0f} before."
    way = "rose" if week.change >= 0 else "fell"
    return (
        f"Your training load {way} from {week.before:.0f} to {least}{week.load:.0f} a week"
        f" ({least}{week.change:+.0f} %)."
    )
