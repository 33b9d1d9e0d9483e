"""What is known → a report, or an assessment alone → a report without a diary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.content.model import AGE
from kneetui.diary.description import fields_of
from kneetui.diary.entries import LookRecord
from kneetui.report.one_page.content_version import content_version
from kneetui.report.one_page.gathered import history, measured
from kneetui.report.one_page.gathered.course import counts, course, session_responses
from kneetui.report.one_page.gathered.open_questions import open_questions
from kneetui.report.one_page.gathered.training import periods, routines
from kneetui.report.one_page.model import (
    NOTHING_CLOSED,
    DiaryNote,
    KneeReport,
    LookDone,
    Report,
    SessionResponse,
    Statement,
)
from kneetui.status.advice import advice
from kneetui.status.restrictions import ALLOWED
from kneetui.triage.wording import meant_first

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.report.one_page.model import ReportInput, ReportRequest
    from kneetui.status.results import InForce, KneeResult
    from kneetui.triage.assessment import Assessment

HELPED = ("relief", "no-relief")
"""The roles of the questions that say what made it better."""


def build(known: ReportInput, request: ReportRequest) -> Report:
    """The report that is asked for. The same input gives the same report."""
    chosen = set(request.sections)
    knees = tuple(_knee(known, request, knee) for knee in request.knees)
    started = min((knee.began for knee in knees if knee.began), default=None)
    today = advice(known.library, known.status) if "looks" in chosen else None
    return Report(
        request=request,
        made=known.now,
        zone=known.zone,
        version=known.version,
        content=content_version(known.library),
        purpose=known.library.purpose,
        emergency_number=known.emergency_number,
        person=_person(known.library, knees, request) if "knee" in chosen else (),
        sports=known.sports if chosen & {"knee", "training"} else (),
        knees=tuple(_only(knee, chosen) for knee in knees),
        today=today.headline if today else "",
        allowed=_allowed(known) if "looks" in chosen else "",
        held_back=tuple(known.status.restrictions.because(known.library))
        if {"looks", "urgency"} <= chosen
        else (),
        ceilings=tuple(ceiling.words() for ceiling in known.status.ceilings) if "looks" in chosen else (),
        looks=tuple(_looks(known, request)) if "looks" in chosen else (),
        training=periods(known, request, started) if "training" in chosen else (),
        routines=tuple(routines(known, request)) if "routines" in chosen else (),
        tests=tuple(measured.tests(known, request)) if "routines" in chosen else (),
        trials=tuple(measured.trials(known, request)) if "helped" in chosen else (),
        tracked=tuple(measured.tracked(known, request)) if "tracked" in chosen else (),
        questions=tuple(open_questions(known, request, knees)) if "questions" in chosen else request.asks,
        advice=_advice(knees) if "advice" in chosen else (),
        notes=tuple(_notes(known, request)) if "notes" in chosen else (),
        sources=_sources(known.library, knees, request),
    )


def _knee(known: ReportInput, request: ReportRequest, knee: str) -> KneeReport:
    held = known.status.knees[knee].in_force
    result = newest(held)
    assessment = (known.assessments or {}).get(knee)
    responses = tuple(session_responses(known, request, knee))
    about = _of_questions(known.library, assessment) if assessment else KneeReport(knee=knee)
    return replace(
        about,
        knee=knee,
        began=history.began(known.library, result) if result else None,
        assessed=result.when if result else None,
        urgency=history.urgency(known.library, held, assessment),
        course=course(known, request, knee),
        responses=responses,
        counts=counts(responses),
    )


def newest(held: InForce) -> KneeResult | None:
    """The newest result that was reached in full: of those that hold, else the last one."""
    return next((result for result in held.results if result.stage != "under-way"), held.last)


def _of_questions(library: Library, assessment: Assessment) -> KneeReport:
    """What the answers alone say."""
    facts = assessment.facts
    every = (
        history.statement(question, assessment)
        for question in library.questions.values()
        if question.id in facts
    )
    return KneeReport(
        knee="",
        history=tuple(_history(library, assessment)),
        asked=history.asked_signs(library, facts, assessment.asked),
        causes=tuple(history.causes(library, assessment)),
        helped=tuple(history.statements(library, assessment, roles=HELPED)),
        go_if=tuple(sign.text for sign in assessment.go_if),
        answers=tuple(every),
        assessment=assessment,
    )


def _history(library: Library, assessment: Assessment) -> Iterator[Statement]:
    """How it began, where and when it hurts, as far as that was asked for itself; what stands elsewhere is left out."""
    elsewhere = {question.id for role in (*HELPED, "side", "duration") if (question := library.role(role))}
    begun = history.statements(library, assessment, topics=("start",))
    pain = history.statements(library, assessment, topics=("pain",))
    for answered in (*begun, *pain):
        if answered.id not in elsewhere and (not assessment.asked or answered.id in assessment.asked):
            yield answered


def of_assessment(
    library: Library,
    assessment: Assessment,
    request: ReportRequest,
    *,
    made: datetime,
    zone: str,
    version: str,
    number: str,
) -> Report:
    """A report of an assessment alone: answers of which no diary knows."""
    side = library.role("side")
    answered = assessment.facts.get(side.id) if side else None
    knee = replace(
        _of_questions(library, assessment),
        knee=answered if isinstance(answered, str) else "",
        assessed=made,
        urgency=history.reached(library, assessment, made),
    )
    chosen = set(request.sections)
    return Report(
        request=request,
        made=made,
        zone=zone,
        version=version,
        content=content_version(library),
        purpose=library.purpose,
        emergency_number=number,
        person=_person(library, (knee,), request),
        knees=(_only(knee, chosen),),
        advice=_advice((knee,)) if "advice" in chosen else (),
        sources=_sources(library, (knee,), request),
    )


def _only(knee: KneeReport, chosen: set[str]) -> KneeReport:
    """The knee without what no chosen section shows: what is not asked for leaves no trace in a file."""
    empty = KneeReport(knee=knee.knee)
    shown_by = {
        "knee": ("began", "assessed", "history"),
        "urgency": ("urgency", "asked"),
        "causes": ("causes",),
        "course": ("course",),
        "response": ("responses", "counts"),
        "helped": ("helped",),
        "advice": ("go_if",),
    }
    dropped = [name for section, names in shown_by.items() if section not in chosen for name in names]
    if not chosen & {"urgency", "causes", "answers"}:
        dropped += ["assessment", "answers"]
    if "urgency" not in chosen:
        knee = replace(knee, history=tuple(answered for answered in knee.history if answered.role))
    if "course" not in chosen:
        knee = replace(knee, responses=tuple(map(_without_medicine, knee.responses)))
    return replace(knee, **{name: getattr(empty, name) for name in dropped})


def _without_medicine(taken: SessionResponse) -> SessionResponse:
    return replace(taken, painkiller=False, reason="") if taken.painkiller else taken


def _person(library: Library, knees: Iterable[KneeReport], request: ReportRequest) -> tuple[Statement, ...]:
    """What was answered of the person; of somebody without a section on the urgency only the age."""
    answered: dict[str, Statement] = {}
    for assessment in filter(None, (knee.assessment for knee in knees)):
        for own in history.statements(library, assessment, topics=("person",)):
            if own.id == AGE or "urgency" in request.sections:
                answered.setdefault(own.id, own)
    return tuple(answered.values())


def _allowed(known: ReportInput) -> str:
    """What the gate of today leaves open, in the words of whoever could allow it.

    Nobody allowed what is merely not closed: the advice may still be to do less.
    """
    gate = known.status.gate
    if gate.full:
        return NOTHING_CLOSED
    words = next(field.type for field in fields_of(LookRecord) if field.name == "allowed")
    for name, own in ALLOWED.items():
        if (own.loading, own.gentle, own.impact) == (gate.loading, gate.gentle, gate.impact):
            return f"Allowed: {words.words(name)}"
    return f"Allowed: {words.words('gentle' if gate.loading else 'nothing')}"


def _looks(known: ReportInput, request: ReportRequest) -> Iterator[LookDone]:
    words = {field.name: field.type for field in fields_of(LookRecord)}
    for entry in sorted(known.entries, key=lambda entry: entry.when):
        if entry.look and any(entry.concerns(knee) for knee in request.knees):
            yield LookDone(
                when=entry.when,
                knee=entry.knee,
                by=words["by"].words(entry.look.by),
                allowed=words["allowed"].words(entry.look.allowed),
            )


def _advice(knees: Iterable[KneeReport]) -> tuple[tuple[str, str], ...]:
    tips = [tip for knee in knees if knee.assessment for tip in meant_first(knee.assessment)]
    return tuple(dict.fromkeys((tip.title, tip.text) for tip in tips))


def _notes(known: ReportInput, request: ReportRequest) -> Iterator[DiaryNote]:
    for entry in sorted(known.entries, key=lambda entry: entry.when):
        within = request.since <= entry.when.date() <= request.until
        if within and entry.note and any(entry.concerns(knee) for knee in request.knees):
            yield DiaryNote(when=entry.when, knee=entry.knee, text=entry.note)


def _sources(library: Library, knees: Iterable[KneeReport], request: ReportRequest) -> dict[str, str]:
    """The titles of what the shown statements rest on, by id."""
    named: list[str] = []
    for knee in knees:
        if knee.urgency and "urgency" in request.sections:
            named += [source for sign in knee.urgency.signs for source in sign.source]
        if "causes" in request.sections and request.whole:
            named += [source for cause in knee.causes for source in cause.source]
    return {name: library.sources[name].title for name in dict.fromkeys(named) if name in library.sources}
