"""Routines for readers outside the app: as lines of text, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kneetui.config.wording import count, day_words, minutes_words
from kneetui.report.exercise_page import dose_plain
from kneetui.report.plain_lines import wrapped
from kneetui.routines import dose, plan
from kneetui.routines.criteria import least_weeks
from kneetui.routines.wording import (
    criterion_words,
    dose_words,
    for_sports_words,
    length_words,
    made_for_words,
    moves_on_words,
    often_words,
    phase_words,
    place_words,
    rule_words,
)

if TYPE_CHECKING:
    from datetime import date

    from kneetui.content.model import Criterion, Library, Phase, Routine
    from kneetui.routines.dose import WorkItem
    from kneetui.routines.fitted import MadeFor
    from kneetui.routines.progress import Progress


def listing(library: Library, routines: Sequence[Routine], marks: dict[str, str]) -> Iterator[str]:
    """A line for each routine: id, name, how long and how often; ``marks`` says more of some, by id."""
    longest = max((len(routine.id) for routine in routines), default=0)
    for routine in routines:
        first = routine.phases[0]
        length = max(1, plan.phase_minutes(library, first))
        parts = (
            routine.name,
            minutes_words(length),
            length_words(routine) if routine.fitted else often_words(first.per_week or routine.per_week),
            count(len(routine.phases), "phase"),
        )
        mark = f" · {marks[routine.id]}" if routine.id in marks else ""
        yield from wrapped(" · ".join(parts) + mark, f"{routine.id:{longest}}  ")


def page(library: Library, routine: Routine, progress: Progress) -> Iterator[str]:
    """One routine: what it is for, where somebody is in it, its phases with doses, rule and sources."""
    yield f"{routine.name} ({routine.id})"
    yield from wrapped(routine.summary)
    helped = [library.causes[cause].name for cause in routine.causes if cause in library.causes]
    if helped:
        yield from wrapped(f"For: {', '.join(helped)}")
    yield length_words(routine)
    yield from wrapped(f"You: {place_words(library, progress)}. {moves_on_words(library, progress)}")
    for number, phase in enumerate(routine.phases, 1):
        yield ""
        yield from wrapped(f"{phase.name}: {phase.goal}", f"{number}  ")
        yield from (f"   {line}" for line in phase_lines(library, phase))
        yield from wrapped(phase_words(library, routine, number - 1), "   ")
    yield ""
    for colour, span, text in rule_words(library.rules[routine.rule]):
        yield from wrapped(text, f"{colour} {span}: ")
    if routine.note:
        yield from wrapped(routine.note, "Note: ")
    sources = [library.sources[name].title for name in routine.source if name in library.sources]
    if sources:
        yield from wrapped("; ".join(sources), "Sources: ")


def phase_lines(library: Library, phase: Phase) -> Iterator[str]:
    """The exercises of a phase with their full doses, and the sports that they are for."""
    sports = {step.exercise: for_sports_words(step) for step in phase.steps}
    items = plan.phase_items(library, phase)
    for item, line in zip(items, items_lines(items), strict=True):
        yield line
        if sports[item.planned]:
            yield f"  {sports[item.planned]}"


def items_lines(items: Sequence[WorkItem]) -> Iterator[str]:
    """Exercises with their doses, a line each."""
    longest = max((len(item.exercise.name) for item in items), default=0)
    for item in items:
        yield f"{item.exercise.name:{longest}}  {dose_words(item.exercise, item.dose)}"


def plain(library: Library, routine: Routine, progress: Progress) -> dict[str, Any]:
    """All of a routine as data, with the place of this person in it."""
    return {
        "id": routine.id,
        "name": routine.name,
        "summary": routine.summary,
        "pack": routine.pack,
        "causes": list(routine.causes),
        "activities": list(routine.activities),
        "per-week": routine.per_week,
        "least-weeks": least_weeks(routine),
        "rule": routine.rule,
        "phases": [
            {
                "id": phase.id,
                "name": phase.name,
                "goal": phase.goal,
                "green-sessions": phase.green_sessions,
                "weeks": phase.weeks,
                "per-week": phase.per_week or routine.per_week,
                "entry": criteria_plain(library, phase.entry),
                "minutes": plan.phase_minutes(library, phase),
                "steps": [{"exercise": step.exercise, "dose": dose_plain(step.dose)} for step in phase.steps],
            }
            for phase in routine.phases
        ],
        "source": list(routine.source),
        "note": routine.note,
        "place": place_plain(progress),
    }


def criteria_plain(library: Library, criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """What tests at home have to come to: the limits that are set, and all of it in words."""
    return [
        {key: value for key, value in asdict(criterion).items() if value is not None}
        | {"words": criterion_words(library, criterion)}
        for criterion in criteria
    ]


def place_plain(progress: Progress) -> dict[str, Any]:
    """Where somebody is in a routine; ``phase`` counts from 1."""
    place = progress.place
    return {
        "phase": progress.phase + 1,
        "sessions": progress.sessions,
        "green-sessions": place.greens,
        "dose": round(place.factor, 2),
        "eased": place.eased,
        "finished": place.finished,
    }


def session(
    routine: Routine, items: Sequence[WorkItem], day: date | None, now: date, fit: MadeFor | None = None
) -> Iterator[str]:
    """What comes next of a routine: from which day on, how long it takes, what it was made for, and the exercises."""
    when = f"from {day_words(day)}" if day and day > now else "today"
    length = made_for_words(fit) if fit else f"about {minutes_words(max(1, round(dose.minutes(items))))}"
    yield f"{routine.name}, {when}, {length}:"
    yield from (f"  {line}" for line in items_lines(items))
