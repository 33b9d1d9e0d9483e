"""What would worry us: the sentences on the home screen that say when to act. No Textual in here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kneetui.status.alerts.rules import can_compare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kneetui.content.model import Library
    from kneetui.diary.entries import AssessmentRecord, Entry

TO_BE_SEEN = ("emergency", "urgent", "soon")
"""The levels that send to somebody."""

LIKELY = 0.2
"""Causes of the last assessment from this probability on have a say, besides the first one."""


def worries(
    library: Library,
    entries: Iterable[Entry],
    today: date,
    assessed: AssessmentRecord | None = None,
    *,
    asked: bool = True,
) -> tuple[str, ...]:
    """Sentences, the weightiest first.

    After an assessment: what its urgency asks for if somebody should look, which holds whatever a cause asks for by
    itself; then whom to see and when, by cause. Then, and without one: what the diary watches, but for a comparison
    with days of which the ``entries`` say nothing. ``asked`` if somebody answered the questions before.
    """
    texts = [*_after(library, assessed)] if assessed else []
    days = {entry.when.date() for entry in entries}
    again = "Ask again if" if asked else "Ask about the knee if"
    watched = [f"{again}: {rule.text}" for rule in library.watch.values() if can_compare(rule, days, today)]
    return tuple(dict.fromkeys([*texts, *watched]))


def _after(library: Library, assessed: AssessmentRecord) -> Iterator[str]:
    from kneetui.status.saved_results import facts_from
    from kneetui.triage import flags, how_soon
    from kneetui.triage.causes.named_causes import to_rule_out_then

    answered = facts_from(assessed.answers, library) if assessed.flags else {}
    if assessed.urgency in library.urgencies and assessed.urgency in TO_BE_SEEN:
        up = flags.deciding(library, assessed.flags, assessed.urgency, [answered])
        level = how_soon.level(library, assessed.urgency, up)
        yield f"{level.name}: {level.do}"
    first = to_rule_out_then(library, assessed.flags, assessed.urgency, answered)
    for name in first:
        yield f"{library.causes[name].name}, to be ruled out first: {library.causes[name].see}"
    for number, (cause_id, probability) in enumerate(assessed.causes):
        cause = library.causes.get(cause_id)
        if cause and cause_id not in first and (number == 0 or probability >= LIKELY):
            yield f"{cause.name}: {cause.see}"
