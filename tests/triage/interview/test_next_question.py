"""The interview asks what would change the outcome most, and stops when nothing left would."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import All, Answer, AtLeast, Choices, Condition, Is, Says
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import ask
from kneetui.triage.interview.next_question import FEW, MOST, SIGNS_FIRST, askable, suggest
from kneetui.triage.interview.open_signs import open_signs, unasked
from kneetui.triage.short_form import answer_from, lines
from tests.examples import examples
from tests.triage.facts import facts_of

CLEAR = {
    "age": 27, "activity": "running", "side": "right", "onset": "gradual", "duration-days": 10, "trend": "same",
    "location": ["outer-above-line"], "spread": "point", "worse-with": ["running", "downhill"], "pain-worst": 4,
    "pain-timing": ["same-distance-each-time"], "swelling": "none", "weight-bearing": "normal", "mechanical": [],
    "warning-signs": [], "mechanism": [], "fever-or-unwell": False,
}  # fmt: skip

few = settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_warning_signs_come_first(library: Library) -> None:
    suggestion = suggest(library, {})
    assert suggestion is not None
    assert suggestion.question.page == "warning-signs"


def test_nothing_is_asked_twice_or_without_need(library: Library) -> None:
    assessment = ask(library, {})
    assert len(assessment.asked) == len(set(assessment.asked)) <= MOST
    assert "swelling-onset" not in ask(library, {"swelling": "none"}).asked
    assert "running.surface" not in ask(library, {"activity": "cycling"}).asked


def test_a_sports_own_question_is_askable_for_that_sport(library: Library) -> None:
    runner = {question.id for question in askable(library, {"activity": "running"}, ["activity"])}
    assert "running.surface" in runner
    assert "cycling.saddle" not in runner
    nobody = {question.id for question in askable(library, {}, [])}
    assert "running.surface" not in nobody


# --- what can be asked ---------------------------------------------------------------------------

POP, HOT, FAR = Says("pop", True), Says("fever-or-unwell", True), Is("swelling-onset", frozenset({"later"}))


def is_askable(
    library: Library, condition: Condition, facts: dict[str, Answer], *asked: str, by: str = "when"
) -> bool:
    """Whether a question with this condition is asked now."""
    changed = {"when": None, "relevant": None, by: condition}
    question = replace(library.questions["bruise-or-gap"], **changed)  # type: ignore[arg-type]
    hidden = replace(library.questions["swelling-onset"], when=Says("hip-signs", True))
    shown = {**library.questions, question.id: question, hidden.id: hidden}
    return question.id in {one.id for one in askable(replace(library, questions=shown), facts, asked)}


@pytest.mark.parametrize("by", ["when", "relevant"])
def test_a_question_waits_for_the_answers_that_it_hangs_on(library: Library, by: str) -> None:
    assert is_askable(library, POP, {"pop": True}, "pop", by=by)
    assert not is_askable(library, POP, {"pop": False}, "pop", by=by)
    assert not is_askable(library, POP, {}, by=by)
    assert is_askable(library, POP, {}, "pop", by=by)


def test_it_waits_for_all_of_them_unless_none_can_come_any_more(library: Library) -> None:
    def waits(facts: dict[str, Answer], *asked: str) -> bool:
        return not is_askable(library, All((POP, HOT)), facts, *asked, by="relevant")

    assert waits({}, "pop")
    assert waits({"pop": True}, "pop")
    assert not waits({}, "pop", "fever-or-unwell")
    assert not waits({"pop": True}, "fever-or-unwell")
    assert not waits({"pop": True}, "pop", "fever-or-unwell")
    either = AtLeast(1, (POP, FAR))
    assert not is_askable(library, either, {}, "pop", by="relevant")
    assert not is_askable(library, either, {"hip-signs": True}, "pop", "hip-signs", by="relevant")
    assert is_askable(library, either, {"hip-signs": False}, "pop", "hip-signs", by="relevant")


# --- what comes first ----------------------------------------------------------------------------


def test_no_interview_goes_beyond_its_end(library: Library) -> None:
    asked = [name for name in library.questions if name != "warning-signs"]
    assert suggest(library, {}, asked[: MOST - 1]) is not None
    assert suggest(library, {}, asked[:MOST]) is None


def test_after_the_first_pages_comes_what_they_left_open_then_what_everybody_is_asked(
    library: Library,
) -> None:
    pages = ["knee-signs", "warning-signs"]
    facts: dict[str, Answer] = {"knee-signs": Choices(frozenset({"straighten"}), frozenset({"swelling"}))}
    marked = suggest(library, facts, pages)
    assert marked is not None
    assert marked.question.id == "straighten"
    asked, always = [*pages, "straighten"], {key for key, one in library.questions.items() if one.always}
    for _ in always:
        suggestion = suggest(library, facts, asked)
        assert suggestion is not None
        asked.append(suggestion.question.id)
    assert set(asked) == {*pages, "straighten", *always}
    sudden: dict[str, Answer] = {**facts, "onset": "sudden"}
    next_one = suggest(library, sudden, asked)
    assert next_one is not None
    assert next_one.question.id == "mechanism"


def test_a_marked_line_whose_question_nobody_can_be_asked_is_passed_over(library: Library) -> None:
    closed = replace(library.questions["straighten"], when=Says("pop", True))
    own = replace(library, questions={**library.questions, closed.id: closed})
    facts: dict[str, Answer] = {"knee-signs": Choices(frozenset({"straighten"})), "pop": False}
    suggestion = suggest(own, facts, ["knee-signs", "warning-signs", "pop"])
    assert suggestion is not None
    assert suggestion.question.always


@pytest.mark.parametrize("name", ["SELDOM-008", "UNSEEN-115"])
def test_after_fifteen_questions_only_what_an_open_warning_sign_hangs_on_is_asked(
    library: Library, cases: list[Case], name: str
) -> None:
    case = next(case for case in cases if case.id == name)
    facts: dict[str, Answer] = {}
    asked: list[str] = []
    late = 0
    while (suggestion := suggest(library, facts, asked)) is not None:
        counted = answers.counting(library, facts)
        left = unasked(library, counted, asked)
        signs = open_signs(library, counted, left)
        if len(asked) >= SIGNS_FIRST and signs:
            late += 1
            assert suggestion.question.id in {key for sign in signs for key in sign.open(counted, left)}
        asked.append(suggestion.question.id)
        answer = answer_from(library, suggestion.question, case.facts)
        if answer is not None:
            facts[suggestion.question.id] = answer
    assert late


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
    assert set(first.facts) <= set(first.asked) | behind_lines(library, first.asked)


def behind_lines(library: Library, asked: Collection[str]) -> set[str]:
    """The questions that short lines stand for."""
    return {name for page in asked for _, name, _ in lines(library.questions[page])}


def test_a_clear_knee_is_asked_less_than_a_puzzling_one(library: Library) -> None:
    clear = answers.read(CLEAR, library)
    puzzling = {
        key: value for key, value in clear.items() if key in ("age", "weight-bearing", "warning-signs")
    }
    assert len(ask(library, clear).asked) < len(ask(library, puzzling).asked)
    assert len(ask(library, clear).asked) >= FEW
