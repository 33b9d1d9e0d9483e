"""The longest session of the last weeks, and how long one may be today without a jump.

Injury went with a single run more than 10 % longer than the longest of the past 30 days, not with the change
from week to week (Garmin-RUNSAFE, BJSM 2025, doi 10.1136/bjsports-2024-109380: 5,205 runners). How much and how
many days is in the watch rule of the kind ``session-spike``. No effort is needed for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import floor
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count, date_words, number
from kneetui.diary.by_day.timeline import gathered

if TYPE_CHECKING:
    from kneetui.content.model import WatchRule
    from kneetui.diary.entries import Entry, Session
    from kneetui.status.response import Response

Unit = Literal["km", "min"]

OBJECTS = ("yellow", "red")
"""Lights with which a knee asks for no more than the last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """How much of a ``sport`` there may be in one session today, in its ``unit``.

    ``longest`` was on ``day``; ``limit`` is that and the share that went with no more injuries. ``knee`` is what
    the last response leaves of it; ``None`` if the knee did not object. ``pause`` is what a break leaves. ``days`` is
    how far back the rule looks.
    """

    sport: str
    unit: Unit
    longest: float
    day: date
    limit: float
    knee: float | None = None
    pause: float | None = None
    days: int = 30

    @property
    def today(self) -> float:
        """The lowest of them."""
        return min(limit for limit in (self.limit, self.knee, self.pause) if limit is not None)

    def words(self) -> str:
        """``running: longest in 30 days 8 km, up to 8.8 today; the knee says 6``."""
        longest = f"longest in {count(self.days, 'day')} {number(self.longest)} {self.unit}"
        less = [
            f"{what} {_rounded(amount)}"
            for what, amount in (("the knee says", self.knee), ("after a break", self.pause))
            if amount is not None and amount < self.limit
        ]
        return "; ".join([f"{self.sport}: {longest}, up to {_rounded(self.limit)} today", *less])

    def short_words(self) -> str:
        """``up to 6 km today``."""
        return f"up to {_rounded(self.today)} {self.unit} today"

    def after_break(self, less: float) -> Ceiling:
        """The ceiling of the first session after a break, which leaves out a share (0-1) of the longest."""
        return replace(self, pause=self.longest * (1 - less))


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A session longer than the ceiling of its day: ``amount`` against the ``longest`` before."""

    sport: str
    unit: Unit
    day: date
    amount: float
    longest: float

    @property
    def share(self) -> float:
        """How much longer, in percent."""
        return (self.amount / self.longest - 1) * 100

    def words(self, days: int) -> str:
        """How long it was, and what the longest of the ``days`` before was."""
        length = f"{number(self.amount)} {self.unit} of {self.sport or 'training'} on {date_words(self.day)}"
        before = (
            f"the longest noted in the {count(days, 'day')} before was {number(self.longest)} {self.unit}"
        )
        return f"{length}; {before} ({self.share:+.0f} %)."


def _rounded(length: float) -> str:
    """A length that nobody can mistake for a longer one: to 0.1 below ten, else whole, rounded down."""
    steps = 10 if length < 10 else 1
    return number(floor(round(length * steps, 6)) / steps)


def amount(session: Session, unit: Unit) -> float | None:
    """How long a session was, in kilometres or in minutes as ``unit`` says; ``None`` if that is not known."""
    return session.distance_km if unit == "km" else session.minutes


def jumps(entries: Iterable[Entry], since: date, today: date, rule: WatchRule) -> list[Jump]:
    """Sessions from ``since`` to ``today`` longer than any of the days before by more than the rule's percent."""
    earlier: dict[str, list[tuple[date, Session]]] = {}
    spikes: list[Jump] = []
    for day, session in _sessions(entries):
        own = earlier.setdefault(session.sport, [])
        own.append((day, session))
        if not since <= day <= today:
            continue
        before = _between(own, day - timedelta(days=rule.days), day)
        unit = _unit([*before, (day, session)])
        length = amount(session, unit)
        longest = _longest(before, unit, rule.fewest)
        if longest is None or length is None:
            continue
        if round(length, 6) > round(longest[1] * (1 + rule.limit / 100), 6):
            spikes.append(Jump(sport=session.sport, unit=unit, day=day, amount=length, longest=longest[1]))
    return spikes


