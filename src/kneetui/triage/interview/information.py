"""How likely each answer to a question is, given what is known: what plans the interview.

For a cause ``c`` and an answer ``a``: P(a | c) is proportional to the answer's rate in the content
times the likelihood ratio that the answer would bring ``c``. What a question tells about the causes
is the mutual information of its answer and the cause, in bits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from operator import mul

from kneetui.config.lazy_dataclass import dataclass
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
from kneetui.triage.causes.base_weights import BASE_QUESTIONS
from kneetui.triage.causes.possible_answers import Distribution, Possible, entropy
from kneetui.triage.causes.ranking import HIGHEST, Ranking


@dataclass(frozen=True, slots=True)
class Partition:
    """Answers that exclude each other with their chances, and what they tell about the causes (bits).

    Most questions have one part; a choices question has one for each option, said or not said.
    """

    values: tuple[Answer, ...]
    chances: Sequence[float]
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

    def parts(self, question: Question) -> list[Partition]:
        """Chances and information of every answer to a question."""
        answers = self._ranking.possible(question)
        rows, weights, plain = [], [], 1.0
        about = self._ranking.about.get(question.id, {})
        base = question.id in BASE_QUESTIONS
        for cause, weight in self._live:
            if base or cause in about:
                rows.append(
                    [self._base_row(question.id, cause, part) for part in answers]
                    if base
                    else self._ranking.rows(cause, question, self._facts)
                )
                weights.append(weight)
                plain -= weight
        if plain >= 1.0:
            return [Partition(part.values, part.usual.chances, 0.0) for part in answers]
        return [
            _part(part, [row[number] for row in rows], weights, plain) for number, part in enumerate(answers)
        ]

    def alone(self, question: Question) -> list[Partition]:
        """As :meth:`parts`, of one live cause: the chances that it gives the answers, which tell of no other."""
        ranking, cause = self._ranking, self._live[0][0]
        answers = ranking.possible(question)
        if question.id in BASE_QUESTIONS:
            rows = [self._base_row(question.id, cause, part) for part in answers]
        elif cause in ranking.about.get(question.id, {}):
            rows = ranking.rows(cause, question, self._facts)
        else:
            rows = [part.usual for part in answers]
        return [Partition(part.values, row.chances, 0.0) for part, row in zip(answers, rows, strict=True)]

    def _base_row(self, question: str, cause: int, part: Possible) -> Distribution:
        """As :meth:`Ranking.rows`, for the questions that also change the base weight."""
        ranking = self._ranking
        groups = [ranking.groups[number] for number in ranking.about.get(question, {}).get(cause, ())]
        weights = []
        for value, rate in zip(part.values, part.rates, strict=True):
            tried = {**self._facts, question: value}
            score = ranking.base(cause, tried) + sum([group.value(tried)[0] for group in groups])
            weights.append(rate * math.exp(min(score, HIGHEST)))
        return Distribution.of(weights)


def _part(part: Possible, rows: Sequence[Distribution], weights: Sequence[float], plain: float) -> Partition:
    """One part over all live causes; ``plain`` is the weight of those that say nothing of it.

    The information is that of the answer and the cause together, I = H(answer) - sum of P(cause) * H(answer | cause).
    Causes that say nothing of the question all spread the answers in the same way (``part.usual``), so they stand in
    the sums as one.
    """
    chances = [
        sum(map(mul, weights, column), 0.0) + plain * usual
        for column, usual in zip(
            zip(*[row.chances for row in rows], strict=True), part.usual.chances, strict=True
        )
    ]
    sure = sum(map(mul, weights, [row.bits for row in rows]), 0.0)
    return Partition(part.values, chances, max(entropy(chances) - sure - plain * part.usual.bits, 0.0))


# --- how likely a condition is to turn out true ------------------------------------------------


def open_part(condition: Condition, facts: Facts, askable: Mapping[str, object]) -> Condition | bool:
    """What is left of a condition: its parts that answers to ``askable`` questions could still decide.

    A part that is unknown and cannot be asked counts as not true.
    """
    if isinstance(condition, Unproven):
        inner = open_part(condition.part, facts, askable)
        return (not inner) if isinstance(inner, bool) else Unproven(inner)
    if isinstance(condition, Not):
        if condition.part.test(facts) is None and not any(
            question in askable for question in condition.questions()
        ):
            return False
        inner = open_part(condition.part, facts, askable)
        return (not inner) if isinstance(inner, bool) else Not(inner)
    if isinstance(condition, All):
        parts = []
        for part in condition.parts:
            inner = open_part(part, facts, askable)
            if inner is False:
                return False
            if not isinstance(inner, bool):
                parts.append(inner)
        return All(tuple(parts)) if parts else True
    if isinstance(condition, AtLeast):
        return _open_count(condition, facts, askable)
    # A leaf. Whether a question is answered is taken as it stands: asking only to have it answered decides nothing.
    known = condition.test(facts)
    if known is not None and not isinstance(condition, Known):
        return known
    if isinstance(condition, Known):
        return bool(known)
    return condition if next(condition.questions()) in askable else False


def _open_count(condition: AtLeast, facts: Facts, askable: Mapping[str, object]) -> Condition | bool:
    needed, parts = condition.count, []
    for part in condition.parts:
        inner = open_part(part, facts, askable)
        if inner is True:
            needed -= 1
        elif inner is not False:
            parts.append(inner)
    if needed <= 0:
        return True
    return AtLeast(needed, tuple(parts)) if len(parts) >= needed else False


class Odds:
    """The chances of all answers to the questions that can still be asked."""

    def __init__(self, parts: Mapping[str, Sequence[Partition]]) -> None:
        self.parts = parts
        self._options: dict[str, dict[str, float]] = {}
        self._leaves: dict[tuple[int, int], float] = {}

    def options(self, question: str) -> dict[str, float]:
        """The chance of each option of a choices question."""
        chances = self._options.get(question)
        if chances is None:
            chances = {}
            for part in self.parts[question]:
                for value, chance in zip(part.values, part.chances, strict=True):
                    if isinstance(value, Choices):
                        chances.update(dict.fromkeys(value.yes, chance))
            self._options[question] = chances
        return chances

    def leaf(self, condition: Condition, given: Answer | None = None) -> float:
        """The chance that a condition on one question holds, with its answer or a part of it given.

        Remembered by identity: the leaves belong to the library, and the answers tried to the ranking.
        """
        key = (id(condition), id(given))
        chance = self._leaves.get(key)
        if chance is None:
            chance = self._leaves[key] = self._leaf(condition, given)
        return chance

    def _leaf(self, condition: Condition, given: Answer | None) -> float:
        if isinstance(condition, Has | Only):
            count = condition.count if isinstance(condition, Has) else 1
            chances = self.options(condition.question)
            answered = given if isinstance(given, Choices) else Choices()
            return _at_least(
                count,
                [
                    1.0 if option in answered.yes else 0.0 if option in answered.no else chances[option]
                    for option in condition.options
                ],
            )
        question = next(condition.questions())
        if given is not None:
            return float(condition.test({question: given}) is True)
        part = self.parts[question][0]
        return sum(
            chance
            for value, chance in zip(part.values, part.chances, strict=True)
            if condition.test({question: value}) is True
        )


class Open:
    """An open condition with its chance, ready to try single answers on. Parts count as independent."""

    __slots__ = ("_condition", "_odds", "_parts", "chance", "questions")

    def __init__(self, condition: Condition, odds: Odds) -> None:
        self._condition, self._odds = condition, odds
        self._parts: tuple[Open, ...] = ()
        self.questions: frozenset[str]
        self.chance: float
        parts = _inner(condition)
        if parts:
            self._parts = tuple([Open(part, odds) for part in parts])
            self.questions = frozenset().union(*[part.questions for part in self._parts])
            self.chance = self._join([part.chance for part in self._parts])
        else:
            self.questions = frozenset(condition.questions())
            self.chance = odds.leaf(condition)

    def given(self, question: str, value: Answer) -> float:
        """The chance that the condition holds, with one answer taken for granted."""
        if not self._parts:
            return self._odds.leaf(self._condition, value)
        return self._join([
            part.given(question, value) if question in part.questions else part.chance for part in self._parts
        ])  # fmt: skip

    def _join(self, chances: Sequence[float]) -> float:
        condition = self._condition
        if isinstance(condition, All):
            return math.prod(chances)
        if isinstance(condition, AtLeast):
            return _at_least(condition.count, chances)
        return 1 - chances[0]

    def options(self, question: str) -> frozenset[str]:
        """The options of a choices question that this condition reads."""
        read: frozenset[str] = frozenset()
        for leaf in leaves(self._condition):
            if isinstance(leaf, Has | Only) and leaf.question == question:
                read |= leaf.options
        return read

    def expected_change(self, question: str) -> float:
        """How far asking a question is expected to move the chance that the condition holds (0-1).

        Half the mean of |P(condition | answer) - P(condition)| over the answers: as much as some answers add others
        take away, and it is counted once. So it is 0 where no answer moves anything, and p * (1 - p), a quarter at
        most, where the answer decides alone. Of a choices question each option that the condition reads counts for
        itself, chosen or not.
        """
        parts = self._odds.parts[question]
        several = isinstance(parts[0].values[0], Choices) and len(parts[0].values) == 2
        read = self.options(question) if several else frozenset()
        total = 0.0
        for part in parts:
            first = part.values[0]
            if several and isinstance(first, Choices) and not first.yes <= read:
                continue
            for value, chance in zip(part.values, part.chances, strict=True):
                total += chance * abs(self.given(question, value) - self.chance)
        return total / 2


class EachOdds:
    """The chances of open conditions under several odds at once, each as :class:`Open` reckons it."""

    def __init__(self, odds: Sequence[Odds]) -> None:
        self._odds = odds
        self._leaves: dict[int, list[float]] = {}

    def chances(self, condition: Condition) -> list[float]:
        """The chance that a condition holds, by odds. Its leaves have to outlive this, as those of a library do."""
        if isinstance(condition, All):
            return [math.prod(column) for column in zip(*map(self.chances, condition.parts), strict=True)]
        if isinstance(condition, AtLeast):
            count = condition.count
            return [
                _at_least(count, column) for column in zip(*map(self.chances, condition.parts), strict=True)
            ]
        if isinstance(condition, Not | Unproven):
            return [1 - chance for chance in self.chances(condition.part)]
        chances = self._leaves.get(id(condition))
        if chances is None:
            chances = self._leaves[id(condition)] = [odds.leaf(condition) for odds in self._odds]
        return chances


def _inner(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, All | AtLeast):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not | Unproven) else ()


def _at_least(count: int, chances: Sequence[float]) -> float:
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
