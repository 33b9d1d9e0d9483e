"""A break in training: a week or a month without a session in the diary, beyond the usual days between two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.timeline import gathered

if TYPE_CHECKING:
    from kneetui.content.model import Library, PainRule
    from kneetui.diary.entries import Entry

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """No session was written down for ``days`` days, which is long by the pain rule ``rule``.

    ``long`` if it is the longer of the two breaks that the rule knows. Whether somebody trained without writing
    it down is not known.
    """

    rule: str
    days: int
    long: bool = False


def pause(library: Library, entries: Iterable[Entry], today: date) -> Pause | None:
    """The break that today is in, by the rule for sport; ``None`` without one, or without any session."""
    rule = _rule(library)
    trained = [entry for entry in gathered(entries).until(today).sessions if entry.trained]
    if rule is None or not rule.away_days or not trained:
        return None
    days = sorted({entry.when.date() for entry in trained})
    away = (today - days[-1]).days
    missed = away - max(_usual_gap(days), _planned_gap(library, trained, days[-1]))
    if missed < rule.away_days:
        return None
    return Pause(rule=rule.id, days=away, long=bool(rule.long_away_days) and missed >= rule.long_away_days)


def _rule(library: Library) -> PainRule | None:
    return next((rule for rule in library.rules.values() if rule.default), None)


def _usual_gap(days: list[date]) -> int:
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    return gaps[len(gaps) // 2] if gaps else 0


def _planned_gap(library: Library, trained: Iterable[Entry], last: date) -> int:
    """Days that the routine of the last day leaves between two sessions."""
    names = [entry.routine.routine for entry in trained if entry.routine and entry.when.date() == last]
    known = [library.routines[name] for name in names if name in library.routines]
    return max((max(1, WEEK // routine.per_week) for routine in known), default=0)
