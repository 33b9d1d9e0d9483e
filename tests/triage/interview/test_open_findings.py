"""What is named as not known of a cause is nothing that the answers answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Facts
from kneetui.content.model import Evidence, Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.satisfy import ways
from tests.examples import examples, some
from tests.triage.facts import facts_of
from tests.triage.outcomes import outcomes


def named_as_not_known(library: Library, assessment: Assessment) -> list[tuple[str, Evidence]]:
    return [
        (fit.id, finding)
        for fit in assessment.causes
        for finding in library.causes[fit.id].evidence
        if finding.id in {point.id for point in fit.unknown}
    ]


def can_be_said(library: Library, finding: Evidence, facts: Facts) -> bool:
    """Whether somebody who says nothing else than so far, and more, shows the finding."""
    return any(
        finding.condition.test(answers.counting(library, way)) is True
        for way in ways(library, finding.condition, facts)
    )


def can_be_asked_now(library: Library, finding: Evidence, facts: Facts) -> bool:
    """Whether answers to questions that no answer so far has closed show the finding."""
    closed = {
        name
        for name, question in library.questions.items()
        if question.when is not None and question.when.test(facts) is False
    }
    return any(closed.isdisjoint(way) for way in ways(library, finding.condition, facts))


@pytest.mark.sampled
def test_what_a_case_answers_is_never_named_as_not_known(library: Library) -> None:
    seen = 0
    for case, assessment in some(outcomes(library), 4):
        for cause, finding in named_as_not_known(library, assessment):
            seen += 1
            assert can_be_said(library, finding, assessment.facts), (case.id, cause, finding.id)
    assert seen > 100


@settings(max_examples=examples(200))
@given(st.data())
def test_what_any_answers_answer_is_never_named_as_not_known(library: Library, data: st.DataObject) -> None:
    assessment = assess(library, data.draw(facts_of(library)))
    for cause, finding in named_as_not_known(library, assessment):
        assert can_be_said(library, finding, assessment.facts), (cause, finding.id)


@settings(max_examples=examples(100))
@given(st.data())
def test_whatever_can_still_be_said_stays_named(library: Library, data: st.DataObject) -> None:
    assessment = assess(library, data.draw(facts_of(library)))
    named = {(cause, finding.id) for cause, finding in named_as_not_known(library, assessment)}
    shown = {fit.id for fit in assessment.causes}
    for fit in ranking(library).rank(assessment.facts):
        for finding in fit.unknown:
            if fit.cause.id in shown and (fit.cause.id, finding.id) not in named:
                assert not can_be_asked_now(library, finding, assessment.facts), (fit.cause.id, finding.id)


def test_who_runs_is_not_asked_about_a_saddle(library: Library) -> None:
    raw = {"age": 30, "activity": "running", "location": {"yes": ["kneecap"]}}
    assessment = assess(library, answers.read(raw, library))
    read = {
        question
        for _, finding in named_as_not_known(library, assessment)
        for question in finding.condition.questions()
    }
    assert read
    assert not {question for question in read if question.startswith(("cycling.", "weightlifting."))}


@pytest.mark.parametrize("swelling", ["none", "marked"])
def test_a_joint_that_is_not_swollen_is_not_asked_where(library: Library, swelling: str) -> None:
    raw = {"age": 12, "activity": "team-sport", "location": {"yes": ["shin-bump"]}, "swelling": swelling}
    fits = {fit.id: fit for fit in assess(library, answers.read(raw, library)).causes}
    assert "joint-swelling" not in {point.id for point in fits["osgood-schlatter"].unknown}
