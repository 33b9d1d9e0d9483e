"""How likely each answer to a question is, given what is known: what plans the interview.

For a cause ``c`` and an answer ``a``: P(a | c) is proportional to the answer's rate in the content
times the likelihood ratio that the answer would bring ``c``. What a question tells about the causes
is the mutual information of its answer and the cause, in bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import is_, mul

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
from kneetui.triage.causes.question_odds import Partition, QuestionOdds, at_least
from kneetui.triage.causes.ranking import HIGHEST, Ranking


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

    def alone(self, question: Question) -> QuestionOdds:
        """As :meth:`parts`, of one live cause: the chances that it gives the answers, which tell of no other."""
        cause = self._live[0][0]
        if question.id not in BASE_QUESTIONS:
            return self._ranking.alone(cause, question, self._facts)
        answers = self._ranking.possible(question)
        return QuestionOdds.of(answers, [self._base_row(question.id, cause, part) for part in answers])

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

    Where that is all of it, it is the condition itself. A part that is unknown and cannot be asked counts as not true.
    """
    if isinstance(condition, Not | Unproven):
        unknown = isinstance(condition, Not) and condition.part.test(facts) is None
        if unknown and not any(question in askable for question in condition.questions()):
            return False
        inner = open_part(condition.part, facts, askable)
        if isinstance(inner, bool):
            return not inner
        return condition if inner is condition.part else type(condition)(inner)
    if isinstance(condition, All):
        parts = []
        for part in condition.parts:
            inner = open_part(part, facts, askable)
            if inner is False:
                return False
            if not isinstance(inner, bool):
                parts.append(inner)
        if not parts:
            return True
        return condition if _same(parts, condition.parts) else All(tuple(parts))
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
    if _same(parts, condition.parts):
        return condition
    return AtLeast(needed, tuple(parts)) if len(parts) >= needed else False


def _same(parts: Sequence[Condition], whole: Sequence[Condition]) -> bool:
    return len(parts) == len(whole) and all(map(is_, parts, whole))


class Odds:
    """The chances of all answers to the questions that can still be asked."""

    def __init__(self, parts: Mapping[str, Sequence[Partition]]) -> None:
        self.parts = parts
        self._questions: dict[str, QuestionOdds] = {}
        self._given: dict[tuple[int, int], float] = {}

    def _of(self, condition: Condition) -> QuestionOdds:
        question = next(condition.questions())
        odds = self._questions.get(question)
        if odds is None:
            odds = self._questions[question] = QuestionOdds(self.parts[question])
        return odds

    def leaf(self, condition: Condition) -> float:
        """The chance that a condition on one question holds."""
        return self._of(condition).leaf(condition)

    def given(self, condition: Condition, answer: Answer) -> float:
        """The same with its answer or a part of it given.

        Remembered by identity: the leaves belong to the library, and the answers tried to the ranking.
        """
        key = (id(condition), id(answer))
        chance = self._given.get(key)
        if chance is None:
            chance = self._given[key] = self._of(condition).given(condition, answer)
        return chance


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
            return self._odds.given(self._condition, value)
        return self._join([
            part.given(question, value) if question in part.questions else part.chance for part in self._parts
        ])  # fmt: skip

    def _join(self, chances: Sequence[float]) -> float:
        condition = self._condition
        if isinstance(condition, All):
            return math.prod(chances)
        if isinstance(condition, AtLeast):
            return at_least(condition.count, chances)
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
    """The chances of open conditions under several odds at once, each as :class:`Open` reckons it.

    ``odds`` gives those of a question, and is asked once. What came out is remembered by identity, since many signs
    share parts: all conditions have to outlive this.
    """

    def __init__(self, odds: Callable[[str], Sequence[QuestionOdds]]) -> None:
        self._ask = odds
        self._odds: dict[str, Sequence[QuestionOdds]] = {}
        self._chances: dict[int, list[float]] = {}

    def chances(self, condition: Condition) -> list[float]:
        """The chance that a condition holds, by odds."""
        chances = self._chances.get(id(condition))
        if chances is None:
            chances = self._chances[id(condition)] = self._reckoned(condition)
        return chances

    def _reckoned(self, condition: Condition) -> list[float]:
        if isinstance(condition, All):
            return [math.prod(column) for column in zip(*map(self.chances, condition.parts), strict=True)]
        if isinstance(condition, AtLeast):
            count = condition.count
            return [
                at_least(count, column) for column in zip(*map(self.chances, condition.parts), strict=True)
            ]
        if isinstance(condition, Not | Unproven):
            return [1 - chance for chance in self.chances(condition.part)]
        question = next(condition.questions())
        odds = self._odds.get(question)
        if odds is None:
            odds = self._odds[question] = self._ask(question)
        return [own.leaf(condition) for own in odds]


def _inner(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, All | AtLeast):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not | Unproven) else ()
