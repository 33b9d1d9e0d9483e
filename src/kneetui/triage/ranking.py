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

from kneetui.content.conditions import Answer, Choices, Facts, Has
from kneetui.content.model import Cause, Evidence, Library

ADULT_AGES = range(16, 71, 6)
"""Ages (years) over which the age factor is averaged while the age is unknown."""

UNNAMED = 0.5
"""Weight of ``absent`` for a spot that was not named while others were (an open list of places)."""


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
    if not isinstance(condition, Has) or condition.question != "location":
        return False
    answer = facts.get("location")
    return isinstance(answer, Choices) and bool(answer.yes)


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
        self.by_question: dict[str, list[int]] = {}
        self._alone: list[str] = []
        self._tried: dict[tuple[int, Answer], float] = {}
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
        self._alone.append(next(iter(questions)) if len(questions) == 1 else "")
        for question in questions:
            self.by_question.setdefault(question, []).append(number)

    def tried(self, number: int, question: str, value: Answer, facts: Facts) -> float:
        """The log value of a group with ``value`` as the answer to ``question``; ``facts`` hold it already."""
        if self._alone[number] != question:
            return self.groups[number].value(facts)[0]
        found = self._tried.get((number, value))
        if found is None:
            found = self._tried[number, value] = self.groups[number].value({question: value})[0]
        return found

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

    def scores(self, facts: Facts) -> tuple[list[float], list[float]]:
        """Log scores by cause (``-inf`` where not offered) and log values by group."""
        values = [group.value(facts)[0] for group in self.groups]
        scores = []
        for index in range(len(self.causes)):
            if self.offered(index, facts):
                scores.append(
                    self.base(index, facts) + sum(values[number] for number in self.of_cause[index])
                )
            else:
                scores.append(-math.inf)
        return scores, values

    def rank(self, facts: Facts) -> tuple[Ranked, ...]:
        """All offered causes, best first; equal ones in the order of the content."""
        scores, _ = self.scores(facts)
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
