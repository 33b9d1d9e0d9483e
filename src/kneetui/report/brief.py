"""The first of an assessment, one thing after the other: how urgent, why, what to do, when to go at once, what fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kneetui.config.wording import day_words, listed
from kneetui.content.model import Library
from kneetui.triage.assessment import FOR_YOU, Assessment
from kneetui.triage.recheck import recheck_days
from kneetui.triage.wording import groups, more_if, no_flag, often, ruled_out_first, sureness, told_level

SHOWN = 3
"""So many causes, pieces of advice and answers that would make it more urgent are named."""


def emergency(library: Library, assessment: Assessment, number: str) -> Iterator[str]:
    """What stops an interview: the number first, then why, what to do, and first aid."""
    level = library.urgencies["emergency"]
    up = [flag for flag in assessment.flags if flag.urgency == level.id]
    yield f"{level.symbol} {level.name.upper()}. Emergency number: {number}."
    yield up[0].do if up else level.do
    if up:
        yield f"Because: {up[0].because}"
    for flag in up[1:]:
        yield f"Also: {flag.because} {flag.do}"
    if first := ruled_out_first(assessment):
        yield first
    for tip in [advised for advised in assessment.advice if advised.kind == "first-aid"][:SHOWN]:
        yield f"{tip.title}. {tip.text}"


def brief(library: Library, assessment: Assessment, number: str, now: datetime) -> Iterator[str]:
    """The assessment in a few paragraphs."""
    level = told_level(library, assessment)
    called = f" Emergency number: {number}." if level.id == "emergency" else ""
    yield f"{level.symbol} {level.name.upper()}: {level.who}, {level.within}.{called}"
    reasons = list(dict.fromkeys(flag.because for flag in assessment.flags)) or [no_flag(library, assessment)]
    yield f"Because: {' '.join(reasons)}"
    yield f"What to do now: {assessment.flags[0].do if assessment.flags else level.do}"
    mine = [tip for tip in assessment.advice if tip.kind == FOR_YOU]
    yield from (f"Above all: {tip.title}. {tip.text}" for tip in mine)
    yield from _more_urgent(library, assessment)
    yield from _causes(assessment)
    for tip in [advised for advised in assessment.advice if advised.kind != FOR_YOU][:SHOWN]:
        yield f"{tip.title}. {tip.text}"
    if assessment.routine:
        yield f"A routine that fits: {library.routines[assessment.routine].name}."
    if level.id != "emergency":
        due = now + timedelta(days=recheck_days(library, level.id, [fit.id for fit in assessment.causes]))
        yield f"Check again on {day_words(due)}, sooner if anything changes."
    yield library.purpose


def _more_urgent(library: Library, assessment: Assessment) -> Iterator[str]:
    above = groups(library, assessment.more_urgent)
    named = [group for group in above if group.urgency == above[0].urgency][:SHOWN]
    if named:
        yield "\n".join([f"{more_if(library, named[0].urgency)}:", *(f"- {group}" for group in named)])


def _causes(assessment: Assessment) -> Iterator[str]:
    first = ruled_out_first(assessment)
    others = [fit for fit in assessment.causes if not fit.rule_out]
    named = [f"{fit.name} ({often(fit)})" for fit in others[:SHOWN]]
    what = "What else fits" if first else "What fits"
    fits = f"{what}, among people with these answers: {listed(named)}." if named else ""
    yield " ".join(filter(None, (sureness(assessment), fits) if first else (fits, sureness(assessment))))
