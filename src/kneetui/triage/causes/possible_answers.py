"""The answers that a question can get, how often each of them is given, and how uncertain that leaves it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question
from kneetui.triage.causes.nearby_places import PLACE


@dataclass(frozen=True, slots=True)
class Distribution:
    """Chances of answers that exclude each other (they sum to 1), and their uncertainty in bits."""

    chances: tuple[float, ...]
    bits: float

    @classmethod
    def of(cls, weights: Sequence[float]) -> Distribution:
        """The chances that weights stand for: their shares of the sum. All of them zero if that is zero."""
        total = sum(weights) or 1.0
        chances = tuple([weight / total for weight in weights])
        return cls(chances, entropy(chances))


@dataclass(frozen=True, slots=True)
class Possible:
    """Answers that exclude each other, with their rates in the content (0-1) and these as chances."""

    values: tuple[Answer, ...]
    rates: tuple[float, ...]
    usual: Distribution

    @classmethod
    def of(cls, part: Sequence[tuple[Answer, float]]) -> Possible:
        """The answers of one part of a question."""
        rates = tuple(rate for _, rate in part)
        return cls(tuple(value for value, _ in part), rates, Distribution.of(rates))


def possible(question: Question) -> list[list[tuple[Answer, float]]]:
    """The answers a question can get, in parts, each answer with its rate in the content."""
    if question.kind == "yes-no":
        return [[(True, question.rate), (False, 1 - question.rate)]]
    if question.kind == "choice":
        return [[(option.id, max(option.rate, 0.001)) for option in question.options]]
    if question.kind == "number":
        typical = question.typical or tuple(
            question.min + (question.max - question.min) * share for share in (0.1, 0.3, 0.5, 0.7, 0.9)
        )
        return [[(value, 1 / len(typical)) for value in typical]]
    chosen: list[tuple[Answer, float]] = [
        (Choices(yes=frozenset({option.id})), max(option.rate, 0.001)) for option in question.options
    ]
    if question.role == PLACE:
        return [chosen]
    return [
        [yes, (Choices(no=frozenset({option.id})), 1 - min(option.rate, 0.999))]
        for yes, option in zip(chosen, question.options, strict=True)
    ]


def entropy(probabilities: Iterable[float]) -> float:
    """The uncertainty in bits of probabilities that sum to 1; 0 if one of them is certain."""
    return -sum([p * math.log2(p) for p in probabilities if p > 0])
