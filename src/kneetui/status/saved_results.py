"""Assessments of the diary as results."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from kneetui.status.results import KneeResult

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry


def result_of(entry: Entry, library: Library) -> KneeResult | None:
    """The result that an entry holds; ``None`` if it holds none."""
    record = entry.assessment
    if record is None:
        return None
    return KneeResult(
        knee=entry.knee,
        when=entry.when,
        urgency=record.urgency,
        flags=record.flags,
        facts=facts_from(record.answers, library),
        entry=entry.id,
        beside=record.beside,
    )


def facts_from(text: str, library: Library) -> Facts:
    """The answers kept with an assessment; what no installed pack asks any more is passed over."""
    from kneetui.triage.answers import counting
    from kneetui.triage.interview.draft import draft

    raw = table(text)
    stored = raw if isinstance(raw.get("answers"), dict) else {"answers": raw}
    return counting(library, draft(stored, library).facts)


def table(text: str) -> dict[str, Any]:
    """The answers kept with an assessment, as they were written; empty if they cannot be read."""
    for read in (json.loads, tomllib.loads):
        try:
            value = read(text)
        except ValueError:
            continue
        if isinstance(value, dict):
            return value
    return {}
