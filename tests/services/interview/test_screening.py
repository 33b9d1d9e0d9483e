"""The page of warning signs, before the first exercise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.conditions import Choices
from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.interview import screening, start
from kneetui.services.interview.interview import Interview
from kneetui.services.knee_status import knee_status
from kneetui.services.training.training import NotScreened, Training
from kneetui.status.known import StatusInput
from kneetui.status.status import status
from kneetui.testing import NOW
from tests.ui.gym import assessed

Make = Callable[..., Services]


def answer_page(interview: Interview, **given: Choices) -> None:
    """Nothing of the page is true, but for what is given."""
    name = screening.page(interview.services)
    while (step := interview.step()) is not None and step.questions[0].page == name:
        for question in step.questions:
            ids = [option.id for option in question.options]
            none = Choices(frozenset(), frozenset(ids)) if question.kind == "choices" else ids[0]
            interview.answer(question.id, given.get(question.id.replace("-", "_"), none))
    interview.keep()


def test_nothing_begins_before_it(make_services: Make, library: Library) -> None:
    services = make_services()
    training = Training(services)
    routine = next(iter(library.routines))
    today = training.today(routine, training.status())
    assert today is not None
    assert not training.status().screened
    with pytest.raises(NotScreened):
        training.begin(today)


def test_once_nothing_is_raised_it_is_remembered_and_exercises_begin(make_services: Make) -> None:
    services = make_services()
    interview = screening.interview(services)
    assert not screening.answered(interview)
    answer_page(interview)
    assert screening.passed(interview)
    screening.remember(interview)
    assert start.unfinished(services) is None
    training = Training(services)
    assert training.status().screened
    today = training.today(next(iter(services.library.routines)), training.status())
    assert today is not None
    assert training.begin(today).player.items


def test_what_is_raised_goes_on_as_an_interview(make_services: Make, library: Library) -> None:
    services = make_services()
    interview = screening.interview(services)
    signs = library.question_for("warning-signs")
    answer_page(interview, **{signs.id.replace("-", "_"): Choices(frozenset({signs.options[0].id}))})
    assert screening.answered(interview)
    assert not screening.passed(interview)
    assert start.unfinished(services) is not None
    assert not knee_status(services).gate.loading


def test_an_interview_on_its_way_is_gone_on_with_and_kept(make_services: Make) -> None:
    services = make_services()
    answer_page(start.new(services))
    interview = screening.interview(services)
    step = interview.step()
    assert step is not None
    interview.answer(step.questions[0].id, None)
    interview.keep()
    assert screening.passed(screening.interview(services))
    screening.remember(screening.interview(services))
    assert start.unfinished(services) is not None


def test_an_assessment_asked_already(make_services: Make) -> None:
    assert knee_status(
        make_services(entries=[assessed("self-care", when=NOW - timedelta(days=400))])
    ).screened


def test_content_without_such_a_page_asks_nothing() -> None:
    assert status(StatusInput(library=Library(), now=NOW)).screened
