"""Everything that is known, as plain frozen data: what a status is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry
    from kneetui.status.results import KneeResult, Look

BACK = timedelta(days=100)
"""How far back the diary is read at least, also while the rules are not known yet."""

LOOKS = 3
"""A watch rule over so many days looks at most so many times as far back: what is new is new against what was before."""


def reach(library: Library | None) -> timedelta:
    """How far back the diary counts: further than any rule of the content looks."""
    if library is None:
        return BACK
    watched = max((LOOKS * rule.days + rule.fresh_days for rule in library.watch.values()), default=0)
    usual = max((rule.usual_days for rule in library.rules.values()), default=0)
    days = max(watched, library.trend.judged_days + usual, library.trend.seen_days) + 1
    return max(BACK, timedelta(days=days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The page of warning signs, answered for itself before the first exercise."""

    when: datetime
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusInput:
    """What one person's knees are judged by.

    ``now`` is the person's time. ``entries`` are those of the last days, as many as :func:`reach` says, in any order, and
    the last session if all of them are older. ``results`` are the
    assessments that may be in force, saved or not; ``looks`` what somebody allowed. ``knee`` is the one set
    in the settings, empty for none.
    """

    library: Library
    now: datetime
    entries: Sequence[Entry] = ()
    results: Sequence[KneeResult] = ()
    looks: Sequence[Look] = ()
    screening: Screening | None = None
    knee: str = ""
