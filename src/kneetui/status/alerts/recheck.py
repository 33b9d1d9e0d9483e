"""When triage should be run again after an assessment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneetui.content.model import Urgency
    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True)
class Recheck:
    """The re-check of the assessment ``entry``: ``due`` in ``days`` days (0 or less: now)."""

    entry: Entry
    urgency: str
    due: date
    days: int

    @property
    def now(self) -> bool:
        """Whether it is due today, or was before."""
        return self.days <= 0


def recheck_due(entries: Iterable[Entry], today: date, levels: Mapping[str, Urgency]) -> Recheck | None:
    """The re-check that comes first, of the last assessment of each knee; ``None`` without an assessment.

    A level that no pack has asks for none.
    """
    assessed = sorted(
        (entry for entry in entries if entry.assessment), key=lambda entry: (entry.when, entry.id)
    )
    last = {
        knee: entry for entry in assessed for knee in ("left", "right") if entry.concerns(knee)
    }  # a later assessment of the same knee takes the place of an earlier one
    due = [
        _recheck(entry, today, levels[urgency])
        for entry in last.values()
        if (urgency := _urgency(entry)) in levels
    ]
    return min(due, key=lambda recheck: recheck.due, default=None)


def _urgency(entry: Entry) -> str:
    return entry.assessment.urgency if entry.assessment else ""


def _recheck(entry: Entry, today: date, level: Urgency) -> Recheck:
    due = entry.when.date() + timedelta(days=level.recheck_days)
    return Recheck(entry, level.id, due, (due - today).days)
