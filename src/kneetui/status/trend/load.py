"""Training load over blocks of days, and its change."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.days import Day, daily
from kneetui.diary.by_day.timeline import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The load (minutes x effort) of the days ``start`` to ``end``.

    ``load`` is ``None`` if no session has both numbers; ``unrated`` sessions are not in it. ``before`` is that of the
    block before, ``None`` also if the diary does not reach back over all of it. ``change`` is in percent against that;
    ``None`` if one of the two has no load, or if the earlier one has unrated sessions. With ``at_least`` the block itself
    has unrated sessions, so that the true change is larger.
    """

    start: date
    end: date
    load: float | None
    sessions: int
    unrated: int
    before: float | None = None
    change: float | None = None

    @property
    def at_least(self) -> bool:
        """Whether load and change are lower bounds."""
        return self.unrated > 0


def blocks(entries: Iterable[Entry], until: date, count: int, days: int = 7) -> tuple[Block, ...]:
    """The last ``count`` blocks of ``days`` days, the last one ending on ``until``, oldest first."""
    known = gathered(entries)
    if not known:
        return ()
    first = next(iter(known.days))
    since = until - timedelta(days=(count + 1) * days - 1)
    series = daily(known, "both", since, until)
    parts = [series[start : start + days] for start in range(0, len(series), days)]
    return tuple(_block(part, before, first) for before, part in pairwise(parts))


def _block(part: Sequence[Day], before: Sequence[Day], first: date) -> Block:
    load = _load(part)
    earlier = _load(before) if first <= before[0].day else None
    complete = not any(day.unrated for day in before)
    change = (load - earlier) / earlier * 100 if load is not None and earlier and complete else None
    return Block(
        start=part[0].day,
        end=part[-1].day,
        load=load,
        sessions=sum(day.sessions for day in part),
        unrated=sum(day.unrated for day in part),
        before=earlier,
        change=change,
    )


def _load(part: Sequence[Day]) -> float | None:
    loads = [day.load for day in part if day.load is not None]
    return sum(loads) if loads else None


def weekly(entries: Iterable[Entry], until: date, count: int = 6) -> tuple[Block, ...]:
    """The last ``count`` weeks, counted back from ``until`` so that the last one is whole, oldest first."""
    return blocks(entries, until, count)
