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
"""How far back the diary counts: further than any rule looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The page of warning signs, answered for itself before the first exercise."""

    when: datetime
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusInput:
    """What one person's knees are judged by.

    ``now`` is the person's time. ``entries`` are those since :data:`BACK`, in any order. ``results`` are the
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
