"""Steps come to an end, and how many of them are to come is announced, and never raised."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kneetui.content.conditions import Answer
from kneetui.content.model import Library, Question
from kneetui.services.interview import start
from kneetui.services.interview.steps import FOR_HELPERS
from tests.examples import some
from tests.services.interview.test_interview import Make, emergency, first_option
from tests.triage.outcomes import outcomes

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
            assert not announced or step.about <= max(announced, step.number)
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


TOTAL = re.compile(r"of about (\d+)")


@pytest.mark.sampled
def test_the_questions_to_come_never_become_more(make_services: Make, library: Library) -> None:
    """A number that was named falls or stays; where more come than that, this is told without one."""
    services, more = make_services(), 0
    for case, _ in some(outcomes(library), 24):
        interview, named = start.new(services), 0
        while (step := interview.step()) is not None:
            total = None if step.first else TOTAL.search(step.counted)
            if total:
                assert not named or int(total[1]) <= named, (case.id, step.number)
                named = int(total[1])
            more += step.more
            assert step.number <= step.about
            for question in step.questions:
                interview.answer(question.id, case.facts.get(question.id))
    assert more
