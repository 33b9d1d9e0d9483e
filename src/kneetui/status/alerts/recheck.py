"""When triage should be run again after an assessment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import Library
    from kneetui.diary.entries import AssessmentRecord, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
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


def recheck_due(entries: Iterable[Entry], today: date, library: Library) -> Recheck | None:
    """The re-check that comes first, of the last assessment of each knee; ``None`` without an assessment.

    A level that no content has asks for none.
    """
    assessed = sorted(
        (entry for entry in entries if entry.assessment), key=lambda entry: (entry.when, entry.id)
    )
    last = {
        knee: entry for entry in assessed for knee in SIDES if entry.concerns(knee)
    }  # a later assessment of the same knee takes the place of an earlier one
    due = [
        _recheck(entry, entry.assessment, today, library)
        for entry in last.values()
        if entry.assessment and entry.assessment.urgency in library.urgencies
    ]
    return min(due, key=lambda recheck: recheck.due, default=None)


def _recheck(entry: Entry, result: AssessmentRecord, today: date, library: Library) -> Recheck:
    # Imported here: a diary without an assessment goes without the triage.
    from kneetui.triage.recheck import recheck_days

    days = recheck_days(library, result.urgency, [cause for cause, _ in result.causes])
    due = entry.when.date() + timedelta(days=days)
    return Recheck(entry=entry, urgency=result.urgency, due=due, days=(due - today).days)
