"""Steps come to an end, and how many of them are to come is announced without jumps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.content.conditions import Answer
from kneetui.content.model import Question
from kneetui.services.interview import start
from kneetui.services.interview.steps import FOR_HELPERS, STEADY
from tests.services.interview.test_interview import Make, emergency, first_option

LIMIT = 200
"""More questions than any interview has."""


def unknown(question: Question) -> Answer | None:
    return None


@pytest.mark.parametrize("reply", [first_option, unknown])
def test_it_ends_and_announces_steadily(
    make_services: Make, reply: Callable[[Question], Answer | None]
) -> None:
    interview = start.new(make_services())
    asked: list[str] = []
    announced = signs = 0
    while (step := interview.step()) is not None:
        assert step.number <= step.about
        signs += step.first
        if step.first:
            assert step.number == signs, "the signs are counted for themselves"
        else:
            assert step.number == 1 or announced, "and the questions after them begin at one"
            assert not announced or step.about <= announced + STEADY
            announced = step.about
        for question in step.questions:
            assert question.id not in asked
            interview.answer(question.id, reply(question))
            asked.append(question.id)
        assert len(asked) < LIMIT
    assert interview.asked == tuple(asked)
    assert interview.assess().urgency


def test_after_an_emergency_only_what_helpers_need_is_asked(make_services: Make) -> None:
    interview = emergency(make_services())
    while (step := interview.step()) is not None and interview.emergency():
        interview.answer(step.questions[0].id, None)
        assert len(interview.asked) <= FOR_HELPERS
