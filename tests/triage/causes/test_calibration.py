"""Probabilities as they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.cli.evaluate import aside
from kneetui.content.conditions import Answer
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from kneetui.triage.causes.calibration import FEW, HIGHEST_OF_FEW, calibrated, power, shared_out
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import read_cases
from kneetui.triage.evaluation.evaluate import calibration_curve, mean_distance, run
from kneetui.triage.wording import frequency
from tests.triage.facts import facts_of
from tests.triage.invariants.test_properties import many


@many
@given(st.data())
def test_the_order_stays_and_the_whole_is_one(library: Library, data: st.DataObject) -> None:
    ranked = ranking(library).rank(answers.counting(library, data.draw(facts_of(library))))
    shown = list(calibrated(ranked).values())
    assert sum(shown) == pytest.approx(1)
    assert shown == sorted(shown, reverse=True)


@many
@given(st.data())
def test_little_known_is_never_nine_of_ten(library: Library, data: st.DataObject) -> None:
    facts: dict[str, Answer] = data.draw(facts_of(library, most=6))
    ranked = ranking(library).rank(answers.counting(library, facts))
    first = ranked[0]
    if len(first.reasons) <= FEW * (len(first.reasons) + len(first.unknown)):
        highest = calibrated(ranked)[first.cause.id]
        assert highest <= HIGHEST_OF_FEW
        assert "9 of 10" not in frequency(highest)


def test_what_is_shown_is_the_ranking_to_the_power(library: Library) -> None:
    assessment = assess(library, {"age": 40.0, "swelling": "marked"})
    ranked = ranking(library).rank(assessment.facts)
    shown = shared_out([fit.probability for fit in ranked], power(ranked))
    by_cause = {fit.cause.id: probability for fit, probability in zip(ranked, shown, strict=True)}
    assert {fit.id: fit.probability for fit in assessment.causes} == pytest.approx(
        {fit.id: by_cause[fit.id] for fit in assessment.causes}
    )


@pytest.mark.hunt
def test_cases_kept_aside_are_right_as_often_as_they_are_said_to_be(library: Library) -> None:
    folders = [Path(pack.folder) for pack in library.packs.values()]
    cases = [case for folder in folders for case in read_cases(folder, library) if aside(case.id)]
    curve = calibration_curve(run(library, cases))
    assert sum(step.cases for step in curve) == len(cases)
    assert mean_distance(curve) <= 0.05
