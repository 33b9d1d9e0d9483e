"""Cases that the same few answers fit: what nobody could tell apart, whatever the rules.

Where half of the answers are left out, the one that decides is often among them. A result that comes out too low
cannot be mended by a rule if a case that is meant for less fits what is left: the rule would send that one on as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES
from kneetui.triage.evaluation.cases import Case

NAMED = 3
"""So many causes are named in front."""


def differ(one: Answer, other: Answer) -> bool:
    """Whether two answers to a question speak of different people; numbers that are near each other do not."""
    if isinstance(one, Choices) and isinstance(other, Choices):
        named = bool(one.yes and other.yes and not one.yes & other.yes)
        return named or bool(one.yes & other.no or other.yes & one.no)
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) > 2 + max(one, other) / 5
    return one != other


def fits(case: Case, facts: Facts) -> bool:
    """Whether nothing that the case tells speaks against these answers."""
    return not any(name in case.facts and differ(answer, case.facts[name]) for name, answer in facts.items())


def meant_for_less(case: Case, facts: Facts, cases: Sequence[Case]) -> bool:
    """Whether these answers of a case fit another one too, for which each level that is right here is too much."""
    needed = max(map(URGENCIES.index, (case.urgency, *case.tolerated)))
    return any(
        min(map(URGENCIES.index, (other.urgency, *other.tolerated))) > needed
        for other in cases
        if fits(other, facts)
    )


def crowded(case: Case, facts: Facts, cases: Sequence[Case]) -> bool:
    """Whether these answers of a case fit as many other causes as are named in front."""
    others = {other.cause for other in cases if fits(other, facts)} - {case.cause, *case.also}
    return len(others) >= NAMED
