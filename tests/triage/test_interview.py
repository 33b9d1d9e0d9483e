"""The interview asks what would change the outcome most, and stops when nothing left would."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.evaluate import ask
from kneetui.triage.interview import MOST, Draft, askable, draft, suggest
from tests.triage.facts import facts_of

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_warning_signs_come_first(library: Library) -> None:
    suggestion = suggest(library, {})
    assert suggestion is not None
    assert suggestion.question.page == "warning-signs"


def test_nothing_is_asked_twice_or_without_need(library: Library) -> None:
    found = ask(library, {})
    assert len(found.asked) == len(set(found.asked)) <= MOST
    assert "swelling-onset" not in ask(library, {"swelling": "none"}).asked
    assert "running.surface" not in ask(library, {"activity": "cycling"}).asked


def test_a_sports_own_question_is_askable_for_that_sport(library: Library) -> None:
    runner = {question.id for question in askable(library, {"activity": "running"}, ["activity"])}
    assert "running.surface" in runner
    assert "cycling.saddle" not in runner
    nobody = {question.id for question in askable(library, {}, [])}
    assert "running.surface" not in nobody


def test_heat_and_swelling_lead_to_the_question_about_fever_or_injury(library: Library) -> None:
    facts = answers.read({"swelling": "marked", "warm-or-red": "warm", "warning-signs": []}, library)
    suggestion = suggest(library, facts, list(facts))
    assert suggestion is not None
    assert suggestion.flags or suggestion.question.page == "warning-signs"


@few
@given(st.data())
def test_every_interview_ends_and_is_the_same_again(library: Library, data: st.DataObject) -> None:
    oracle = data.draw(facts_of(library, most=25))
    first = ask(library, oracle)
    assert len(first.asked) <= MOST
    assert first == ask(library, oracle)
    assert set(first.facts) <= set(first.asked)


def test_a_draft_remembers_what_was_not_known(library: Library) -> None:
    held = Draft().answered("age", 30.0).answered("swelling", None)
    assert held.asked == ("age", "swelling")
    assert held.facts == {"age": 30.0}
    assert draft(held.plain(), library) == held


def test_a_draft_survives_questions_that_no_longer_exist(library: Library) -> None:
    raw = {"asked": ["gone", "age"], "answers": {"gone": 1, "age": 30, "swelling": "gigantic"}}
    assert draft(raw, library) == Draft(("age",), {"age": 30.0})


def test_changing_an_answer_opens_what_depended_on_it(library: Library) -> None:
    held = Draft().answered("swelling", "marked").answered("swelling-onset", "later").answered("age", 30.0)
    again = held.without("swelling", library)
    assert again.asked == ("age",)
    assert again.facts == {"age": 30.0}


@pytest.mark.parametrize("value", [Choices(frozenset({"kneecap"})), None])
def test_answering_again_keeps_the_place(value: Answer | None) -> None:
    held = (
        Draft()
        .answered("location", Choices(frozenset({"calf"})))
        .answered("age", 30.0)
        .answered("location", value)
    )
    assert held.asked == ("location", "age")
    assert held.facts.get("location") == value
