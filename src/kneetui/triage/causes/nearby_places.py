"""Places that people name: they name the one that hurts most, and mistake one for the next."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from kneetui.content.conditions import Answer, Choices, Condition, Facts, Has
from kneetui.content.model import Question

PLACE = "place"
"""The role of the question for places: they exclude each other in planning, people name the one that hurts most."""

BESIDE = math.log(0.25)
"""The most that a place counts against a cause beside whose own place it is: people point a finger's breadth off."""


def names_a_place(facts: Facts, place: str) -> bool:
    """Whether some place was named."""
    answer: Answer | None = facts.get(place)
    return isinstance(answer, Choices) and bool(answer.yes)


def neighbours(question: Question | None) -> dict[str, frozenset[str]]:
    """By place, those next to it (``near``), either way."""
    beside: dict[str, set[str]] = {}
    for option in question.options if question else ():
        for other in option.near:
            beside.setdefault(option.id, set()).add(other)
            beside.setdefault(other, set()).add(option.id)
    return {place: frozenset(others) for place, others in beside.items()}


def beside_own(
    place: str, near: Mapping[str, frozenset[str]], speaking: Iterable[Condition]
) -> frozenset[str]:
    """The places next to those that speak for a cause, of which the conditions ``speaking`` name one each."""
    own = frozenset(
        option
        for condition in speaking
        if isinstance(condition, Has) and condition.question == place
        for option in condition.options
    )
    return frozenset().union(*(near.get(option, frozenset()) for option in own)) - own


def only_beside(facts: Facts, place: str, beside: frozenset[str]) -> bool:
    """Whether all places that were named are among those."""
    answer = facts.get(place)
    return isinstance(answer, Choices) and bool(answer.yes) and answer.yes <= beside
