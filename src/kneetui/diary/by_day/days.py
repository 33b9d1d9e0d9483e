"""The diary day by day: one point a day for charts, trends, months and watch rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.timeline import gathered
from kneetui.diary.entries import SWELLINGS, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True)
class RoutineDay:
    """The day of one session of a routine, and the phase it was in."""

    day: date
    routine: str
    phase: str


def routine_days(entries: Iterable[Entry], knee: str) -> tuple[RoutineDay, ...]:
    """Every session of a routine about a knee, oldest first."""
    done = sorted(
        (entry for entry in entries if entry.concerns(knee)), key=lambda entry: (entry.when, entry.id)
    )
    return tuple(
        RoutineDay(entry.when.date(), entry.routine.routine, entry.routine.phase)
        for entry in done
        if entry.routine and entry.routine.worked
    )


def worst(values: Iterable[float | None]) -> float | None:
    """The largest value that is known."""
    largest: float | None = None
    for value in values:
        if value is not None and (largest is None or value > largest):
            largest = value
    return largest


def worse(one: float | None, other: float | None) -> float | None:
    """The larger of two values, as far as they are known."""
    return other if one is None or (other is not None and other > one) else one


def daily(entries: Iterable[Entry], knee: str, since: date, until: date) -> tuple[Day, ...]:
    """Every day from ``since`` to ``until``, oldest first, for the ``left`` or ``right`` knee.

    ``both`` gives the worse of the two.
    """
    known = gathered(entries)
    count = (until - since).days + 1
    days = (since + timedelta(days=number) for number in range(count))
    about = known.about(knee)
    return tuple(_day(day, known.on(day), about.get(day, ())) for day in days)


def either(left: Iterable[Day], right: Iterable[Day]) -> tuple[Day, ...]:
    """The same days of both knees in one: the worse of the two, as :func:`daily` has them for ``both``.

    Only ``entries`` may be fewer, since an entry about both knees cannot be told from two.
    """
    return tuple(_worse_of(one, other) for one, other in zip(left, right, strict=True))


def _worse_of(one: Day, other: Day) -> Day:
    if not other.entries:
        return one
    if not one.entries:
        return other
    swelling = max(
        (one.swelling, other.swelling), key=lambda level: -1 if level is None else SWELLINGS.index(level)
    )
    return Day(
        day=one.day,
        during=worse(one.during, other.during),
        after=worse(one.after, other.after),
        morning=worse(one.morning, other.morning),
        swelling=swelling,
        load=one.load,
        sessions=one.sessions,
        unrated=one.unrated,
        entries=max(one.entries, other.entries),
    )


def noted(entries: Iterable[Entry], knee: str, until: date) -> tuple[Day, ...]:
    """The days up to ``until`` with an entry about a knee or with a session, oldest first."""
    known = gathered(entries)
    about, trained = known.about(knee), {entry.when.date() for entry in known.sessions if entry.session}
    return tuple(
        _day(day, entries, about.get(day, ()))
        for day, entries in known.days.items()
        if day <= until and (day in about or day in trained)
    )


def _day(day: date, entries: Sequence[Entry], about: Sequence[Entry]) -> Day:
    """One day of a knee: training from all ``entries`` of the day, since both legs did it; the rest from those ``about`` it."""
    during: float | None = None
    after: float | None = None
    morning: float | None = None
    load: float | None = None
    level, sessions, unrated = -1, 0, 0
    for entry in entries:
        if entry.session is not None:
            sessions += 1
            own = entry.session.load
            if own is None:
                unrated += 1
            else:
                load = own if load is None else load + own
    for entry in about:
        if entry.pain_during is not None:
            during = worse(during, entry.pain_during)
        if entry.pain_after is not None:
            after = worse(after, entry.pain_after)
        if entry.pain_morning is not None:
            morning = worse(morning, entry.pain_morning)
        if entry.routine is not None:
            during = worse(during, entry.routine.pain)
        if entry.swelling is not None:
            level = max(level, SWELLINGS.index(entry.swelling))
    swelling = SWELLINGS[level] if level >= 0 else None
    return Day(
        day=day,
        during=during,
        after=after,
        morning=morning,
        swelling=swelling,
        load=load,
        sessions=sessions,
        unrated=unrated,
        entries=len(about),
    )


def sparkline(days: Iterable[Day], steps: int = 8) -> tuple[int | None, ...]:
    """The worst pain of each day as a height from 0 to ``steps`` - 1; ``None`` where there is no data."""
    return tuple(None if day.pain is None else round(day.pain * (steps - 1) / 10) for day in days)
