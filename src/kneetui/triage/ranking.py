"""Facts -> how well each cause fits: base weights times likelihood ratios, normalised.

    score(cause) = ln base(activity, age) + sum over groups of ln LR(group)

An evidence whose condition is true counts its ``present`` ratio, one known to be false its
``absent`` ratio, an unknown one nothing. Evidence of one group counts once: the strongest that
speaks for the cause; if none does, the strongest that speaks against it. Probabilities are the
scores' softmax: the posterior of a network with one cause node and one child per group.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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
    Unproven,
)
from kneetui.content.model import Cause, Evidence, Library, Question

ADULT_AGES = range(16, 71, 6)
"""Ages (years) over which the age factor is averaged while the age is unknown."""

UNNAMED = 0.5
"""Weight of ``absent`` for a spot that was not named while others were (an open list of places)."""


MOST_ROWS = 200_000
"""Remembered rows of the interview's planning; beyond them all are forgotten."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One evidence that counted (or could): ``ratio`` multiplied the odds of the cause."""

    evidence: Evidence
    ratio: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A cause with its probability among all causes and the reasons.

    ``base`` is the base weight for this activity and age; ``base`` times all ratios of ``reasons``,
    divided by the sum over all causes, is ``probability``.
    """

    cause: Cause
    probability: float
    base: float
    reasons: tuple[Reason, ...]
    unknown: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """One possible answer with its rate (0-1)."""

    value: Answer
    rate: float


@dataclass(frozen=True, slots=True)
class Row:
    """Chances of answers that exclude each other (they sum to 1), and their uncertainty in bits."""

    chances: tuple[float, ...]
    bits: float

    @classmethod
    def of(cls, weights: Sequence[float]) -> Row:
        """Weights, normalised."""
        total = sum(weights) or 1.0
        chances = tuple(weight / total for weight in weights)
        return cls(chances, entropy(chances))


@dataclass(frozen=True, slots=True)
class Group:
    """Evidence of one cause that counts once, with the logarithms of its ratios."""

    cause: int
    evidence: tuple[Evidence, ...]
    present: tuple[float, ...]
    absent: tuple[float, ...]

    def value(self, facts: Facts) -> tuple[float, int]:
        """The log ratio that counts, and the index of the evidence it comes from (-1: none)."""
        best_for, best_against = 0.0, 0.0
        index_for = index_against = -1
        for index, evidence in enumerate(self.evidence):
            result = evidence.condition.test(facts)
            if result is None:
                weight = self.absent[index] * UNNAMED if _unnamed(evidence, facts) else 0.0
            else:
                weight = self.present[index] if result else self.absent[index]
            if weight > best_for:
                best_for, index_for = weight, index
            elif weight < best_against:
                best_against, index_against = weight, index
        return (best_for, index_for) if index_for >= 0 else (best_against, index_against)


def _unnamed(evidence: Evidence, facts: Facts) -> bool:
    condition = evidence.condition
    if not isinstance(condition, Has) or condition.question != PLACE:
        return False
    answer = facts.get(PLACE)
    return isinstance(answer, Choices) and bool(answer.yes)


def _speaks_unasked(group: Group) -> bool:
    """Whether a group can count although none of its questions was answered."""
    return any(_reads_silence(each.condition) for each in group.evidence)


def _reads_silence(condition: Condition) -> bool:
    if isinstance(condition, Unproven | Known):
        return True
    if isinstance(condition, All | AtLeast):
        return any(_reads_silence(part) for part in condition.parts)
    return isinstance(condition, Not) and _reads_silence(condition.part)


PLACE = "location"
"""Places exclude each other in planning: people name the one that hurts most."""


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
    said: list[tuple[Answer, float]] = [
        (Choices(yes=frozenset({each.id})), max(each.rate, 0.001)) for each in question.options
    ]
    if question.id == PLACE:
        return [said]
    return [
        [each, (Choices(no=frozenset({option.id})), 1 - min(option.rate, 0.999))]
        for each, option in zip(said, question.options, strict=True)
    ]


def age_factor(cause: Cause, age: float | None) -> float:
    """The factor of a cause at an age in years, between the content's knots on a log scale."""
    if not cause.ages:
        return 1.0
    if age is None:
        return sum(age_factor(cause, each) for each in ADULT_AGES) / len(ADULT_AGES)
    before = cause.ages[0]
    if age <= before[0]:
        return before[1]
    for knot in cause.ages[1:]:
        if age <= knot[0]:
            share = (age - before[0]) / (knot[0] - before[0])
            return math.exp(math.log(before[1]) * (1 - share) + math.log(knot[1]) * share)
        before = knot
    return before[1]


def base_weight(cause: Cause, facts: Facts) -> float:
    """The base weight of a cause for the activity and age in the facts."""
    activity, age = facts.get("activity"), facts.get("age")
    weight = cause.weights.get(activity, cause.weight) if isinstance(activity, str) else cause.weight
    years = float(age) if isinstance(age, int | float) and not isinstance(age, bool) else None
    return weight * age_factor(cause, years)


