"""What is open: what the person wants to know, what the diary asks, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kneetui.config.wording import count, date_words, knee_words
from kneetui.triage.interview.next_question import FIRST_PAGE

if TYPE_CHECKING:
    from kneetui.report.one_page.model import KneeReport, ReportInput, ReportRequest
    from kneetui.triage.assessment import Assessment

NAMED = 3
"""So many questions that nobody could answer are named on a page."""


def open_questions(known: ReportInput, request: ReportRequest, knees: Iterable[KneeReport]) -> Iterator[str]:
    """The person's own questions first, then changes of the diary without an answer, then what is not known."""
    yield from request.asks
    for alert in known.status.alerts:
        if alert.quiet is None and (alert.of_the_person or alert.knee in (*request.knees, "both")):
            about = "" if alert.of_the_person or len(request.knees) == 1 else f"{knee_words(alert.knee)}: "
            yield f"{about}{alert.text} {alert.why} (since {date_words(alert.since)})"
    for knee in knees:
        yield from _of_knee(known, request, knee)
    unrated = sum(
        entry.session is not None
        and entry.session.load is None
        and request.since <= entry.when.date() <= request.until
        for entry in known.entries
    )
    if unrated:
        yield f"{count(unrated, 'session')} without minutes or effort: not in the load."


def _of_knee(known: ReportInput, request: ReportRequest, knee: KneeReport) -> Iterator[str]:
    about = f"{knee_words(knee.knee)}: " if len(request.knees) > 1 else ""
    if knee.urgency and knee.urgency.check_again:
        yield f"{about}It was to be seen by somebody, and nobody wrote down that it was."
    if knee.assessment:
        unsaid = not_known(known, knee.assessment)
        if unsaid:
            more = f" and {len(unsaid) - NAMED} more" if len(unsaid) > NAMED and not request.whole else ""
            named = unsaid if request.whole else unsaid[:NAMED]
            yield f"{about}Asked, and not known: {' '.join(named)}{more}"
    mornings = sum(response.morning is None for response in knee.responses)
    if mornings:
        yield f"{about}The morning after is not written down for {mornings} of {count(len(knee.responses), 'session')}."


def not_known(known: ReportInput, assessment: Assessment) -> list[str]:
    """The questions that were asked and answered with "don't know"; the page of signs tells its own."""
    questions = (known.library.questions.get(name) for name in assessment.asked)
    return [
        question.asked_about(assessment.who)
        for question in questions
        if question and question.page != FIRST_PAGE and question.id not in assessment.facts
    ]
