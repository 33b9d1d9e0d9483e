"""Why a question is asked: never nothing, and never of causes that it says nothing of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.causes.base_weights import BASE_QUESTIONS
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.interview.next_question import FIRST_PAGE, askable, decides, suggest
from kneetui.triage.interview.why_asked import reasons

STAGES: list[dict[str, Any]] = [
    {},
    {"knee-signs": [], "warning-signs": [], "other-signs": [], "weight-bearing": "normal"},
    {"warning-signs": [], "weight-bearing": "limp", "age": 15, "onset": "sudden", "location": ["kneecap"]},
    {
        "age": 60,
        "onset": "gradual",
        "location": ["inner-line"],
        "swelling": "moderate",
        "activity": "cycling",
    },
]


@pytest.mark.parametrize("stage", STAGES)
def test_every_question_says_why(library: Library, stage: Mapping[str, Any]) -> None:
    facts = answers.read(stage, library)
    for question in library.questions.values():
        given = list(reasons(library, decides(library, facts, tuple(facts), question)))
        assert question.why
        assert given
        assert all(reason.text for reason in given)


def test_the_first_page_names_warning_signs(library: Library) -> None:
    for question in library.questions.values():
        if question.page == FIRST_PAGE:
            assert decides(library, {}, (), question).flags


def test_it_tells_apart_only_what_it_says_something_of(library: Library) -> None:
    index = ranking(library)
    facts = answers.read(STAGES[2], library)
    for question in askable(library, facts, tuple(facts)):
        between = decides(library, facts, tuple(facts), question).between
        causes = {index.causes[number].id for number in index.about.get(question.id, {})}
        assert not between or question.id in BASE_QUESTIONS or causes & set(between)


def test_it_is_what_the_interview_reckons_with(library: Library) -> None:
    facts: dict[str, Answer] = answers.read(STAGES[3] | STAGES[1], library)
    suggestion = suggest(library, facts, tuple(facts))
    assert suggestion
    again = decides(library, facts, tuple(facts), suggestion.question)
    assert (again.worth, again.flags, again.advice) == (suggestion.worth, suggestion.flags, suggestion.advice)


def test_a_question_that_decides_nothing_says_so(library: Library) -> None:
    facts = answers.read({"warning-signs": {"yes": ["chest-pain-or-breathless"]}, "age": 30}, library)
    habits = decides(library, facts, tuple(facts), library.questions["daily-habits"])
    assert not habits.flags
    texts = [reason.text for reason in reasons(library, habits)]
    assert any("changes no advice" in text or "tell apart" in text for text in texts)
