"""Facts -> how well each cause fits: base weights times likelihood ratios, normalised.

    score(cause) = ln base(activity, age) + sum over groups of ln LR(group)

An evidence whose condition is true counts its ``present`` ratio, one known to be false its
``absent`` ratio, an unknown one nothing. Evidence of one group counts once: the strongest that
speaks for the cause; if none does, the strongest that speaks against it. Probabilities are the
scores' softmax: the posterior of a network with one cause node and one child per group.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Facts
from kneetui.content.model import AGE, Cause, Evidence, Library, Question
from kneetui.triage.causes.base_weights import BASE_QUESTIONS, age_factor, sport_weight
from kneetui.triage.causes.evidence_groups import EvidenceGroup
from kneetui.triage.causes.nearby_places import PLACE, neighbours
from kneetui.triage.causes.possible_answers import Distribution, Possible, possible
from kneetui.triage.causes.question_odds import QuestionOdds
from kneetui.triage.memo import differing, once

HIGHEST = 600.0
"""Logarithm beyond which nothing is told apart; content of any kind stays within what a number can hold."""

MOST_ROWS = 200_000
"""Remembered rows of the interview's planning; beyond them all are forgotten."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One evidence that counted (or could): ``ratio`` multiplied the odds of the cause."""

    evidence: Evidence
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What some facts came to, from which the next facts are reckoned: by group, and by cause.

    The value of a group comes with the index of its evidence, as :meth:`EvidenceGroup.value` says it.
    """

    facts: Facts
    values: list[tuple[float, int]]
    sums: list[float]
    bases: list[float]


class Ranked:
    """A cause with its probability among all causes and the reasons.

    ``base`` is the base weight for this activity and age; ``base`` times all ratios of ``reasons``,
    divided by the sum over all causes, is ``probability``. Reasons, and what is ``unknown``, are gathered when they are
    first read: most readers want those of the few causes in front.
    """

    __slots__ = ("_groups", "_reasons", "_reckoned", "_unknown", "base", "cause", "probability")

    def __init__(
        self,
        cause: Cause,
        probability: float,
        *,
        base: float,
        groups: Sequence[tuple[EvidenceGroup, int]],
        reckoned: Reckoned,
    ) -> None:
        self.cause, self.probability, self.base = cause, probability, base
        self._groups, self._reckoned = groups, reckoned
        self._reasons: tuple[Reason, ...] | None = None
        self._unknown: tuple[Evidence, ...] | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What counted, the strongest first."""
        if self._reasons is None:
            counted = [(group, *self._reckoned.values[number]) for group, number in self._groups]
            reasons = [
                Reason(group.evidence[index], math.exp(value))
                for group, value, index in counted
                if index >= 0
            ]
            self._reasons = tuple(sorted(reasons, key=lambda reason: -abs(math.log(reason.ratio))))
        return self._reasons

    @property
    def unknown(self) -> tuple[Evidence, ...]:
        """The findings of which too little is known, where nothing of their group counted."""
        if self._unknown is None:
            self._unknown = tuple([
                finding
                for group, number in self._groups
                if self._reckoned.values[number][1] < 0
                for finding in group.evidence
                if finding.condition.test(self._reckoned.facts) is None
            ])  # fmt: skip
        return self._unknown

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ranked):
            return NotImplemented
        same = self.probability == other.probability and self.base == other.base and self.cause == other.cause
        return same and self.reasons == other.reasons and self.unknown == other.unknown

    def __hash__(self) -> int:
        return hash((self.cause.id, self.probability))

    def __repr__(self) -> str:
        return f"Ranked({self.cause.id!r}, {self.probability!r}, reasons={self.reasons!r})"


class Spread:
    """How a cause spreads the answers to a question, by part; with the odds of that once they are asked for."""

    __slots__ = ("odds", "rows")

    def __init__(self, rows: list[Distribution]) -> None:
        self.rows = rows
        self.odds: QuestionOdds | None = None


