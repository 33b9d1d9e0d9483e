"""What asking is worth to the advice: which tips an answer would add or take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kneetui.content.conditions import All, Condition, Facts, Is
from kneetui.content.model import ACTIVITY, Library, Tip
from kneetui.triage import flags
from kneetui.triage.interview.information import Odds, Open
from kneetui.triage.interview.urgency_conditions import Level
from kneetui.triage.memo import once

WORTH = {1: 0.18, 2: 0.15, 3: 0.12, 4: 0.09, 5: 0.06}
"""How many bits it is worth to learn whether a tip applies, by its priority (design choice)."""

OF_THE_SPORT = 3
"""A tip that hangs on the sport and on an answer counts so many times: it tells what to change in training,
and nobody knows it without asking (design choice)."""

LEAST = 0.01
"""Tips worth less are not reckoned with."""

CALM = ("soon", "self-care", "normal")
"""At these levels there is time to ask for the sake of the advice."""


def _conditional(library: Library) -> tuple[tuple[Tip, Level], ...]:
    tips = []
    for tip in library.tips.values():
        parts: list[Condition] = [Is(ACTIVITY, frozenset(tip.activities))] if tip.activities else []
        needed = (*parts, *([tip.condition] if tip.condition is not None else []))
        if needed:
            tips.append((tip, Level.of(tip.id, "", needed[0] if len(needed) == 1 else All(needed))))
    return tuple(tips)


conditional = once(_conditional)
"""The tips of a library that hang on answers, with what they hang on."""


def undecided_tips(
    library: Library, facts: Facts, causes: Mapping[str, float], odds: Odds
) -> Iterator[tuple[str, float, str]]:
    """Question, what it is worth (bits) and tip, for every tip that an answer would still decide.

    ``causes`` are the probabilities of the likely causes: a tip for one of them counts by how likely
    it is.
    """
    urgency = flags.urgency(library, facts)
    if urgency not in CALM:
        return
    for tip, level in conditional(library):
        if tip.urgencies and urgency not in tip.urgencies:
            continue
        weight = sum(causes.get(name, 0.0) for name in tip.causes) if tip.causes else 1.0
        worth = (
            WORTH[tip.priority] * min(weight, 1.0) * (OF_THE_SPORT if tip.activities and tip.condition else 1)
        )
        if worth < LEAST:
            continue
        left = level.left(facts, odds.parts)
        if isinstance(left, bool):
            continue
        undecided = Open(left, odds)
        for question in sorted(undecided.questions):
            yield question, worth * undecided.expected_change(question), tip.id
