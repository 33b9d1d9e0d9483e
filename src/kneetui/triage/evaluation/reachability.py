"""What of a library can come about: causes in front, questions asked, tips shown. Made-up people try it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from kneetui.content.conditions import All, Answer, Condition, Facts
from kneetui.content.i18n.texts import Spot
from kneetui.content.linting.finding import Finding
from kneetui.content.model import ACTIVITY, Cause, Library, Question, Tip
from kneetui.triage import answers, flags, short_form
from kneetui.triage.assessment import SHOWN, advice
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import ask
from kneetui.triage.evaluation.satisfy import possible, ways
from kneetui.triage.evaluation.synthetic_patients import patient, patients, typical

MOST_INTERVIEWS = 60
"""So many people are interviewed for one question before it counts as never asked."""

MOST_TRIES = 60
"""So many people are tried for one tip before it counts as never shown."""


def reach(library: Library, cases: Sequence[Case], packs: Collection[str]) -> list[Finding]:
    """What of some packs cannot come about, and their causes without a case.

    Looked at are their own tables, and causes of others that they bring evidence for.
    """
    people = patients(library)
    findings = [*warnings(library), *without_case(library, cases)]
    findings += questions(library, people, cases, packs)
    findings += tips(library, people, cases, packs)
    findings = [finding for finding in findings if finding.spot.pack in packs]
    return [*(cause for cause in causes(library, people) if _touched(library, cause, packs)), *findings]


def _touched(library: Library, finding: Finding, packs: Collection[str]) -> bool:
    cause = library.causes[finding.spot.id]
    return cause.pack in packs or any(evidence.pack in packs for evidence in cause.evidence)


def causes(library: Library, people: Mapping[str, Facts]) -> Iterator[Finding]:
    """Causes that do not come first for somebody whose answers are made to fit them."""
    for cause in library.causes.values():
        spot = Spot(table="cause", id=cause.id, path=(), pack=cause.pack)
        if cause.id not in people:
            yield Finding(spot, f"nobody can have “{cause.id}”", "Its “when” is never true; correct it.")
            continue
        ranked = ranking(library).rank(people[cause.id], 1)
        if not ranked or ranked[0].cause.id != cause.id:
            first = ranked[0].cause.id if ranked else "nothing"
            message = f"somebody who says all that speaks for “{cause.id}” still gets “{first}” first"
            yield Finding(spot, message, "Give it stronger evidence, or more weight.")


def warnings(library: Library) -> Iterator[Finding]:
    """Flags, and raises of flags, that nobody's answers can bring up."""
    for flag in library.flags.values():
        spot = Spot(table="flag", id=flag.id, path=(), pack=flag.pack)
        for above in (None, *(rise.condition for rise in flag.raises)):
            if not possible(library, flag.condition, above):
                level = "go up" if above is None else "be raised so far"
                yield Finding(spot, f"“{flag.id}” can never {level}", "Correct the condition.")


def without_case(library: Library, cases: Iterable[Case]) -> Iterator[Finding]:
    """Causes that no case expects."""
    case_causes = {case.cause for case in cases}
    for cause in library.causes.values():
        if cause.id not in case_causes:
            spot = Spot(table="cause", id=cause.id, path=(), pack=cause.pack)
            yield Finding(spot, f"no case expects “{cause.id}”", "Write a [[case]] for it.")


def questions(
    library: Library, people: Mapping[str, Facts], cases: Sequence[Case], packs: Collection[str]
) -> Iterator[Finding]:
    """Questions that nobody is asked: not the patients, and nobody found by searching for them."""
    asked: set[str] = set()
    own = [question for question in library.questions.values() if question.pack in packs]
    others = iter(people.values())
    for question in own:
        spot = Spot(table="question", id=question.id, path=(), pack=question.pack)
        if not possible(library, question.when, question.relevant):
            yield Finding(
                spot, f"“when” and “relevant” of “{question.id}” can never both be true", "Correct them."
            )
        elif question.id not in asked and not _comes(library, question, cases, others, asked):
            message = f"no interview was found that asks “{question.id}”: other questions tell more"
            yield Finding(spot, message, "Give its evidence more weight, or leave it out.")


