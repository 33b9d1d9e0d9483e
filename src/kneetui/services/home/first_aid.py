"""First aid: what the results in force ask for, and what is done at once without a question. No Textual in here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.content.model import Library, Tip, Urgency
    from kneetui.status.status import Status


ALARM = "see-someone"
"""The kind of the tips that say when to see someone."""
UNASKED = "self-care"
"""The level of a knee that nobody was asked about."""


def headed(library: Library, now: Status) -> list[tuple[str, Tip]]:
    """All of it with headings: what is for people like this one, alarm signs, what is meant for the first cause of each
    result in force, then the rest.
    """
    from kneetui.triage.wording import ABOVE_ALL

    general = first_aid(library, now)
    meant = _meant(library, now)
    own = {tip.id for _, tip in meant}
    left = [tip for tip in general if tip.id not in own]
    alarm = [tip for tip in left if tip.kind == ALARM]
    always = [("Whatever it is" if meant else "", tip) for tip in left if tip not in alarm]
    mine = [(ABOVE_ALL, tip) for tip in for_you(library, now)]
    return [*mine, *(("", tip) for tip in alarm), *meant, *always]


def at_once(library: Library, now: Status) -> Urgency | None:
    """The level in force if somebody has to look at the knee now or today: what it asks for stands above everything.

    With what the results of that level say has to be ruled out first.
    """
    from kneetui.status.advice import in_force_level
    from kneetui.triage.flags import PRESSING
    from kneetui.triage.wording import to_rule_out_words

    if now.restrictions.urgency not in {*PRESSING} & {*library.urgencies}:
        return None
    level = in_force_level(library, now)
    names = [library.causes[name].name for name in _to_rule_out(library, now, level.id)]
    return replace(level, do=f"{level.do} {to_rule_out_words(names)}".strip())


def _to_rule_out(library: Library, now: Status, urgency: str) -> list[str]:
    from kneetui.triage.causes.named_causes import to_rule_out_then

    results = (result for knee in now.knees.values() for result in knee.in_force.results)
    causes = (
        to_rule_out_then(library, result.flags, urgency, result.facts)
        for result in results
        if result.urgency == urgency
    )
    return list(dict.fromkeys(name for names in causes for name in names))


def _meant(library: Library, now: Status) -> list[tuple[str, Tip]]:
    """The tips that the result itself shows first, with the name of its cause; each once.

    Where one result sends somebody at once, what others would do at home waits.
    """
    from kneetui.triage.assessment import assess
    from kneetui.triage.wording import meant_for_first

    by_id: dict[str, tuple[str, Tip]] = {}
    results = (result for knee in now.knees.values() for result in knee.in_force.results)
    pressing = at_once(library, now)
    for result in results:
        if pressing and result.urgency != pressing.id:
            continue
        if result.facts and result.stage != "under-way":
            assessment = assess(library, result.facts)
            for tip in meant_for_first(assessment):
                by_id.setdefault(tip.id, (f"Meant for: {assessment.shown[0].name}", tip))
    return list(by_id.values())


def for_you(library: Library, now: Status) -> list[Tip]:
    """The tips for people whom the general advice was not made for, if what is known of this one says so.

    An age or a pregnancy is known from the last assessment, or the page of warning signs, also while no result is in
    force.
    """
    from kneetui.triage.assessment import FOR_YOU

    level, facts = now.restrictions.urgency or UNASKED, now.gate.facts
    tips = [
        tip
        for tip in library.tips.values()
        if tip.kind == FOR_YOU
        and not tip.causes
        and tip.condition
        and (not tip.urgencies or level in tip.urgencies)
        and any(tip.condition.test(known) is True for known in facts)
    ]
    return sorted(tips, key=lambda tip: tip.priority)


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
