"""A warning sign laid over a case: whether the interview finds what all answers together show.

For each case and each level of each flag, the smallest set of answers that makes the sign true is added to
what the case tells. Asked by interview, that person must come out at least as urgent as with all answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Facts
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers, flags
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import ask
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.interview.urgency_conditions import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """A case with a sign laid over it, and the urgency that all its answers come to."""

    case: Case
    sign: Level
    facts: Facts
    urgency: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What the interview made of it, and after how many questions."""

    pair: Overlaid
    urgency: str
    questions: int

    @property
    def lost(self) -> bool:
        """Whether the interview missed what all answers show."""
        return URGENCIES.index(self.urgency) > URGENCIES.index(self.pair.urgency)


def overlaid(library: Library, cases: Iterable[Case], signs: Sequence[Level]) -> Iterator[Overlaid]:
    """Every case with every sign that its answers leave possible."""
    for case in cases:
        known = answers.counting(library, case.facts)
        for sign in signs:
            facts = next(ways(library, sign.condition, known), None)
            if facts is not None:
                urgency = flags.urgency(library, answers.counting(library, facts))
                yield Overlaid(case=case, sign=sign, facts=facts, urgency=urgency)


def walk(library: Library, pair: Overlaid) -> Walked:
    """The interview of one person."""
    assessment = ask(library, pair.facts)
    return Walked(pair, flags.urgency(library, assessment.facts), len(assessment.asked))


def walk_all(library: Library, pairs: Iterable[Overlaid]) -> Iterator[Walked]:
    """The interview of each pair; the same answers are asked for once, whichever sign they were laid for."""
    known: dict[frozenset[tuple[str, Answer]], Walked] = {}
    for pair in pairs:
        key = frozenset(pair.facts.items())
        if key not in known:
            known[key] = walk(library, pair)
        yield replace(known[key], pair=pair)