class Ranking:
    """The library's evidence, indexed once so that single answers can be tried quickly.

    An interview tries every answer to every open question against every live cause at each step, with facts that
    mostly differ from the last ones in a single answer. Three things are remembered for that, and none of
    them changes a result:

    ``_last`` is what the facts before these came to. A group of evidence reads few questions (``_reads``, and
    ``_reading`` the other way round), so only the groups that read an answer which differs are reckoned anew, and
    of the sums only those of their causes (:meth:`_reckon`).

    ``_rows`` holds how a cause spreads the answers to a question. That depends on the answers to the other
    questions which the same groups read (``_others``) and on nothing else, so these are the key; the rows of a
    question stay good while something else is answered (:meth:`rows`). What conditions on that question come to with
    that cause is held beside them (:meth:`alone`).

    ``_possible`` holds the answers that a question can get. They are the same objects each time, on which
    :class:`~kneetui.triage.interview.information.Odds` relies.
    """

    def __init__(self, library: Library) -> None:
        self.causes: Sequence[Cause] = tuple(library.causes.values())
        self.places = {cause.id: place for place, cause in enumerate(self.causes)}
        self.groups: list[EvidenceGroup] = []
        self.of_cause: list[list[int]] = []
        self.about: dict[str, dict[int, list[int]]] = {}
        self._possible: dict[str, list[Possible]] = {}
        self._rows: dict[tuple[int, str, tuple[Answer | None, ...]], Spread] = {}
        self._usual: dict[str, QuestionOdds] = {}
        self._others: dict[tuple[int, str], tuple[str, ...]] = {}
        self._reads: list[frozenset[str]] = []
        self._reading: dict[str, list[int]] = {}
        self._mean_age = [age_factor(cause, None) for cause in self.causes]
        self._bound = [index for index, cause in enumerate(self.causes) if cause.when is not None]
        asked = library.role(PLACE)
        place, near = asked.id if asked else "", neighbours(asked)
        for index, cause in enumerate(self.causes):
            named: dict[str, list[Evidence]] = {}
            for finding in cause.evidence:
                named.setdefault(finding.group or f"\0{finding.id}", []).append(finding)
            self.of_cause.append([])
            for members in named.values():
                self._add(EvidenceGroup.of(index, members, place, near))
        self._last = self._from_nothing()

    def _add(self, group: EvidenceGroup) -> None:
        number = len(self.groups)
        self.groups.append(group)
        self.of_cause[group.cause].append(number)
        questions = frozenset(q for finding in group.evidence for q in finding.condition.questions())
        self._reads.append(questions)
        for question in questions:
            self._reading.setdefault(question, []).append(number)
            self.about.setdefault(question, {}).setdefault(group.cause, []).append(number)

    def possible(self, question: Question) -> list[Possible]:
        """The answers a question can get, in parts that exclude each other."""
        parts = self._possible.get(question.id)
        if parts is None:
            parts = self._possible[question.id] = [Possible.of(part) for part in possible(question)]
        return parts

    def rows(self, cause: int, question: Question, facts: Facts) -> list[Distribution]:
        """By part, the chances of the answers to a question that the cause says something of.

        Proportional to the answers' rates times the likelihood ratios that they would bring. Rows are
        remembered with the other answers that they depend on.
        """
        return self._spread(cause, question, facts).rows

    def alone(self, cause: int, question: Question, facts: Facts) -> QuestionOdds:
        """The odds of a question with one cause: those of its rows, or the usual ones where it says nothing of the question."""
        if cause in self.about.get(question.id, {}):
            spread = self._spread(cause, question, facts)
            if spread.odds is None:
                spread.odds = QuestionOdds.of(self.possible(question), spread.rows)
            return spread.odds
        odds = self._usual.get(question.id)
        if odds is None:
            answers = self.possible(question)
            odds = self._usual[question.id] = QuestionOdds.of(answers, [part.usual for part in answers])
        return odds

    def _spread(self, cause: int, question: Question, facts: Facts) -> Spread:
        name = question.id
        others = self._others.get((cause, name))
        if others is None:
            read = frozenset().union(*(self._reads[number] for number in self.about[name][cause]))
            others = self._others[cause, name] = tuple(sorted(read - {name}))
        key = (cause, name, tuple([facts.get(other) for other in others]))
        spread = self._rows.get(key)
        if spread is None:
            if len(self._rows) > MOST_ROWS:
                self._rows.clear()
            spread = self._rows[key] = Spread(self._tried(cause, question, facts))
        return spread

    def _tried(self, cause: int, question: Question, facts: Facts) -> list[Distribution]:
        # P(answer | cause) ~ rate * LR(answer), where LR is what the answer adds to the cause's score. Without the
        # groups that do not read the question, since they add the same to each answer and cancel.
        groups = [self.groups[number] for number in self.about[question.id][cause]]
        tried = dict(facts)
        tried.pop(question.id, None)
        before = sum([group.value(tried)[0] for group in groups])
        rows = []
        for part in self.possible(question):
            weights = []
            for value, rate in zip(part.values, part.rates, strict=True):
                tried[question.id] = value
                after = sum([group.value(tried)[0] for group in groups])
                weights.append(rate * math.exp(min(after - before, HIGHEST)))
            rows.append(Distribution.of(weights))
        return rows

    def base(self, index: int, facts: Facts) -> float:
        """The logarithm of the base weight of one cause."""
        cause = self.causes[index]
        age = facts.get(AGE)
        factor = self._mean_age[index] if age is None else age_factor(cause, float(age))  # type: ignore[arg-type]
        return math.log(sport_weight(cause, facts) * factor)

    def offered(self, index: int, facts: Facts) -> bool:
        """Whether a cause may be named at all: its ``when`` is not known to be false."""
        when = self.causes[index].when
        return when is None or when.test(facts) is not False

    def scores(self, facts: Facts) -> list[float]:
        """Log scores by cause, ``-inf`` where not offered."""
        sums = self._reckon(facts)
        scores = [base + value for base, value in zip(sums.bases, sums.sums, strict=True)]
        for index in self._bound:
            if not self.offered(index, facts):
                scores[index] = -math.inf
        return scores

    def _from_nothing(self) -> Reckoned:
        values = [group.value({}) for group in self.groups]
        sums = [sum([values[number][0] for number in numbers]) for numbers in self.of_cause]
        bases = [self.base(index, {}) for index in range(len(self.causes))]
        return Reckoned(facts={}, values=values, sums=sums, bases=bases)

    def _reckon(self, facts: Facts) -> Reckoned:
        """What the facts come to: only what reads an answer that changed is reckoned anew.

        A changed sum is added up whole and in order, never by adding the difference to the old one: the same facts
        come to the same floating-point number whichever facts came before.
        """
        last = self._last
        changed = differing(last.facts, facts)
        if not changed:
            return last
        values, sums, bases = last.values.copy(), last.sums.copy(), last.bases
        causes = set()
        for number in {number for name in changed for number in self._reading.get(name, ())}:
            values[number] = self.groups[number].value(facts)
            causes.add(self.groups[number].cause)
        for index in causes:
            sums[index] = sum([values[number][0] for number in self.of_cause[index]])
        if not BASE_QUESTIONS.isdisjoint(changed):
            bases = [self.base(index, facts) for index in range(len(self.causes))]
        self._last = Reckoned(facts=dict(facts), values=values, sums=sums, bases=bases)
        return self._last

    def rank(self, facts: Facts, most: int | None = None) -> tuple[Ranked, ...]:
        """All offered causes or the first ``most``, best first; equal ones in the order of the content."""
        scores = self.scores(facts)
        probabilities = softmax(scores)
        order = best_first(probabilities)
        offered = [index for index in order if scores[index] > -math.inf]
        reckoned = self._reckon(facts)
        return tuple(self._ranked(index, probabilities[index], reckoned) for index in offered[:most])

    def _ranked(self, index: int, probability: float, reckoned: Reckoned) -> Ranked:
        return Ranked(
            self.causes[index],
            probability,
            base=math.exp(reckoned.bases[index]),
            groups=[(self.groups[number], number) for number in self.of_cause[index]],
            reckoned=reckoned,
        )


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that sum to 1 (all 0 if nothing is offered)."""
    top = max(scores, default=-math.inf)
    if top == -math.inf:
        return [0.0] * len(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def best_first(probabilities: Sequence[float]) -> list[int]:
    """Indices by probability, the highest first; equal ones in their order."""
    return sorted(range(len(probabilities)), key=probabilities.__getitem__, reverse=True)


ranking = once(Ranking)
"""The index for a library, made once."""