def ceilings(
    entries: Iterable[Entry],
    responses: Sequence[Response],
    today: date,
    rule: WatchRule,
    less: Mapping[str, float],
) -> tuple[Ceiling, ...]:
    """The ceiling of each sport that was done often enough in the last days, the newest sport first.

    ``less`` is the share (0-1) that each pain rule takes off after a session in the red.
    """
    sessions = _between(_sessions(entries), today - timedelta(days=rule.days), today)
    entry_of = {entry.id: entry.session for entry in entries if entry.session}
    sports = dict.fromkeys(session.sport for _, session in reversed(sessions) if session.sport)
    limits: list[Ceiling] = []
    sore = _sore(responses)
    for sport in sports:
        own = [(day, session) for day, session in sessions if session.sport == sport]
        unit = _unit(own)
        longest = _longest(own, unit, rule.fewest)
        if longest is None:
            continue
        limit = longest[1] * (1 + rule.limit / 100)
        knee = _by_the_knee(
            [(response, session) for response in responses if (session := entry_of.get(response.entry))],
            sport,
            unit,
            less,
            sore=sore,
        )
        limits.append(
            Ceiling(
                sport=sport,
                unit=unit,
                longest=longest[1],
                day=longest[0],
                limit=limit,
                knee=knee,
                days=rule.days,
            )
        )
    return tuple(limits)


def _sessions(entries: Iterable[Entry]) -> list[tuple[date, Session]]:
    known = gathered(entries)
    return [(entry.when.date(), entry.session) for entry in known.sessions if entry.session]


def _between(
    sessions: Sequence[tuple[date, Session]], first: date, end: date
) -> Sequence[tuple[date, Session]]:
    """Those from a day on and before another."""
    start = bisect_left(sessions, first, key=itemgetter(0))
    return sessions[start : bisect_left(sessions, end, start, key=itemgetter(0))]


def _unit(sessions: Sequence[tuple[date, Session]]) -> Unit:
    """Kilometres if every session has them, else minutes: a changed unit is not compared."""
    return "km" if all(session.distance_km for _, session in sessions) else "min"


def _longest(sessions: Sequence[tuple[date, Session]], unit: Unit, fewest: int) -> tuple[date, float] | None:
    """The longest of them; ``None`` of fewer than the rule needs, which say nothing of what is usual."""
    lengths = [(day, length) for day, session in sessions if (length := amount(session, unit)) is not None]
    return max(lengths, key=itemgetter(1)) if len(lengths) >= fewest else None


def _by_the_knee(
    answered: Sequence[tuple[Response, Session]],
    sport: str,
    unit: Unit,
    less: Mapping[str, float],
    *,
    sore: bool,
) -> float | None:
    """What the worse knee's answer to the last session of a sport leaves: the same after yellow, less after red.

    If anything else came later and was not green (``sore``), the sport stays as it was, too.
    """
    own = [(response, session) for response, session in answered if session.sport == sport]
    if not own:
        return None
    last = max(response.when for response, _ in own)
    limits: list[float] = []
    for response, session in own:
        length = amount(session, unit)
        if response.when == last and length is not None:
            limits += [length * (1 - less[response.rule])] if response.light == "red" else []
            limits += [length] if sore or response.light in OBJECTS else []
    return min(limits, default=None)


def _sore(responses: Sequence[Response]) -> bool:
    """Whether a knee did not like what came last, be it sport or a routine."""
    lit = [response for response in responses if response.light]
    newest = max((response.when for response in lit), default=None)
    return any(response.light in OBJECTS for response in lit if response.when == newest)