def _comes(
    library: Library, question: Question, cases: Sequence[Case], others: Iterator[Facts], asked: set[str]
) -> bool:
    """Whether an interview comes to a question, of people whom it concerns or else of others.

    What is asked on the way is noted, so that nobody of the others has to be interviewed twice.
    """
    for facts in chain(islice(_people(library, question, cases), MOST_INTERVIEWS), others):
        asked.update(_with_lines(library, ask(library, facts).asked))
        if question.id in asked:
            return True
    return False


def _with_lines(library: Library, asked: Collection[str]) -> set[str]:
    """What was asked, and the questions of yes and no that a line of a page asked in short, which nobody hears again."""
    pages = (library.questions[name] for name in asked)
    lines = (line for page in pages for line in short_form.lines(page))
    return {*asked, *(behind for _, behind, unmarked in lines if isinstance(unmarked, bool))}


def _people(library: Library, question: Question, cases: Sequence[Case]) -> Iterator[Facts]:
    """People who may be asked: of cases that answer it, then patients of the causes it speaks of.

    The patients know everything but the question; of each there are some who know only a part, for whom
    other questions tell less.
    """
    starts = (case.facts for case in cases if question.id in case.facts)
    yield from islice(starts, MOST_INTERVIEWS // 3)
    given = All(tuple(condition for condition in (question.when, question.relevant) if condition is not None))
    about = _about(library, question) or list(library.causes.values())
    for share in (1, 2, 3):
        for cause in about:
            start = next(ways(library, given, {}), {})
            facts = patient(library, cause, {**typical(library, cause), **start})
            if facts is not None:
                sample = list(facts)[::share]
                yield {
                    name: value
                    for name, value in facts.items()
                    if name != question.id and (name in sample or name in start)
                }


def _about(library: Library, question: Question) -> list[Cause]:
    """The causes that a question says something of; those it says most of first."""
    strength: dict[str, float] = {}
    for cause in library.causes.values():
        for evidence in cause.evidence:
            if question.id in evidence.condition.questions():
                most = max(evidence.present, 1 / evidence.present, evidence.absent, 1 / evidence.absent)
                strength[cause.id] = max(strength.get(cause.id, 0.0), most)
    return [library.causes[name] for name in sorted(strength, key=lambda name: -strength[name])]


def tips(
    library: Library, people: Mapping[str, Facts], cases: Sequence[Case], packs: Collection[str]
) -> Iterator[Finding]:
    """Tips that no assessment shows."""
    shown: set[str] = set()
    own = [tip for tip in library.tips.values() if tip.pack in packs]
    for facts in chain(people.values(), (case.facts for case in cases)):
        if shown.issuperset(tip.id for tip in own):
            break
        shown.update(_shown(library, facts))
    for tip in own:
        readers = islice(_readers(library, tip, people), MOST_TRIES)
        if tip.id not in shown and not any(tip.id in _shown(library, facts) for facts in readers):
            spot = Spot(table="tip", id=tip.id, path=(), pack=tip.pack)
            message = f"nobody was found who is shown “{tip.id}”: other tips come first"
            yield Finding(spot, message, "Loosen what it asks for, or let it come earlier (priority).")


def _shown(library: Library, facts: Facts) -> set[str]:
    counted = answers.counting(library, facts)
    urgency = flags.urgency(library, counted)
    return {tip.id for tip in advice(library, counted, urgency, ranking(library).rank(counted, SHOWN))}


def _readers(library: Library, tip: Tip, people: Mapping[str, Facts]) -> Iterator[Facts]:
    """People whom a tip is for: with one of its causes, its sport, its condition and its urgency."""
    for name in tip.causes or people:
        cause = library.causes[name]
        for activity in tip.activities or ("",):
            start: dict[str, Answer] = typical(library, cause)
            if activity:
                start[ACTIVITY] = activity
            begun = next(ways(library, tip.condition, start), None) if tip.condition else start
            facts = patient(library, cause, begun) if begun is not None else None
            if facts is not None:
                yield facts
                for level in tip.urgencies:
                    yield from _at(library, level, facts)


def _at(library: Library, level: str, facts: Facts) -> Iterator[Facts]:
    """The same person with one more answer that brings an urgency."""
    conditions: list[Condition] = [flag.condition for flag in library.flags.values() if flag.urgency == level]
    if level == "normal" and library.normal is not None:
        conditions = [library.normal]
    for condition in conditions:
        yield from islice(ways(library, condition, facts), 1)
