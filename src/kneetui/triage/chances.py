"""How likely each answer to a question is, given what is known: what plans the interview.

For a cause ``c`` and an answer ``a``: P(a | c) is proportional to the answer's rate in the content
times the likelihood ratio that the answer would bring ``c``. What a question tells about the causes
is the mutual information of its answer and the cause, in bits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kneetui.content.conditions import (
    All,
    Answer,
    AtLeast,
    Choices,
    Condition,
    Facts,
    Has,
    Known,
    Not,
    Only,
    Unproven,
    leaves,
)
from kneetui.content.model import Question
from kneetui.triage.ranking import Possible, Ranking, Row, entropy

BASE_QUESTIONS = ("activity", "age")
"""The questions that change base weights."""

@dataclass(frozen=True, slots=True)
class Outcome:
    """One possible answer and its chance."""

    value: Answer
    chance: float


@dataclass(frozen=True, slots=True)
class Part:
    """Answers that exclude each other, and what they tell about the causes (bits).

    Most questions have one part; a choices question has one for each option, said or not said.
    """

    outcomes: tuple[Outcome, ...]
    bits: float


class Outlook:
    """The live causes and their probabilities, ready to try answers on."""

    def __init__(
        self, ranking: Ranking, facts: Facts, probabilities: Sequence[float], live: Sequence[int]
    ) -> None:
        self._ranking = ranking
        self._facts = facts
        total = sum(probabilities[index] for index in live) or 1.0
        self._live = [(index, probabilities[index] / total) for index in live]

    def parts(self, question: Question) -> list[Part]:
        """Chances and information of every answer to a question."""
        return [
            self._part(question.id, number, answers)
            for number, answers in enumerate(self._ranking.possible(question))
        ]

    def _part(self, question: str, number: int, answers: Sequence[Possible]) -> Part:
        chances = [0.0] * len(answers)
        plain, sure = 1.0, 0.0
        for cause, weight in self._live:
            row = (
                self._base_row(question, cause, answers)
                if question in BASE_QUESTIONS
                else self._ranking.row(cause, question, number, self._facts)
            )
            if row is not None:
                plain -= weight
                sure += weight * row.bits
                for n, each in enumerate(row.chances):
                    chances[n] += weight * each
        bits = 0.0
        rates = Row.of([each.rate for each in answers])
        if plain < 1.0:
            for n, each in enumerate(rates.chances):
                chances[n] += plain * each
            bits = max(entropy(chances) - sure - plain * rates.bits, 0.0)
        else:
            chances = list(rates.chances)
        return Part(tuple(Outcome(each.value, p) for each, p in zip(answers, chances, strict=True)), bits)

    def _base_row(self, question: str, cause: int, answers: Sequence[Possible]) -> Row:
        """As :meth:`Ranking.row`, for the questions that also change the base weight."""
        ranking = self._ranking
        numbers = ranking.of_pair.get((cause, question), ())
        weights = []
        for each in answers:
            tried = {**self._facts, question: each.value}
            score = ranking.base(cause, tried) + sum(ranking.value(number, tried) for number in numbers)
            weights.append(each.rate * math.exp(score))
        return Row.of(weights)


# --- how likely a condition is to turn out true ------------------------------------------------


def open_part(condition: Condition, facts: Facts, askable: Mapping[str, object]) -> Condition | bool:
    """What is left of a condition: its parts that answers to ``askable`` questions could still decide.

    A part that is unknown and cannot be asked counts as not true.
    """
    if isinstance(condition, Unproven):
        inner = open_part(condition.part, facts, askable)
        return (not inner) if isinstance(inner, bool) else Unproven(inner)
    if isinstance(condition, Not):
        if condition.part.test(facts) is None and not any(each in askable for each in condition.questions()):
            return False
        inner = open_part(condition.part, facts, askable)
        return (not inner) if isinstance(inner, bool) else Not(inner)
    if isinstance(condition, All):
        kept = []
        for part in condition.parts:
            inner = open_part(part, facts, askable)
            if inner is False:
                return False
            if not isinstance(inner, bool):
                kept.append(inner)
        return All(tuple(kept)) if kept else True
    if isinstance(condition, AtLeast):
        return _open_count(condition, facts, askable)
    known = condition.test(facts)
    if known is not None and not isinstance(condition, Known):
        return known
    if isinstance(condition, Known):
        return bool(known)
    return condition if next(condition.questions()) in askable else False


def _open_count(condition: AtLeast, facts: Facts, askable: Mapping[str, object]) -> Condition | bool:
    needed, kept = condition.count, []
    for part in condition.parts:
        inner = open_part(part, facts, askable)
        if inner is True:
            needed -= 1
        elif inner is not False:
            kept.append(inner)
    if needed <= 0:
        return True
    return AtLeast(needed, tuple(kept)) if len(kept) >= needed else False


class Odds:
    """The chances of all answers to the questions that can still be asked."""

    def __init__(self, parts: Mapping[str, Sequence[Part]]) -> None:
        self.parts = parts
        self._options: dict[str, dict[str, float]] = {}

    def options(self, question: str) -> dict[str, float]:
        """The chance of each option of a choices question."""
        found = self._options.get(question)
        if found is None:
            found = {}
            for part in self.parts[question]:
                for outcome in part.outcomes:
                    if isinstance(outcome.value, Choices):
                        found.update(dict.fromkeys(outcome.value.yes, outcome.chance))
            self._options[question] = found
        return found


class Open:
    """An open condition with its chance, ready to try single answers on. Parts count as independent."""

    __slots__ = ("_condition", "_odds", "_parts", "chance", "questions")

    def __init__(self, condition: Condition, odds: Odds) -> None:
        self._condition, self._odds = condition, odds
        self.chance: float
        if isinstance(condition, All | AtLeast):
            parts = condition.parts
        else:
            parts = (condition.part,) if isinstance(condition, Not | Unproven) else ()
        self._parts = tuple(Open(part, odds) for part in parts)
        self.questions: frozenset[str] = (
            frozenset().union(*(part.questions for part in self._parts))
            if self._parts
            else frozenset(condition.questions())
        )
        self.chance = self._join([part.chance for part in self._parts]) if self._parts else self._leaf(None)

    def given(self, question: str, value: Answer) -> float:
        """The chance that the condition holds, with one answer taken for granted."""
        if question not in self.questions:
            return self.chance
        if not self._parts:
            return self._leaf(value)
        return self._join([part.given(question, value) for part in self._parts])

    def _join(self, each: Sequence[float]) -> float:
        condition = self._condition
        if isinstance(condition, All):
            return math.prod(each)
        if isinstance(condition, AtLeast):
            return _at_least(condition.count, each)
        return 1 - each[0]

    def _leaf(self, given: Answer | None) -> float:
        condition = self._condition
        question = next(condition.questions())
        if isinstance(condition, Has | Only):
            count = condition.count if isinstance(condition, Has) else 1
            chances = self._odds.options(question)
            said = given if isinstance(given, Choices) else Choices()
            return _at_least(
                count,
                [
                    1.0 if option in said.yes else 0.0 if option in said.no else chances[option]
                    for option in condition.options
                ],
            )
        if given is not None:
            return float(condition.test({question: given}) is True)
        outcomes = self._odds.parts[question][0].outcomes
        return sum(each.chance for each in outcomes if condition.test({question: each.value}) is True)

    def options(self, question: str) -> frozenset[str]:
        """The options of a choices question that this condition reads."""
        read: frozenset[str] = frozenset()
        for leaf in leaves(self._condition):
            if isinstance(leaf, Has | Only) and leaf.question == question:
                read |= leaf.options
        return read

    def expected_change(self, question: str) -> float:
        """How far asking a question is expected to move the chance that the condition holds."""
        read = self.options(question)
        total = 0.0
        for part in self._odds.parts[question]:
            first = part.outcomes[0].value
            if isinstance(first, Choices) and len(part.outcomes) == 2 and not first.yes <= read:
                continue
            for outcome in part.outcomes:
                total += outcome.chance * abs(self.given(question, outcome.value) - self.chance)
        return total / 2


def _at_least(count: int, each: Sequence[float]) -> float:
    if count == 1:
        none = 1.0
        for p in each:
            none *= 1 - p
        return 1 - none
    exactly = [1.0] + [0.0] * count
    for p in each:
        for n in range(count, 0, -1):
            gained = exactly[n - 1] * p
            exactly[n] = exactly[n] * (1 - p) + gained if n < count else exactly[n] + gained
        exactly[0] *= 1 - p
    return exactly[count]
