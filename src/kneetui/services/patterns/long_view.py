"""The diary over a week, a month, a year, a training block or all of it: what the chart of it draws and says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Choices
from kneetui.diary.by_day.days import either
from kneetui.diary.value_types import FIRST_YEAR
from kneetui.report.periods_page import period_sentence, sides_sentence
from kneetui.services.interview import start
from kneetui.status.trend.chart_data import ChartData, chart_data
from kneetui.status.trend.marks import marks
from kneetui.status.trend.periods import (
    Period,
    PeriodKind,
    PeriodNumbers,
    around,
    blocks_of,
    numbers,
    parts_of,
    side_by_side,
)
from kneetui.status.trend.trend import Summary, Trend

if TYPE_CHECKING:
    from kneetui.diary.by_day.days import Day
    from kneetui.services.container import Services


BANDED = 100
"""Days up to which a picture has a band."""
MARKED = ("assessment", "look")
"""The kinds of entries that a picture marks, besides new phases of routines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongView:
    """A period with its pictures, its sentences, and its months or years in numbers."""

    period: Period
    pictures: tuple[ChartData, ...]
    sentences: tuple[str, ...]
    parts: tuple[PeriodNumbers, ...]


def period_of(services: Services, kind: PeriodKind, day: date) -> Period | None:
    """The period of a kind that a day is in; of blocks the last one that began by then, else the first.

    ``None`` without a block, or with an empty diary. Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    if kind == "block":
        every = _blocks(services)
        begun = [block for block in every if block.start <= day]
        return begun[-1] if begun else next(iter(every), None)
    if kind == "all":
        oldest = services.diary.oldest()
        if oldest is None:
            return None
        first, last = oldest.when.date(), services.now().date()
        return Period(first, max(first, last), f"Everything since {first.year}")
    return around(kind, day, services.first_weekday)


def step(services: Services, kind: PeriodKind, period: Period, way: int) -> Period | None:
    """The period before (``way`` -1) or after (1); ``None`` where there is none."""
    if kind == "all":
        return None
    if kind == "block":
        every = _blocks(services)
        at = every.index(period) + way if period in every else -1
        return every[at] if 0 <= at < len(every) else None
    day = period.start - timedelta(days=1) if way < 0 else period.end + timedelta(days=1)
    if day > services.now().date() or day.year < FIRST_YEAR:
        return None
    return around(kind, day, services.first_weekday)


def _blocks(services: Services) -> tuple[Period, ...]:
    names = {name: routine.name for name, routine in services.library.routines.items()}
    return blocks_of(services.diary.routine_days("both", date.min, services.now().date()), names)


def view(services: Services, kind: PeriodKind, period: Period, knee: str) -> LongView:
    """What a period shows of a knee, or of both beside each other. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    today = services.now().date()
    until = min(period.end, today)
    length = Period(period.start, until, period.label)
    before = _before(services, kind, period)
    sides = SIDES if knee == "both" else (knee,)
    reach = before.start if before else period.start
    days = {side: services.diary.days(side, reach, until) for side in sides}
    within = {side: days[side][(period.start - reach).days :] for side in sides}
    pictures = tuple(_picture(services, side, length, within[side], reach) for side in sides)
    sentences = []
    for side in sides:
        (now,) = numbers(within[side], (length,))
        earlier = numbers(days[side], (before,)) if before else ()
        sentences.append(period_sentence(now, earlier[0] if earlier else None, side, services.trend))
    if knee == "both":
        sentences.append(sides_sentence(side_by_side(within["left"], within["right"])))
    parts = parts_of(kind, length)
    shown = within[knee] if knee in within else either(within["left"], within["right"])
    return LongView(period=period, pictures=pictures, sentences=tuple(sentences), parts=numbers(shown, parts))


def _picture(services: Services, knee: str, period: Period, days: tuple[Day, ...], reach: date) -> ChartData:
    """A long one has no band of what is usual: in a column of many days there is nothing to hold against it."""
    rule = services.trend
    if period.days <= BANDED:
        entries = services.diary.entries(since=period.start - timedelta(days=rule.days), until=period.end)
        return chart_data(entries, knee, period.end, period.days, rule, services.first_weekday)
    marked = [
        entry
        for kind in MARKED
        for entry in services.diary.entries(since=period.start, until=period.end, knee=knee, kind=kind)
    ]
    routines = services.diary.routine_days(knee, reach, period.end)
    return ChartData(
        summary=Summary(knee=knee, days=days, trend=Trend(word="unknown"), week=None, rule=rule),
        bands=(None,) * period.days,
        marks=tuple(mark for mark in marks(marked, knee, routines) if period.start <= mark.day),
        first_weekday=services.first_weekday,
    )


def _before(services: Services, kind: PeriodKind, period: Period) -> Period | None:
    """What a period is held against: the one before it, or as many days before a block."""
    if kind == "all":
        return None
    if kind == "block":
        return Period(period.start - timedelta(days=period.days), period.start - timedelta(days=1), "")
    return around(kind, period.start - timedelta(days=1), services.first_weekday)


def places(services: Services, knee: str) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Where a knee hurt at each assessment, in words, oldest first. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    question = services.library.role("place")
    if question is None:
        return ()
    words = {option.id: option.text for option in question.options}
    answered = []
    for entry in reversed(services.diary.entries(kind="assessment", knee=knee)):
        interview = start.of_entry(services, entry)
        answer = interview.draft.facts.get(question.id) if interview else None
        if not isinstance(answer, Choices):
            continue
        named = [text for name, text in words.items() if name in answer.yes]
        answered.append((entry.when.date(), tuple(named)))
    return tuple(answered)
