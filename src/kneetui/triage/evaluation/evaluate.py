"""Runs cases and counts: right cause first, in the first three, urgency exact, safe, too low, too high."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES, Library, Question
from kneetui.triage import answers, short_form
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.key_presses import key_presses
from kneetui.triage.interview.next_question import suggest


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came out for one case; ``keys`` is how many the interview took in the app."""

    case: Case
    assessment: Assessment
    keys: int = 0

    @property
    def place(self) -> int:
        """Place of the right cause, from 1; 0 if it is not named."""
        ids = [cause.id for cause in self.assessment.causes]
        return ids.index(self.case.cause) + 1 if self.case.cause in ids else 0

    @property
    def exact(self) -> bool:
        """Urgency as expected, or a tolerated one."""
        return self.assessment.urgency in (self.case.urgency, *self.case.tolerated)

    @property
    def under(self) -> bool:
        """Less urgent than expected, and not tolerated."""
        return not self.exact and self._step > 0

    @property
    def over(self) -> bool:
        """More urgent than expected, and not tolerated."""
        return not self.exact and self._step < 0

    @property
    def _step(self) -> int:
        return URGENCIES.index(self.assessment.urgency) - URGENCIES.index(self.case.urgency)


def ask(library: Library, oracle: Facts, enough: int = 12) -> Assessment:
    """Interview an oracle: only what is asked is looked up; what it does not say is "don't know".

    After an emergency flag the interview goes on for the causes up to ``enough`` questions in all,
    as the app offers to.
    """
    facts: dict[str, Answer] = {}
    asked: list[str] = []
    while (suggestion := suggest(library, facts, asked)) is not None:
        if len(asked) >= enough and assess_urgency(library, facts) == "emergency":
            break
        question = suggestion.question
        asked.append(question.id)
        answer = short_form.answer_from(library, question, oracle)
        if answer is not None:
            facts[question.id] = answer
    return assess(library, facts, asked)


def assess_urgency(library: Library, facts: Facts) -> str:
    """The urgency of an assessment, without ranking the causes, which takes most of the time."""
    from kneetui.triage import flags

    return flags.urgency(library, answers.counting(library, facts))


def run(library: Library, cases: Iterable[Case], adaptive: bool = False) -> list[CaseResult]:
    """Assess every case, with all its answers or by interview."""
    results = []
    for case in cases:
        assessment = ask(library, case.facts) if adaptive else assess(library, case.facts)
        results.append(CaseResult(case, assessment, _keys(library, case, assessment.asked)))
    return results


def _keys(library: Library, case: Case, asked: Iterable[str]) -> int:
    questions = [library.questions[name] for name in asked]
    return sum(
        key_presses(question, short_form.answer_from(library, question, case.facts)) for question in questions
    )


