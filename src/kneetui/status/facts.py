"""What is known of each knee and of the person: every answer with where it comes from and how old it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from kneetui.content.conditions import Answer, Facts
    from kneetui.content.model import Library
    from kneetui.status.known import Screening
    from kneetui.status.results import InForce

Origin = Literal["assessment", "questions", "signs", "diary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """An ``answer`` to a question, where it comes from, and the day it was given."""

    question: str
    answer: Answer
    origin: Origin
    day: date


def known_facts(
    library: Library, held: InForce, others: Iterable[KnownFact], written: Iterable[KnownFact]
) -> tuple[KnownFact, ...]:
    """What counts of one knee, an answer a question.

    From the results in force, newest first; then what the last one said of the person and of how it began, even
    if it holds no more; then what ``others`` say of the person (the other knee's
    assessment, the page of warning signs); over all of it what the diary says (``written``), if it is newer.
    """
    facts: dict[str, KnownFact] = {}
    for result in held.results:
        origin: Origin = "questions" if result.stage == "under-way" else "assessment"
        for question, answer in result.facts.items():
            if question in library.questions and question not in facts:
                facts[question] = KnownFact(
                    question=question, answer=answer, origin=origin, day=result.when.date()
                )
    for fact in (*_of_the_last(library, held), *others):
        facts.setdefault(fact.question, fact)
    for fact in written:
        older = facts.get(fact.question)
        if older is None or older.day <= fact.day:
            facts[fact.question] = fact
    return tuple(facts.values())


def _of_the_last(library: Library, held: InForce) -> list[KnownFact]:
    if held.last is None:
        return []
    return [
        KnownFact(question=key, answer=answer, origin="assessment", day=held.last.when.date())
        for key, answer in held.last.facts.items()
        if key in library.questions and library.questions[key].lasting
    ]


def of_the_person(library: Library, other: InForce, screening: Screening | None) -> list[KnownFact]:
    """What the page of warning signs said, and what the other knee's assessment said of the person.

    Age, pregnancy or an illness are known of both knees, whichever was asked about.
    """
    facts: list[KnownFact] = []
    for result in (*other.results, *((other.last,) if other.last else ())):
        facts += [
            KnownFact(question=key, answer=answer, origin="assessment", day=result.when.date())
            for key, answer in result.facts.items()
            if (question := library.questions.get(key))
            and question.topic == "person"
            and not question.per_knee
        ]
    if screening is not None:
        facts += [
            KnownFact(question=key, answer=answer, origin="signs", day=screening.when.date())
            for key, answer in screening.facts.items()
            if key in library.questions
        ]
    return facts


def plain(facts: Iterable[KnownFact]) -> Facts:
    """The same as conditions read it: question id -> answer."""
    return {fact.question: fact.answer for fact in facts}
