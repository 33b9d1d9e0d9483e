from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question
from kneetui.services.container import Services
from kneetui.services.interview import start
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT, UNSAVED

Make = Callable[..., Services]


def first_option(question: Question) -> Answer | None:
    """A definite answer where there is one to choose, else "don't know"."""
    return question.options[0].id if question.kind == "choice" else None


def test_going_back_opens_the_questions_in_turn_with_their_answers_marked(make_services: Make) -> None:
    interview = start.new(make_services())
    for _ in range(4):
        step = interview.step()
        assert step is not None
        interview.answer(step.questions[0].id, first_option(step.questions[0]))
    for name in reversed(interview.asked):
        answer = interview.draft.facts.get(name)
        assert interview.back() == name
        assert name not in interview.draft.facts
        assert interview.marks.get(name) == answer
    assert interview.asked == ()
    assert interview.back() == ""


def test_a_kept_interview_comes_back_as_it_was(make_services: Make) -> None:
    services = make_services()
    assert start.unfinished(services) is None
    interview = start.new(services)
    for _ in range(3):
        step = interview.step()
        assert step is not None
        interview.answer(step.questions[0].id, first_option(step.questions[0]))
    interview.mark("age", 40.0)
    interview.keep()
    unfinished = start.unfinished(services)
    assert unfinished is not None
    again, when = unfinished
    assert again.plain() == interview.plain()
    assert when == services.now().replace(second=0)
    assert again.step() == interview.step()
    interview.drop()
    assert services.draft(DRAFT) is None


def emergency(services: Services) -> Interview:
    """The first emergency flag that one answer puts up."""
    for question in services.library.questions.values():
        for option in question.options if question.kind == "choice" else ():
            interview = start.new(services)
            interview.answer(question.id, option.id)
            if interview.emergency():
                return interview
    pytest.fail("no answer is an emergency")


def test_an_emergency_is_an_alarm_until_it_was_shown(make_services: Make) -> None:
    interview = emergency(make_services())
    assert interview.alarm()
    interview.go_on()
    assert not interview.alarm()
    assert interview.emergency()


def test_a_result_that_needs_a_doctor_outlives_another_interview(make_services: Make) -> None:
    services = make_services()
    alarming = emergency(services)
    alarming.keep()
    start.new(services).keep()
    held = services.draft(UNSAVED)
    assert held is not None
    assert held["began"] == alarming.began
    alarming.drop()
    assert services.draft(UNSAVED) is None


def test_a_page_does_not_ask_again_what_was_answered_in_full(make_services: Make) -> None:
    interview = start.new(make_services())
    page = interview.library.questions["other-signs"]
    everything = {option.id for option in page.options}
    assert {option.id for option in interview.offered(page).options} == everything
    interview.fill("morning-stiffness", "none")
    assert {option.id for option in interview.offered(page).options} == everything, (
        "own words are asked again"
    )
    interview.answer("mechanism", Choices(frozenset({"twist"})))
    interview.answer("pop", None)
    assert {option.id for option in interview.offered(page).options} == everything - {"mechanism"}
