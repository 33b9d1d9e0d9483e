"""A knee that fills with blood after a twist: a torn cruciate ligament goes before a torn meniscus."""

from __future__ import annotations

from itertools import product

import pytest

from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.causes.ranking import ranking

LIGAMENT, MENISCUS = "acl-tear", "meniscus-tear-acute"
PLACES: tuple[list[str], ...] = (
    [],
    ["inner-line"],
    ["outer-line"],
    ["inner-line", "outer-line"],
    ["whole-knee"],
)


def shares(library: Library, **answered: object) -> dict[str, float]:
    raw = {"onset": "sudden", "age": 25, **answered}
    ranked = ranking(library).rank(answers.read(raw, library))
    return {fit.cause.id: fit.probability for fit in ranked}


@pytest.mark.parametrize("pop", [{}, {"pop": False}], ids=["not asked", "no pop"])
@pytest.mark.parametrize("mechanism", ["twist", "landing", "sudden-stop", "knee-buckled-inward"])
def test_the_ligament_goes_before_the_meniscus_after_fast_swelling_in_any_sport(
    library: Library, mechanism: str, pop: dict[str, bool]
) -> None:
    sports = [option.id for option in library.questions["activity"].options]
    for sport, places, swelling in product(sports, PLACES, ("moderate", "marked")):
        place = {"location": {"yes": places}} if places else {}
        likely = shares(
            library,
            activity=sport,
            mechanism={"yes": [mechanism]},
            swelling=swelling,
            **{"swelling-onset": "within-2-hours"},
            **place,
            **pop,
        )
        assert likely[LIGAMENT] > likely[MENISCUS], (sport, places, swelling)


def test_the_meniscus_stays_in_front_where_it_swells_over_hours_or_sticks(library: Library) -> None:
    twist = {"activity": "running", "mechanism": {"yes": ["twist"]}, "location": {"yes": ["inner-line"]}}
    slow = {"swelling": "moderate", "swelling-onset": "within-a-day"}
    stuck = {"swelling": "moderate", "swelling-onset": "within-2-hours", "straighten": "stuck"}
    for signs in (slow, stuck):
        likely = shares(library, **twist, **signs)
        assert likely[MENISCUS] > likely[LIGAMENT], signs