class Ranking:
    """The library's evidence, indexed once so that single answers can be tried quickly."""

    def __init__(self, library: Library) -> None:
        self.causes: Sequence[Cause] = tuple(library.causes.values())
        self.groups: list[Group] = []
        self.of_cause: list[list[int]] = []
        self._silent: list[frozenset[str]] = []
        self.of_pair: dict[tuple[int, str], list[int]] = {}
        self._possible: dict[str, list[list[Possible]]] = {}
        self._rows: dict[tuple[int, str, int, tuple[Answer | None, ...]], Row] = {}
        self._others: dict[tuple[int, str], tuple[str, ...]] = {}
        self._reads: list[frozenset[str]] = []
        self._mean_age = [age_factor(cause, None) for cause in self.causes]
        for index, cause in enumerate(self.causes):
            named: dict[str, list[Evidence]] = {}
            for each in cause.evidence:
                named.setdefault(each.group or f"\0{each.id}", []).append(each)
            self.of_cause.append([])
            for members in named.values():
                self._add(Group(
                    index,
                    tuple(members),
                    tuple(math.log(each.present) for each in members),
                    tuple(math.log(each.absent) for each in members),
                ))  # fmt: skip

    def _add(self, group: Group) -> None:
        number = len(self.groups)
        self.groups.append(group)
        self.of_cause[group.cause].append(number)
        questions = {q for each in group.evidence for q in each.condition.questions()}
        self._reads.append(frozenset(questions))
        self._silent.append(frozenset() if _speaks_unasked(group) else frozenset(questions))
        for question in questions:
            self.of_pair.setdefault((group.cause, question), []).append(number)

    def value(self, number: int, facts: Facts) -> float:
        """The log value of a group: 0 while none of its questions is answered."""
        silent = self._silent[number]
        if silent and silent.isdisjoint(facts):
            return 0.0
        return self.groups[number].value(facts)[0]

    def possible(self, question: Question) -> list[list[Possible]]:
        """The answers a question can get, in parts that exclude each other, each with its rate."""
        found = self._possible.get(question.id)
        if found is None:
            found = self._possible[question.id] = [
                [Possible(value, rate) for value, rate in part] for part in possible(question)
            ]
        return found

    def row(self, cause: int, question: str, part: int, facts: Facts) -> Row | None:
        """The chances of the answers of one part, given a cause; ``None`` if the cause says nothing of it.

        Proportional to the answers' rates times the likelihood ratios that they would bring. Rows are
        remembered with the other answers that they depend on.
        """
        numbers = self.of_pair.get((cause, question))
        if not numbers:
            return None
        others = self._others.get((cause, question))
        if others is None:
            read = {each for number in numbers for each in self._reads[number]}
            others = self._others[cause, question] = tuple(sorted(read - {question}))
        key = (cause, question, part, tuple([facts.get(each) for each in others]))
        found = self._rows.get(key)
        if found is None:
            if len(self._rows) > MOST_ROWS:
                self._rows.clear()
            found = self._rows[key] = self._row(numbers, question, self._possible[question][part], facts)
        return found

    def _row(
        self, numbers: Sequence[int], question: str, answers: Sequence[Possible], facts: Facts
    ) -> Row:
        tried = dict(facts)
        tried.pop(question, None)
        before = sum(self.value(number, tried) for number in numbers)
        weights = []
        for each in answers:
            tried[question] = each.value
            after = sum(self.groups[number].value(tried)[0] for number in numbers)
            weights.append(each.rate * math.exp(after - before))
        return Row.of(weights)

    def base(self, index: int, facts: Facts) -> float:
        """The logarithm of the base weight of one cause."""
        cause = self.causes[index]
        activity, age = facts.get("activity"), facts.get("age")
        weight = cause.weights.get(activity, cause.weight) if isinstance(activity, str) else cause.weight
        factor = self._mean_age[index] if age is None else age_factor(cause, float(age))  # type: ignore[arg-type]
        return math.log(weight * factor)

    def offered(self, index: int, facts: Facts) -> bool:
        """Whether a cause may be named at all: its ``when`` is not known to be false."""
        when = self.causes[index].when
        return when is None or when.test(facts) is not False

    def scores(self, facts: Facts) -> list[float]:
        """Log scores by cause, ``-inf`` where not offered."""
        values = [self.value(number, facts) for number in range(len(self.groups))]
        scores = []
        for index in range(len(self.causes)):
            if self.offered(index, facts):
                scores.append(
                    self.base(index, facts) + sum(values[number] for number in self.of_cause[index])
                )
            else:
                scores.append(-math.inf)
        return scores

    def rank(self, facts: Facts) -> tuple[Ranked, ...]:
        """All offered causes, best first; equal ones in the order of the content."""
        scores = self.scores(facts)
        probabilities = softmax(scores)
        order = sorted(range(len(scores)), key=lambda index: -probabilities[index])
        return tuple(
            self._ranked(index, probabilities[index], facts) for index in order if scores[index] > -math.inf
        )

    def _ranked(self, index: int, probability: float, facts: Facts) -> Ranked:
        reasons: list[Reason] = []
        unknown: list[Evidence] = []
        for number in self.of_cause[index]:
            group = self.groups[number]
            value, counted = group.value(facts)
            if counted >= 0:
                reasons.append(Reason(group.evidence[counted], math.exp(value)))
            else:
                unknown += [each for each in group.evidence if each.condition.test(facts) is None]
        reasons.sort(key=lambda reason: -abs(math.log(reason.ratio)))
        base = math.exp(self.base(index, facts))
        return Ranked(self.causes[index], probability, base, tuple(reasons), tuple(unknown))


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that sum to 1 (all 0 if nothing is offered)."""
    top = max(scores, default=-math.inf)
    if top == -math.inf:
        return [0.0] * len(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def entropy(probabilities: Iterable[float]) -> float:
    """Uncertainty in bits."""
    return -sum(p * math.log2(p) for p in probabilities if p > 0)


_rankings: dict[int, tuple[Library, Ranking]] = {}


def ranking(library: Library) -> Ranking:
    """The index for a library, made once."""
    held = _rankings.get(id(library))
    if held is None or held[0] is not library:
        held = (library, Ranking(library))
        _rankings.clear()
        _rankings[id(library)] = held
    return held[1]


def probabilities(library: Library, facts: Facts) -> Mapping[str, float]:
    """Probability by cause id."""
    return {each.cause.id: each.probability for each in ranking(library).rank(facts)}
