"""First aid without questions: what to do at once, as far as nothing known speaks against it. No Textual in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.content.model import Library, Tip
    from kneetui.status.status import Status


ALARM = "see-someone"
"""The kind of the tips that say when to see someone."""
UNASKED = "self-care"
"""The level of a knee that nobody was asked about."""


def first_aid(library: Library, now: Status) -> list[Tip]:
    """The tips that are always at hand, the first ones first.

    They are for the level in force; before any question, those with which somebody looks after the knee, the alarm
    signs among them. One whose condition is known not to hold for a knee is left out.
    """
    level, facts = now.restrictions.urgency or UNASKED, now.gate.facts
    tips = [
        tip
        for tip in library.tips.values()
        if tip.at_hand
        and (not tip.urgencies or level in tip.urgencies)
        and not (tip.condition and any(tip.condition.test(known) is False for known in facts))
    ]
    return sorted(tips, key=lambda tip: (tip.kind != ALARM, tip.priority))
