"""Weeks, months, years and training blocks of a knee: where they begin and end, and each in numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.weeks import MONDAY, week_start
from kneetui.config.wording import date_words, month_words
from kneetui.diary.by_day.days import worst
from kneetui.status.trend.median import median

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kneetui.diary.by_day.days import Day, RoutineDay

PeriodKind = Literal["week", "month", "year", "block", "all"]
KINDS: Final[tuple[PeriodKind, ...]] = ("week", "month", "year", "block", "all")
PAUSE: Final = 28
"""Days without a session after which the next one of a routine begins another block."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end`` with a name."""

    start: date
    end: date
    label: str

    @property
    def days(self) -> int:
        """How many days it has, the first and the last among them."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodNumbers:
    """A period in numbers: the median of the worst pain of each day noted, the worst, swelling, and the load.

    ``pain_days`` are the days with pain noted, ``swollen`` of ``swelling_days``; ``None`` is what nobody wrote down.
    """

    period: Period
    pain: float | None
    worst: float | None
    pain_days: int
    swollen: int
    swelling_days: int
    load: float | None
    sessions: int
    unrated: int


def around(kind: PeriodKind, day: date, first_weekday: int = MONDAY) -> Period:
    """The week, month or year that a day is in."""
    if kind == "week":
        start = week_start(day, first_weekday)
        end = start + timedelta(days=6)
        return Period(start, end, f"{date_words(start)} to {date_words(end)} {end.year}")
    if kind == "month":
        start = day.replace(day=1)
        return Period(
            start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1), month_words(start)
        )
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), str(day.year))


def blocks_of(sessions: Iterable[RoutineDay], names: Mapping[str, str]) -> tuple[Period, ...]:
    """The training blocks: each stretch of sessions of one routine without a long pause, oldest first."""
    by_routine: dict[str, list[date]] = {}
    for done in sessions:
        by_routine.setdefault(done.routine, []).append(done.day)
    periods = []
    for routine, days in by_routine.items():
        for start, end in _stretches(sorted(days)):
            name = names.get(routine, routine)
            periods.append(Period(start, end, f"{name}, {date_words(start)} to {date_words(end)} {end.year}"))
    return tuple(sorted(periods, key=lambda period: (period.start, period.label)))


def _stretches(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    start = last = days[0]
    for day in days[1:]:
        if (day - last).days > PAUSE:
            yield start, last
            start = day
        last = day
    yield start, last


def parts_of(kind: PeriodKind, period: Period) -> tuple[Period, ...]:
    """What a long period is listed by: a year by its months, everything by its years; oldest first."""
    if kind not in ("year", "all"):
        return ()
    inner: PeriodKind = "month" if kind == "year" else "year"
    parts = []
    day = period.start
    while day <= period.end:
        parts.append(around(inner, day))
        day = parts[-1].end + timedelta(days=1)
    return tuple(parts)


def numbers(days: Sequence[Day], periods: Sequence[Period]) -> tuple[PeriodNumbers, ...]:
    """Periods in numbers, from the days of one knee that follow each other; days that are not there count for nothing."""
    if not days:
        return ()
    first = days[0].day
    return tuple(
        _numbers(period, days[max(0, (period.start - first).days) : max(0, (period.end - first).days + 1)])
        for period in periods
    )


def _numbers(period: Period, days: Sequence[Day]) -> PeriodNumbers:
    pains = [pain for day in days if (pain := day.pain) is not None]
    loads = [day.load for day in days if day.load is not None]
    swellings = [day.swollen for day in days if day.swollen is not None]
    return PeriodNumbers(
        period=period,
        pain=median(pains) if pains else None,
        worst=worst(pains),
        pain_days=len(pains),
        swollen=sum(swellings),
        swelling_days=len(swellings),
        load=sum(loads) if loads else None,
        sessions=sum(day.sessions for day in days),
        unrated=sum(day.unrated for day in days),
    )


def side_by_side(left: Sequence[Day], right: Sequence[Day]) -> tuple[int, float, float] | None:
    """Of the same days of both knees: those on which pain of both is noted, and the median of each; ``None`` without any."""
    pairs = [
        (one.pain, other.pain)
        for one, other in zip(left, right, strict=True)
        if one.pain is not None and other.pain is not None
    ]
    if not pairs:
        return None
    return len(pairs), median(one for one, _ in pairs), median(other for _, other in pairs)
