"""What the diary says of today in the terms of the questions: pain and swelling, as last written down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.by_day.timeline import gathered
from kneetui.status.facts import KnownFact

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry


def diary_facts(library: Library, entries: Iterable[Entry], knee: str, today: date) -> list[KnownFact]:
    """The last pain and the last swelling that were written down of a knee, if they are not too old."""
    facts: list[KnownFact] = []
    recent = gathered(entries).since(today - timedelta(days=library.trend.note_days))
    newest = [entry for entry in reversed(recent) if entry.concerns(knee)]
    last_pain = next((entry for entry in newest if entry.pain is not None), None)
    last_swelling = next((entry for entry in newest if entry.worst_swelling), None)
    if last_pain is not None and last_pain.pain is not None:
        asked = library.role("pain")
        day = last_pain.when.date()
        if asked is not None:
            facts.append(KnownFact(question=asked.id, answer=float(last_pain.pain), origin="diary", day=day))
    if last_swelling is not None and last_swelling.worst_swelling is not None:
        level, day = last_swelling.worst_swelling, last_swelling.when.date()
        question = library.role("swelling")
        if question is not None and level in [option.id for option in question.options]:
            facts.append(KnownFact(question=question.id, answer=level, origin="diary", day=day))
    return facts