def interval(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    if total == 0:
        return (0.0, 1.0)
    share = hits / total
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    middle = share + z * z / (2 * total)
    scale = 1 + z * z / total
    return (max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


MEASURES: tuple[tuple[str, str, Callable[[CaseResult], bool]], ...] = (
    ("top-1", "right cause first", lambda result: result.place == 1),
    ("top-3", "right cause in the first three", lambda result: 1 <= result.place <= 3),
    ("strict", "urgency as expected", lambda result: result.assessment.urgency == result.case.urgency),
    ("exact", "urgency exact or tolerated", lambda result: result.exact),
    ("safe", "urgency exact, tolerated or more cautious", lambda result: not result.under),
    ("under-triage", "less urgent than expected", lambda result: result.under),
    ("over-triage", "more urgent than expected", lambda result: result.over),
)


def summary(results: Sequence[CaseResult]) -> dict[str, Any]:
    """Counts, shares and intervals of every measure, questions asked and keys for them, and the confusions."""
    curve = calibration_curve(results)
    asked = [len(result.assessment.asked) for result in results]
    keys = [result.keys for result in results]
    return {
        "cases": len(results),
        "measures": _measures(results),
        "emergencies-below": sum(
            result.case.urgency == "emergency" and result.assessment.urgency != "emergency" and result.under
            for result in results
        ),
        "serious-at-home": sum(
            result.case.urgency in ("emergency", "urgent")
            and result.assessment.urgency in ("self-care", "normal")
            for result in results
        ),
        "normal-sent-on": sum(
            result.case.urgency == "normal" and result.assessment.urgency not in ("self-care", "normal")
            for result in results
        ),
        "calibration": {
            "distance": round(mean_distance(curve), 4),
            "curve": [
                {"cases": step.cases, "shown": round(step.shown, 4), "right": round(step.right, 4)}
                for step in curve
            ],
        },
        "asked": {
            "median": statistics.median(asked) if asked else 0,
            "most": max(asked, default=0),
            "keys": statistics.median(keys) if keys else 0,
        },
        "confusions": _confusions(results),
    }


def _measures(results: Sequence[CaseResult]) -> dict[str, Any]:
    total = len(results)
    measures = {}
    for name, meaning, test in MEASURES:
        hits = sum(map(test, results))
        low, high = interval(hits, total)
        measures[name] = {
            "meaning": meaning,
            "hits": hits,
            "share": round(hits / total, 4) if total else 0.0,
            "interval": [round(low, 4), round(high, 4)],
        }
    return measures


def _confusions(results: Sequence[CaseResult]) -> dict[str, int]:
    """How often one cause stood in the place of the right one, the most frequent pair first."""
    pairs = Counter(
        f"{result.case.cause} → {result.assessment.causes[0].id}"
        for result in results
        if result.place != 1 and result.assessment.causes
    )
    return dict(sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveStep:
    """The cases whose first cause was given a probability of one tenth.

    ``shown`` is the mean probability, ``right`` the share in which that cause was right or to be considered.
    """

    cases: int
    shown: float
    right: float


def calibration_curve(results: Iterable[CaseResult]) -> list[CurveStep]:
    """How often the first cause was right, by how likely it was shown to be; the unlikeliest first."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for result in results:
        causes = result.assessment.causes
        if causes:
            right = causes[0].id in (result.case.cause, *result.case.also)
            tenth = min(int(causes[0].probability * 10), 9)
            tenths.setdefault(tenth, []).append((causes[0].probability, right))
    return [
        CurveStep(
            cases=len(pairs),
            shown=statistics.fmean(shown for shown, _ in pairs),
            right=statistics.fmean(right for _, right in pairs),
        )
        for _, pairs in sorted(tenths.items())
    ]


def mean_distance(curve: Sequence[CurveStep]) -> float:
    """How far what is shown is from how often it was right, over all cases (expected calibration error, 0-1)."""
    total = sum(step.cases for step in curve)
    return sum(step.cases * abs(step.shown - step.right) for step in curve) / total if total else 0.0


def noisy(library: Library, facts: Facts, share: float, chance: random.Random) -> dict[str, Answer]:
    """The facts with a share of them turned to unknown or to a neighbouring option."""
    changed: dict[str, Answer] = {}
    for key, value in facts.items():
        if chance.random() >= share:
            changed[key] = value
            continue
        other = _neighbour(library.questions[key], value, chance)
        if other is not None:
            changed[key] = other
    return changed


def dropped(facts: Facts, share: float, chance: random.Random) -> dict[str, Answer]:
    """The facts without a share of them, as of people who tell only a part."""
    return {key: value for key, value in facts.items() if chance.random() >= share}


def _neighbour(question: Question, value: Answer, chance: random.Random) -> Answer | None:
    if chance.random() < 0.5 or isinstance(value, bool):
        return None
    if isinstance(value, Choices):
        return _neighbouring_choices(question, value, chance)
    if isinstance(value, str):
        near = question.option(value).near
        return chance.choice(near) if near else None
    step = max(1.0, round(value * 0.15))
    return min(question.max, max(question.min, value + chance.choice((-step, step))))


def _neighbouring_choices(question: Question, value: Choices, chance: random.Random) -> Answer | None:
    if not value.yes:
        return None
    moved = chance.choice(sorted(value.yes))
    yes = value.yes - {moved}
    near = question.option(moved).near
    if near:
        yes |= {chance.choice(near)}
    return Choices(yes, value.no - yes)
