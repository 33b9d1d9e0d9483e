"""The page of warning signs, answered for itself before the first exercise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneetui.services.interview import start
from kneetui.services.remembered_keys import SCREENING
from kneetui.triage import answers, flags

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.services.interview.interview import Interview


def page(services: Services) -> str:
    """The page of warning signs; empty if no content has one."""
    question = services.library.role("warning-signs")
    return question.page if question else ""


def interview(services: Services) -> Interview:
    """The interview that begins with the page: the one on its way, else a new one."""
    unfinished = start.unfinished(services)
    return unfinished[0] if unfinished else start.new(services)


def answered(interview: Interview) -> bool:
    """Whether the page is through."""
    name = page(interview.services)
    asked = {interview.library.questions[key].page for key in interview.asked}
    step = interview.step()
    return name in asked and (step is None or step.questions[0].page != name)


def passed(interview: Interview) -> bool:
    """Whether the page is through and raised no flag."""
    return answered(interview) and not flags.raised(interview.library, interview.facts)


def remember(interview: Interview) -> None:
    """Remember the answers; an interview that was begun for the page alone is over.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    services, name = interview.services, page(interview.services)
    on_page = {
        key: value for key, value in interview.facts.items() if interview.library.questions[key].page == name
    }
    record = {
        "when": services.now().isoformat(timespec="minutes"),
        "answers": answers.plain(on_page),
    }
    services.diary.remember(SCREENING, json.dumps(record, ensure_ascii=False))
    if all(interview.library.questions[key].page == name for key in interview.asked):
        interview.drop()
