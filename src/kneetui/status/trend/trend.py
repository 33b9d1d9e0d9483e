"""Where a knee is heading, told against the band within which a change means nothing."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count, knee_words, number
from kneetui.diary.by_day.days import Day, daily, worst
from kneetui.diary.by_day.timeline import gathered
from kneetui.status.trend.load import Block, weekly
from kneetui.status.trend.median import median

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kneetui.content.model import TrendRule
    from kneetui.diary.entries import Entry

Word = Literal["settling", "steady", "rising", "unknown"]
TrendKind = Literal["morning", "training"]

KINDS: tuple[TrendKind, ...] = ("morning", "training")
"""Like is compared with like: mornings with mornings, training days with training days."""


@dataclass(frozen=True, slots=True)
class Band:
    """The mean pain of the days before, and the edges of the band around it (0-10)."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Pain ``now`` (median of the last ``values`` numbers of a ``kind``) against the ``band`` of the two weeks before."""

    word: Word
    now: float | None = None
    band: Band | None = None
    kind: TrendKind = "morning"
    values: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a chart of one knee shows: its days, oldest first, the trend by its ``rule``, and the last week of training."""

    knee: str
    days: tuple[Day, ...]
    trend: Trend
    week: Block | None
    rule: TrendRule


def value(day: Day, kind: TrendKind) -> float | None:
    """The pain of a day that is of this kind."""
    return day.morning if kind == "morning" else worst((day.during, day.after))


def band(days: Sequence[Day], on: date, kind: TrendKind, rule: TrendRule) -> Band | None:
    """The band for the day ``on``, from the days before it; ``None`` if too few of them have data."""
    start = on - timedelta(days=rule.days)
    pains = [pain for day in days if start <= day.day < on and (pain := value(day, kind)) is not None]
    if len(pains) < rule.fewest_days:
        return None
    return _around(sum(pains) / len(pains), rule.change)


def _around(mean: float, change: float) -> Band:
    return Band(mean, max(0.0, mean - change), min(10.0, mean + change))


def falls(before: float, now: float, rule: TrendRule) -> bool:
    """Whether pain fell by more than chance: by so many points, or from there on by a share and a least."""
    fall = round(before - now, 6)
    share = before >= rule.change and fall >= max(rule.least_fall, round(before * rule.fall / 100, 6))
    return fall >= rule.change or share


def rises(pains: Mapping[date, float], limit: float, days: int, fewest: int) -> Iterator[tuple[date, float]]:
    """Every day from which on pain is ``limit`` points or more above what it was, with that mean.

    Against the mean of the ``days`` days before it, and no lower since.
    """
    ordered = sorted(pains)
    sums = list(accumulate((pains[day] for day in ordered), initial=0.0))  # exact: pain comes in half points
    least, span = 10.0, timedelta(days=days)
    for at in range(len(ordered) - 1, fewest - 1, -1):
        least = min(least, pains[ordered[at]])
        if least < limit:
            return  # no mean is below zero, and before this day it is no higher
        start = bisect_left(ordered, ordered[at] - span, hi=at)
        if at - start >= fewest:
            mean = (sums[at] - sums[start]) / (at - start)
            if round(least - mean, 6) >= limit:
                yield ordered[at], mean


def trend_of(days: Sequence[Day], today: date, kind: TrendKind, rule: TrendRule) -> Trend:
    """Where pain of one kind is heading.

    A rise is what the watch rule calls one, of the last two weeks. Today's training is left out of what calms: that day is not over.
    ``unknown`` without a number in the last week, or with
    too few in the two weeks before those that count as now.
    """
    pains = {day.day: pain for day in days if day.day <= today and (pain := value(day, kind)) is not None}
    fresh = today - timedelta(days=rule.fresh_days - 1)
    latest = today - timedelta(days=rule.days - 1)
    rising = rises(pains, rule.change, rule.days, rule.fewest_days)
    risen = min((rise for rise in rising if rise[0] >= latest), default=None)
    if risen is not None and max(pains) >= fresh:
        since = [pains[day] for day in sorted(pains) if day >= risen[0]][-rule.values :]
        return Trend(
            word="rising",
            now=median(since),
            band=_around(risen[1], rule.change),
            kind=kind,
            values=len(since),
        )
    until = today if kind == "morning" else today - timedelta(days=1)
    recent = [day for day in sorted(pains) if fresh <= day <= until][-rule.values :]
    if not recent:
        return Trend(word="unknown", now=pains.get(today), band=None, kind=kind, values=int(today in pains))
    now, usual = median(pains[day] for day in recent), band(days, recent[0], kind, rule)
    if usual is None:
        return Trend(word="unknown", now=now, band=None, kind=kind, values=len(recent))
    return Trend(
        word="settling" if falls(usual.mean, now, rule) else "steady",
        now=now,
        band=usual,
        kind=kind,
        values=len(recent),
    )


def trend(days: Sequence[Day], today: date, rule: TrendRule) -> Trend:
    """Where pain is heading: what rises is told first, then mornings, then training."""
    trends = [trend_of(days, today, kind, rule) for kind in KINDS]
    order = {"rising": 0, "steady": 1, "settling": 1, "unknown": 2}
    return min(trends, key=lambda candidate: (order[candidate.word], candidate.now is None))


def summarise(entries: Iterable[Entry], knee: str, today: date, rule: TrendRule, days: int = 28) -> Summary:
    """The last ``days`` days of a knee; ``entries`` should reach back the days that the rule sees at least."""
    known = gathered(entries)
    series = daily(known, knee, today - timedelta(days=max(days, rule.seen_days) - 1), today)
    weeks = weekly(known, today, 1)
    heading = trend(series[-rule.seen_days :], today, rule)
    return Summary(
        knee=knee, days=series[-days:], trend=heading, week=weeks[-1] if weeks else None, rule=rule
    )


def sentence(summary: Summary) -> str:
    """The chart in one or two plain sentences."""
    parts = (_pain(summary.knee, summary.trend, summary.rule), _week(summary.week))
    return " ".join(part for part in parts if part)


def _pain(knee: str, trend: Trend, rule: TrendRule) -> str:
    if trend.now is None:
        return f"The diary says nothing about pain in the last {count(rule.fresh_days, 'day')}."
    now = f"{number(trend.now)} out of 10 {_times(trend)}"
    if trend.band is None:
        return f"Pain is {now}; it takes a few more days to see where it is heading."
    name = "Your worse knee" if knee == "both" else f"Your {knee_words(knee)}"
    usual = f"{number(trend.band.mean)} on average in the {_span(rule.days)} before"
    if trend.word == "steady":
        least = number(rule.change)
        return f"{name} is steady: pain is {now} and was {usual}; less than {least} points can be chance."
    if trend.word == "rising":
        return f"{name} hurts more: pain is rising to {now}, from {usual}."
    return f"{name} is settling: pain is {now}, and was {usual}."


def _span(days: int) -> str:
    weeks = {7: "week", 14: "two weeks", 21: "three weeks", 28: "four weeks"}
    return weeks.get(days) or count(days, "day")


def _times(trend: Trend) -> str:
    what = "morning" if trend.kind == "morning" else "training day"
    return f"on the last {count(trend.values, what) if trend.values > 1 else what}"


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
