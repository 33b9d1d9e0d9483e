"""What the last assessments leave open. No Textual in here."""

from __future__ import annotations

import contextlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kneetui.content.model import more_urgent
from kneetui.diary.errors import DiaryError
from kneetui.routines import plan
from kneetui.routines.gate import RUNNING, Gate, gate_for
from kneetui.triage.answers import counting
from kneetui.triage.interview.next_question import draft

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Library, Routine
    from kneetui.diary.entries import AssessmentRecord, Entry
    from kneetui.diary.store.base import DiaryStore

FRESH = timedelta(days=28)
"""An assessment older than this no longer holds anything back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``since`` is the day of the assessment that decides; ``None`` without a fresh one."""

    urgency: str
    flags: tuple[str, ...]
    facts: Facts
    gate: Gate
    since: date | None = None

    def routines(self, library: Library) -> list[Routine]:
        """The routines that are open, each with only the exercises that are.

        While only gentle exercises are open, a routine counts if the whole of its first phase is gentle.
        """
        found = []
        for routine in library.routines.values():
            if not self.gate.impact and set(routine.activities) == {RUNNING}:
                continue
            part = plan.reduced(library, routine, self.gate)
            first = part.phases[0].steps
            if first and not (self.gate.gentle and first != routine.phases[0].steps):
                found.append(part)
        return found

    def because(self, library: Library) -> list[str]:
        """The reasons of the flags that still hold something back."""
        return [library.flags[each].because for each in self.flags if each in library.flags]


def standing(library: Library, diary: DiaryStore, today: date) -> Standing:
    """What holds today: of the last assessment of each knee, and of each of its problems, the most careful one."""
    found: dict[int, tuple[Entry, AssessmentRecord]] = {}
    for knee in ("left", "right"):
        for entry in _of_knee(diary, knee):
            if entry.assessment and entry.when.date() >= today - FRESH:
                found[entry.id] = (entry, entry.assessment)
    if not found:
        return Standing("self-care", (), {}, gate_for(library, "self-care"))
    urgency = "normal"
    for _, record in found.values():
        urgency = more_urgent(urgency, record.urgency)
    flags = tuple(dict.fromkeys(flag for _, record in found.values() for flag in record.flags))
    deciding = max(entry.when for entry, record in found.values() if record.urgency == urgency)
    _, newest = max(found.values(), key=lambda pair: pair[0].when)
    facts = facts_from(newest.answers, library)
    return Standing(urgency, flags, facts, gate_for(library, urgency, flags), deciding.date())


def _of_knee(diary: DiaryStore, knee: str) -> Iterator[Entry]:
    """The last assessment of a knee, and those of other problems that it stands beside."""
    latest = diary.latest(kind="assessment", knee=knee)
    if latest and latest.assessment:
        yield latest
        for number in latest.assessment.beside:
            with contextlib.suppress(DiaryError):
                yield diary.get(number)


def facts_from(text: str, library: Library) -> Facts:
    """The answers kept with an assessment; what no installed pack asks any more is passed over."""
    raw = table(text)
    kept = raw if isinstance(raw.get("answers"), dict) else {"answers": raw}
    return counting(library, draft(kept, library).facts)


def table(text: str) -> dict[str, Any]:
    """The answers kept with an assessment, as they were written; empty if they cannot be read."""
    for read in (json.loads, tomllib.loads):
        try:
            found = read(text)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    return {}
