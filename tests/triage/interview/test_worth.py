"""A question is worth what it may change: the causes, the urgency, the advice."""

from __future__ import annotations

from kneetui.content.model import Library
from kneetui.triage import answers, flags
from kneetui.triage.interview.next_question import askable
from kneetui.triage.interview.worth import worth


def test_a_question_may_be_asked_for_the_sake_of_the_advice(library: Library) -> None:
    facts = answers.read({"activity": "running", "warning-signs": []}, library)
    suggestions = {
        suggestion.question.id: suggestion
        for suggestion in worth(library, facts, askable(library, facts, list(facts)))
    }
    assert "worn-shoes" in suggestions["running.shoes"].advice
    assert suggestions["running.shoes"].urgent == 0


def test_an_answer_that_could_take_the_only_flag_back_is_worth_asking(library: Library) -> None:
    raw = {"warning-signs": [], "age": 66, "duration-days": 400, "trend": "same"}
    facts = answers.read(raw, library)
    assert [flag.id for flag in flags.raised(library, facts)] == ["RF30"]
    suggestions = {
        suggestion.question.id: suggestion
        for suggestion in worth(library, facts, askable(library, facts, list(facts)))
    }
    assert "RF30" in suggestions["morning-stiffness"].flags
    answered = {**facts, "morning-stiffness": "under-30-min"}
    assert flags.raised(library, answered) == ()
