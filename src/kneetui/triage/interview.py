"""What to ask next: what would change the outcome most, warning signs first; and when to stop.

The worth of a question is the information it is expected to bring about the causes (bits), plus the
expected change of the urgency: for every flag and level above the present one, how far the answer
moves its chance, times a weight for the level. Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kneetui.content.conditions import Answer, Condition, Facts
from kneetui.content.model import Library, Question
from kneetui.triage import answers
from kneetui.triage.chances import Odds, Open, Outlook, Part
from kneetui.triage.levels import NORMAL, open_levels
from kneetui.triage.ranking import best_first, ranking, softmax

FIRST_PAGE = "warning-signs"
"""The page that comes before everything else."""

WORTH = {"emergency": 4.0, "urgent": 2.0, "soon": 0.4, "self-care": 0.05}
"""How many bits it is worth to learn whether a flag of this level is up (design choice)."""

NORMAL_WORTH = 0.6
"""The same for learning whether this is normal soreness."""

ENOUGH = 0.015
LATE = 10
ENOUGH_LATE = 0.04
"""A question worth less (in bits) is not asked. From question ``LATE`` on it takes more: patience is
not endless (design choice, measured on the cases)."""

MOST = 25
"""No interview asks more questions than this."""

LIVE = 0.004
MOST_LIVE = 20
"""Causes below this probability, or behind so many others, do not plan the interview."""

SHARED = 0.75
"""Options of one choices question overlap: each further one counts this much less than the one before."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The next question, what it is worth (bits), and what it would decide."""

    question: Question
    worth: float
    flags: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    normal: bool = False
    about: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An interview as it stands: what was asked, in order, and what was answered.

    A question that is in ``asked`` but not in ``facts`` was answered with "don't know".
    """

    asked: tuple[str, ...] = ()
    facts: dict[str, Answer] = field(default_factory=dict)

    def answered(self, question: str, value: Answer | None) -> Draft:
        """The draft with an answer added or changed; ``None`` is "don't know"."""
        facts = {key: each for key, each in self.facts.items() if key != question}
        if value is not None:
            facts[question] = value
        asked = self.asked if question in self.asked else (*self.asked, question)
        return replace(self, asked=asked, facts=facts)

    def without(self, question: str, library: Library) -> Draft:
        """The draft before a question was asked; what depended on it is open again."""
        gone = {question}
        for key, other in library.questions.items():
            if other.when and gone & set(other.when.questions()):
                gone.add(key)
        return Draft(
            tuple(key for key in self.asked if key not in gone),
            {key: value for key, value in self.facts.items() if key not in gone},
        )

    def plain(self) -> dict[str, Any]:
        """The draft as TOML and JSON can hold it."""
        return {"format": 1, "asked": list(self.asked), "answers": answers.plain(self.facts)}


def draft(raw: dict[str, Any], library: Library) -> Draft:
    """A draft from :meth:`Draft.plain`; questions that no longer exist are dropped."""
    given = {key: value for key, value in raw.get("answers", {}).items() if key in library.questions}
    facts: dict[str, Answer] = {}
    for key, value in given.items():
        try:
            facts[key] = answers.answer(library.questions[key], value)
        except ValueError:
            continue
    asked = [key for key in raw.get("asked", []) if key in library.questions]
    asked += [key for key in facts if key not in asked]
    return Draft(tuple(asked), facts)


def askable(library: Library, facts: Facts, asked: Collection[str]) -> list[Question]:
    """Questions not asked yet whose ``when`` holds, or stays open although its own questions were asked."""
    found = []
    for key, question in library.questions.items():
        if key in facts or key in asked:
            continue
        if all(_worth_asking(library, each, facts, asked) for each in (question.when, question.relevant)):
            found.append(question)
    return found


def _worth_asking(
    library: Library, condition: Condition | None, facts: Facts, asked: Collection[str]
) -> bool:
    """A condition holds, or stays open although everything it reads was asked or cannot be."""
    result = True if condition is None else condition.test(facts)
    if result is None and condition is not None:
        return all(_settled(library, each, facts, asked) for each in condition.questions())
    return result is True


def _settled(library: Library, name: str, facts: Facts, asked: Collection[str]) -> bool:
    if name in facts or name in asked:
        return True
    when = library.questions[name].when
    return when is not None and when.test(facts) is False


def suggest(library: Library, facts: Facts, asked: Collection[str] = ()) -> Suggestion | None:
    """The next question, or ``None`` when nothing left would change the outcome enough."""
    facts = answers.counting(library, facts)
    if len(asked) >= MOST:
        return None
    open_questions = askable(library, facts, asked)
    first = [question for question in open_questions if question.page == FIRST_PAGE]
    if first:
        return Suggestion(first[0], WORTH["emergency"], about=LATE)
    always = [question for question in open_questions if question.always]
    scored = _worth(library, facts, always or open_questions)
    if always:
        return replace(scored[0], about=LATE)
    enough = ENOUGH if len(asked) < LATE else ENOUGH_LATE
    if not scored or scored[0].worth < enough:
        return None
    left = sum(1 for each in scored if each.worth >= enough)
    return replace(scored[0], about=len(asked) + max(1, min(left, MOST - len(asked), 1 + LATE // 2)))


def _worth(library: Library, facts: Facts, questions: Sequence[Question]) -> list[Suggestion]:
    index = ranking(library)
    scores = index.scores(facts)
    probabilities = softmax(scores)
    live = [n for n in best_first(probabilities)[:MOST_LIVE] if probabilities[n] >= LIVE]
    outlook = Outlook(index, facts, probabilities, live)
    chances = {question.id: outlook.parts(question) for question in questions}
    between = tuple(index.causes[n].id for n in live[:2])
    decides = _decides(library, facts, chances)
    scored = []
    for question in questions:
        about = decides.get(question.id, [])
        worth = _information(chances[question.id]) + sum(gain for gain, _ in about)
        names = dict.fromkeys(name for gain, name in sorted(about, reverse=True) if gain > 0)
        normal = NORMAL in names
        names.pop(NORMAL, None)
        scored.append(Suggestion(question, worth, tuple(names)[:3], between, normal))
    return sorted(scored, key=lambda each: -each.worth)


def _information(parts: Sequence[Part]) -> float:
    total, weight = 0.0, 1.0
    for bits in sorted((part.bits for part in parts), reverse=True):
        total += bits * weight
        weight *= SHARED
    return total


def _decides(
    library: Library, facts: Facts, chances: dict[str, list[Part]]
) -> dict[str, list[tuple[float, str]]]:
    """By question: what it is worth to the flags above the present level and to ``normal``, with their names."""
    odds = Odds(chances)
    found: dict[str, list[tuple[float, str]]] = {}
    for level in open_levels(library, facts):
        left = level.left(facts, chances)
        if isinstance(left, bool):
            continue
        undecided = Open(left, odds)
        scale = NORMAL_WORTH if level.urgency == NORMAL else WORTH[level.urgency]
        if undecided.chance * scale < ENOUGH / 4:
            continue
        for question in sorted(undecided.questions):
            gain = scale * undecided.expected_change(question)
            found.setdefault(question, []).append((gain, level.name))
    return found
