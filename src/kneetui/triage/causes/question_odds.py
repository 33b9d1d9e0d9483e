"""How likely each answer to one question is, and with them each condition on it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Choices, Condition, Has, Only
from kneetui.triage.causes.possible_answers import Distribution, Possible


@dataclass(frozen=True, slots=True)
class Partition:
    """Answers that exclude each other with their chances, and what they tell about the causes (bits).

    Most questions have one part; a choices question has one for each option, said or not said.
    """

    values: tuple[Answer, ...]
    chances: Sequence[float]
    bits: float


class QuestionOdds:
    """The chances of all answers to one question, and of conditions on it, which are remembered."""

    __slots__ = ("_leaves", "_options", "parts")

    def __init__(self, parts: Sequence[Partition]) -> None:
        self.parts = parts
        self._options: dict[str, float] | None = None
        self._leaves: dict[int, tuple[Condition, float]] = {}

    @classmethod
    def of(cls, answers: Sequence[Possible], rows: Sequence[Distribution]) -> QuestionOdds:
        """The odds of these answers, spread as the rows say it; they tell of nothing else."""
        return cls(
            [Partition(part.values, row.chances, 0.0) for part, row in zip(answers, rows, strict=True)]
        )

    def options(self) -> Mapping[str, float]:
        """The chance of each option of a choices question."""
        if self._options is None:
            self._options = {
                option: chance
                for part in self.parts
                for value, chance in zip(part.values, part.chances, strict=True)
                if isinstance(value, Choices)
                for option in value.yes
            }
        return self._options

    def leaf(self, condition: Condition) -> float:
        """The chance that a condition on this question holds. Remembered with it, by its identity."""
        known = self._leaves.get(id(condition))
        if known is None:
            known = self._leaves[id(condition)] = condition, self._leaf(condition)
        return known[1]

    def _leaf(self, condition: Condition) -> float:
        if isinstance(condition, Has | Only):
            return self._several(condition, Choices())
        part, question = self.parts[0], next(condition.questions())
        return sum(
            chance
            for value, chance in zip(part.values, part.chances, strict=True)
            if condition.test({question: value}) is True
        )

    def given(self, condition: Condition, answer: Answer) -> float:
        """The same with the answer or a part of it given."""
        if isinstance(condition, Has | Only):
            return self._several(condition, answer if isinstance(answer, Choices) else Choices())
        return float(condition.test({next(condition.questions()): answer}) is True)

    def _several(self, condition: Has | Only, answered: Choices) -> float:
        chances = self.options()
        return at_least(
            condition.count if isinstance(condition, Has) else 1,
            [
                1.0 if option in answered.yes else 0.0 if option in answered.no else chances[option]
                for option in condition.options
            ],
        )


def at_least(count: int, chances: Sequence[float]) -> float:
    """The chance that at least ``count`` of independent things with these chances happen."""
    # exactly[n] is the chance that n of the things seen so far happen, and exactly[count] that count or more do.
    # Each thing moves a share p of exactly[n - 1] up to exactly[n]; from above, so that none is moved twice.
    if count == 1:
        return 1 - math.prod([1 - p for p in chances])
    exactly = [1.0] + [0.0] * count
    for p in chances:
        for n in range(count, 0, -1):
            gained = exactly[n - 1] * p
            exactly[n] = exactly[n] * (1 - p) + gained if n < count else exactly[n] + gained
        exactly[0] *= 1 - p
    return exactly[count]
