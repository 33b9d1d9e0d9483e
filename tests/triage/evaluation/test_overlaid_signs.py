"""A warning sign that a person has is found by interview, whatever else is true of them."""

from __future__ import annotations

import random

import pytest

from kneetui.content.model import Library
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.overlaid_signs import Walked, overlaid, walk
from kneetui.triage.interview.next_question import MOST
from kneetui.triage.interview.open_signs import core_signs

SEED = 7
CASES = 15


@pytest.fixture(scope="module")
def walked(library: Library, cases: list[Case]) -> list[Walked]:
    """A few pairs of each of some cases; the benchmark walks them all."""
    chance = random.Random(SEED)
    results = []
    for case in chance.sample(cases, CASES):
        signs = chance.sample(core_signs(library), 6)
        results += [walk(library, pair) for pair in overlaid(library, [case], signs)]
    return results


def test_no_sign_is_lost_between_all_answers_and_the_interview(walked: list[Walked]) -> None:
    assert len(walked) > 3 * CASES
    assert {patient.pair.urgency for patient in walked} >= {"emergency", "urgent", "soon"}
    assert [
        (patient.pair.case.id, patient.pair.sign.name, patient.urgency) for patient in walked if patient.lost
    ] == []


def test_looking_for_every_sign_costs_no_endless_interview(walked: list[Walked]) -> None:
    assert max(patient.questions for patient in walked) <= MOST
