"""What the questions brought: since when, how it began, how urgent it is, the signs asked for, and what it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.report.one_page.model import AskedSigns, NamedCause, Sign, Statement, UrgencyResult
from kneetui.triage import answers, flags, how_soon
from kneetui.triage.interview.next_question import FIRST_PAGE
from kneetui.triage.signs import signs
from kneetui.triage.wording import instruction, no_flag, often, told_level

if TYPE_CHECKING:
    from kneetui.content.conditions import Facts
    from kneetui.content.model import Library, Question, Urgency
    from kneetui.status.results import InForce, KneeResult
    from kneetui.triage.assessment import Assessment, Point
    from kneetui.triage.flags import Raised

CAUSES = 5
"""So many causes are named."""
REASONS = 3
"""So many reasons for and against each."""


def statements(
    library: Library, assessment: Assessment, *, topics: Iterable[str] = (), roles: Iterable[str] = ()
) -> Iterator[Statement]:
    """The answers to the questions of some ``topics`` or with some ``roles``, in the order of the content."""
    for question in library.questions.values():
        wanted = question.topic in topics or (question.role and question.role in roles)
        if question.id in assessment.facts and wanted:
            yield statement(question, assessment)


def statement(question: Question, assessment: Assessment) -> Statement:
    """A question, as it was asked of the person it is about, and its answer in words."""
    return Statement(
        id=question.id,
        question=question.asked_about(assessment.who),
        answer=answers.words(question, assessment.facts[question.id]),
        role=question.role,
    )


def began(library: Library, result: KneeResult) -> date | None:
    """The day on which the trouble began, as answered."""
    question = library.role("duration")
    days = result.facts.get(question.id) if question else None
    return result.when.date() - timedelta(days=days) if isinstance(days, float) else None


def urgency(library: Library, held: InForce, assessment: Assessment | None) -> UrgencyResult | None:
    """The urgency in force with its signs, else the last one that was reached; ``None`` without any."""
    in_force = bool(held.urgency) and held.since is not None
    results = held.results if in_force else (held.last,) if held.last else ()
    named, since = (held.urgency, held.since) if in_force else _of_last(held)
    if named not in library.urgencies or since is None:
        return None
    names = [flag for result in results for flag in result.flags]
    level = how_soon.level(
        library, named, flags.deciding(library, names, named, [result.facts for result in results])
    )
    agrees = assessment is not None and assessment.urgency == level.id
    unproven = [flag for flag in assessment.flags if not flag.proven] if assessment and agrees else []
    unsure = [_sign(flag) for flag in unproven]
    up = (*unsure, *_signs(library, results, {sign.id for sign in unsure}))
    reached_level = _at_level(
        level,
        since,
        up,
        do=instruction(library, assessment) if assessment and agrees else level.do,
        no_flag=no_flag(library, assessment) if assessment and not up else "",
    )
    return replace(
        reached_level,
        check_again=held.check_again,
        complete=any(result.stage != "under-way" for result in results),
        in_force=in_force,
    )


def reached(library: Library, assessment: Assessment, when: datetime) -> UrgencyResult:
    """The urgency of an assessment alone, with its signs, reached at a time."""
    return _at_level(
        told_level(library, assessment),
        when,
        tuple(_sign(flag) for flag in assessment.flags),
        do=instruction(library, assessment),
        no_flag="" if assessment.flags else no_flag(library, assessment),
    )


def _at_level(
    level: Urgency, since: datetime, signs: tuple[Sign, ...], *, do: str, no_flag: str
) -> UrgencyResult:
    return UrgencyResult(
        id=level.id,
        name=level.name,
        symbol=level.symbol,
        who=level.who,
        within=level.within,
        do=do,
        since=since,
        signs=signs,
        no_flag=no_flag,
    )


def _sign(flag: Raised) -> Sign:
    return Sign(
        id=flag.id, urgency=flag.urgency, because=flag.because, source=flag.source, proven=flag.proven
    )


def _of_last(held: InForce) -> tuple[str, datetime | None]:
    return (held.last.urgency, held.last.when) if held.last else ("", None)


def _signs(library: Library, results: Sequence[KneeResult], but: set[str]) -> Iterator[Sign]:
    """The flags of some results, in the words that they have with the answers."""
    facts = [result.facts for result in results]
    for name in dict.fromkeys(name for result in results for name in result.flags):
        flag = library.flags.get(name)
        if flag is None or name in but:
            continue
        up = next((own for answered in facts if (own := flags.look(flag, answered))), None)
        yield Sign(
            id=name,
            urgency=up.urgency if up else flag.urgency,
            because=up.because if up else flag.because,
            source=flag.source,
        )


def asked_signs(library: Library, facts: Facts, asked: Iterable[str]) -> AskedSigns:
    """What was answered of each sign of the first page; what was neither asked nor answered is not denied."""
    known, seen = signs(library, facts), {*asked, *facts}
    pages = [own for own in library.questions.values() if own.page == FIRST_PAGE and own.id in seen]
    put = {text for page in pages for text in (page.text, *(option.text for option in page.options))}
    return AskedSigns(
        present=known.named,
        denied=known.denied,
        unknown=tuple(text for text in known.unknown if text in put),
        not_asked=tuple(text for text in known.unknown if text not in put),
    )


def causes(library: Library, assessment: Assessment) -> Iterator[NamedCause]:
    """The first causes with their first reasons."""
    for fit in assessment.shown[: max(CAUSES, len(assessment.to_rule_out))]:
        yield NamedCause(
            id=fit.id,
            name=fit.name,
            clinical=fit.clinical,
            probability=round(fit.probability, 4),
            often=often(fit),
            rule_out=fit.rule_out,
            summary=library.causes[fit.id].summary,
            speaks_for=_texts(fit.speaks_for),
            against=_texts(fit.against),
            source=tuple(
                dict.fromkeys(
                    name
                    for point in (*fit.speaks_for[:REASONS], *fit.against[:REASONS])
                    for name in point.source
                )
            ),
        )


def _texts(points: tuple[Point, ...]) -> tuple[str, ...]:
    return tuple(point.text for point in points[:REASONS])
