"""A place next to the right one counts for something."""

from __future__ import annotations

import math

import pytest

from kneetui.content.conditions import Choices, Facts, Has
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from kneetui.triage.causes.nearby_places import BESIDE, PLACE, neighbours
from kneetui.triage.causes.ranking import ranking


def at(library: Library, *places: str) -> Facts:
    question = library.role(PLACE)
    assert question is not None
    return {question.id: Choices(frozenset(places))}


def test_no_place_beside_its_own_speaks_much_against_a_cause(library: Library) -> None:
    """All causes of all packs, every place that speaks for one, every place next to it."""
    question, index = library.role(PLACE), ranking(library)
    assert question is not None
    near, tried = neighbours(question), 0
    for group in index.groups:
        for finding in group.evidence:
            condition = finding.condition
            if finding.present <= 1 or not (isinstance(condition, Has) and condition.question == question.id):
                continue
            for place in condition.options:
                for other in near.get(place, ()):
                    value, _ = group.value(at(library, other))
                    assert value >= BESIDE, (index.causes[group.cause].id, place, other)
                    tried += 1
    assert tried > 200


def test_a_place_far_off_still_speaks_against_it(library: Library) -> None:
    index = ranking(library)
    (group,) = [
        group
        for group in index.groups
        if index.causes[group.cause].id == "hamstring-tendinopathy" and group.beside
    ]
    assert group.value(at(library, "kneecap"))[0] < BESIDE
    assert group.value(at(library, "kneecap", "inner-line"))[0] < BESIDE
    assert group.value(at(library, "inner-line"))[0] == BESIDE


@pytest.mark.parametrize(
    ("age", "place", "both"),
    [
        (12, "below-kneecap", {"sinding-larsen-johansson", "osgood-schlatter"}),
        (12, "shin-bump", {"osgood-schlatter", "sinding-larsen-johansson"}),
        (30, "back-outer", {"hamstring-tendinopathy", "popliteus-tendinopathy"}),
    ],
)
def test_people_point_a_finger_off(library: Library, age: int, place: str, both: set[str]) -> None:
    facts = answers.read(
        {
            "age": age,
            "activity": "running",
            "onset": "gradual",
            "location": {"yes": [place]},
            "worse-with": {"yes": ["running", "jumping"]},
            "swelling": "none",
        },
        library,
    )
    assert both <= {fit.id for fit in assess(library, facts).causes[:4]}


def test_the_back_in_the_middle_may_be_its_outer_side(library: Library) -> None:
    index = ranking(library)
    for cause in ("hamstring-tendinopathy", "popliteus-tendinopathy", "bakers-cyst"):
        groups = [group for group in index.groups if index.causes[group.cause].id == cause and group.beside]
        for place in ("back-middle", "back-outer"):
            assert all(group.value(at(library, place))[0] >= math.log(0.5) for group in groups), (
                cause,
                place,
            )
