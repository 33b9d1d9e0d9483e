"""What would worry us: the sentences on the home screen that say when to act. No Textual in here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import AssessmentRecord

TO_BE_SEEN = ("emergency", "urgent", "soon")
"""The levels that send to somebody."""

LIKELY = 0.2
"""Causes of the last assessment from this probability on have a say, besides the first one."""


def worries(library: Library, assessed: AssessmentRecord | None = None) -> tuple[str, ...]:
    """Sentences, the weightiest first.

    After an assessment: what its urgency asks for if somebody should look, which holds whatever a cause asks for by
    itself; then whom to see and when, by cause. Then, and without one: what the diary watches.
    """
    texts = [*_after(library, assessed)] if assessed else []
    return tuple(dict.fromkeys([*texts, *(f"Ask again if: {rule.text}" for rule in library.watch.values())]))


def _after(library: Library, assessed: AssessmentRecord) -> Iterator[str]:
    level = library.urgencies.get(assessed.urgency)
    if level and assessed.urgency in TO_BE_SEEN:
        yield f"{level.name}: {level.do}"
    for number, (cause_id, probability) in enumerate(assessed.causes):
        cause = library.causes.get(cause_id)
        if cause and (number == 0 or probability >= LIKELY):
            yield f"{cause.name}: {cause.see}"
