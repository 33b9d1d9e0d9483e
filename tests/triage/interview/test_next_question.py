"""The interview asks what would change the outcome most, and stops when nothing left would."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.evaluation.evaluate import ask
from kneetui.triage.interview.next_question import FEW, MOST, askable, suggest
from kneetui.triage.short_form import lines
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
