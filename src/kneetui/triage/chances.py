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
from kneetui.triage.ranking import Ranking

BASE_QUESTIONS = ("activity", "age")
"""The questions that change base weights."""

PLACE = "location"
"""Places exclude each other in planning: people name the one that hurts most."""


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


def possible(question: Question) -> list[list[tuple[Answer, float]]]:
    """The answers a question can get, in parts, each answer with its rate."""
    if question.kind == "yes-no":
        return [[(True, question.rate), (False, 1 - question.rate)]]
    if question.kind == "choice":
        return [[(option.id, max(option.rate, 0.001)) for option in question.options]]
    if question.kind == "number":
        typical = question.typical or tuple(
            question.min + (question.max - question.min) * share for share in (0.1, 0.3, 0.5, 0.7, 0.9)
        )
        return [[(value, 1 / len(typical)) for value in typical]]
    if question.id == PLACE:
        return [[(Choices(yes=frozenset({each.id})), max(each.rate, 0.001)) for each in question.options]]
    return [
        [
            (Choices(yes=frozenset({option.id})), max(option.rate, 0.001)),
            (Choices(no=frozenset({option.id})), 1 - min(option.rate, 0.999)),
        ]
        for option in question.options
    ]


class Outlook:
    """The live causes and their probabilities, ready to try answers on."""

    def __init__(
        self,
        ranking: Ranking,
        facts: Facts,
        probabilities: Sequence[float],
        values: Sequence[float],
        live: Sequence[int],
    ) -> None:
        self._ranking = ranking
        self._facts = dict(facts)
        self._values = values
        self._live = list(live)
        total = sum(probabilities[index] for index in live) or 1.0
        self._weight = [probabilities[index] / total for index in live]
        self._place = {index: place for place, index in enumerate(self._live)}

    def parts(self, question: Question) -> list[Part]:
        """Chances and information of every answer to a question."""
        numbers = [
            number
            for number in self._ranking.by_question.get(question.id, ())
            if self._ranking.groups[number].cause in self._place
        ]
        return [self._part(question.id, answers, numbers) for answers in possible(question)]

    def _part(self, question: str, answers: list[tuple[Answer, float]], numbers: Sequence[int]) -> Part:
        factors = [self._factors(question, value, numbers) for value, _ in answers]
        rates = [rate for _, rate in answers]
        total = sum(rates) or 1.0
        if not any(factors):
            return Part(tuple(Outcome(value, rate / total) for value, rate in answers), 0.0)
        chances = [0.0] * len(answers)
        rows: list[tuple[float, list[float]]] = []
        plain = 1.0
        for place, weight in enumerate(self._weight):
            if any(place in factor for factor in factors):
                row = [rate * factor.get(place, 1.0) for rate, factor in zip(rates, factors, strict=True)]
                scale = sum(row) or 1.0
                row = [each / scale for each in row]
                rows.append((weight, row))
                plain -= weight
                for n, each in enumerate(row):
                    chances[n] += weight * each
        if plain > 0:
            row = [rate / total for rate in rates]
            rows.append((plain, row))
            for n, each in enumerate(row):
                chances[n] += plain * each
        bits = 0.0
        for weight, row in rows:
            for expected, each in zip(chances, row, strict=True):
                if each > 0:
                    bits += weight * each * math.log2(each / expected)
        outcomes = tuple(Outcome(value, chance) for (value, _), chance in zip(answers, chances, strict=True))
        return Part(outcomes, max(bits, 0.0))

    def _factors(self, question: str, value: Answer, numbers: Sequence[int]) -> dict[int, float]:
        """By place of the live cause: what an answer would multiply its odds by, where not by 1."""
        found: dict[int, float] = {}
        held = self._facts.get(question)
        self._facts[question] = value
        ranking, values, places = self._ranking, self._values, self._place
        for number in numbers:
            shift = ranking.tried(number, question, value, self._facts) - values[number]
            if shift:
                place = places[ranking.groups[number].cause]
                found[place] = found.get(place, 1.0) * math.exp(shift)
        after = (
            [ranking.base(index, self._facts) for index in self._live] if question in BASE_QUESTIONS else []
        )
        if held is None:
            del self._facts[question]
        else:
            self._facts[question] = held
        for place, (index, base) in enumerate(zip(self._live, after, strict=False)):
            found[place] = found.get(place, 1.0) * math.exp(base - ranking.base(index, self._facts))
        return found


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
