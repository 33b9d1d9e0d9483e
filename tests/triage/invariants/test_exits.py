"""People whom the general advice was not made for: told first, and spared what does not suit them."""

from __future__ import annotations

from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.routines.gate import gate_for
from kneetui.triage import answers
from kneetui.triage.assessment import FOR_YOU, Assessment, assess

KNEECAP: dict[str, Any] = {
    "activity": "running",
    "age": 30,
    "onset": "gradual",
    "location": ["kneecap"],
    "worse-with": {"yes": ["stairs-down", "squatting"]},
    "swelling": "none",
    "weight-bearing": "normal",
    "warning-signs": [],
    "fever-or-unwell": False,
    "duration-days": 14,
    "pain-worst": 4,
}
TENDON = KNEECAP | {"location": ["below-kneecap"], "spread": "point", "worse-with": {"yes": ["jumping"]}}
PREGNANT = {"conditions": {"yes": ["pregnant-or-postpartum"]}}
OPERATED = {"warning-signs": {"yes": ["recent-surgery-or-injection"]}}


def assessed(library: Library, *changed: dict[str, Any]) -> Assessment:
    raw = dict(KNEECAP)
    for overriding in changed:
        raw |= overriding
    return assess(library, answers.read(raw, library))


@pytest.mark.parametrize(
    ("who", "tip"),
    [
        ({"age": 8}, "for-young-children"),
        ({"age": 10}, "for-growing-athletes"),
        ({"age": 15}, "for-growing-athletes"),
        (PREGNANT, "for-pregnancy-and-after-birth"),
        ({"warning-signs": {"yes": ["hormones-or-pill"]}}, "for-pregnancy-and-after-birth"),
        (OPERATED, "for-fresh-operations"),
    ],
)
def test_it_comes_first_in_the_advice(library: Library, who: dict[str, Any], tip: str) -> None:
    first = assessed(library, who).advice[0]
    assert (first.id, first.kind) == (tip, FOR_YOU)
    assert first.source


def test_everybody_else_has_none(library: Library) -> None:
    pill = {"warning-signs": {"yes": ["hormones-or-pill"]}, "conditions": []}
    for who in ({}, {"age": 16}, {"age": 80}, {"sex": "male"}, pill):
        assert not [tip for tip in assessed(library, who).advice if tip.kind == FOR_YOU]


@pytest.mark.parametrize("who", [PREGNANT, {"age": 12}])
def test_no_painkillers_for_them(library: Library, who: dict[str, Any]) -> None:
    usual = {tip.id for tip in assessed(library).advice}
    special = {tip.id for tip in assessed(library, who).advice}
    assert usual & {"painkillers", "pain-gel"}
    assert not special & {"painkillers", "pain-gel", "pain-gel-cautions"}


@pytest.mark.parametrize("who", [OPERATED, {"age": 9}])
def test_no_exercises_before_somebody_looked(library: Library, who: dict[str, Any]) -> None:
    special = assessed(library, who)
    assert special.urgency == "soon"
    assert special.routine is None
    assert not gate_for(library, special.urgency, [flag.id for flag in special.flags]).loading


def test_no_heavy_routine_while_growing(library: Library) -> None:
    adult, young = (assess(library, answers.read(TENDON | {"age": age}, library)) for age in (25, 15))
    assert adult.causes[0].id == young.causes[0].id == "patellar-tendinopathy"
    assert (adult.routine, young.routine) == ("patellar-tendon", "quiet-movement")


def test_a_thick_leg_around_a_birth_is_seen(library: Library) -> None:
    swollen = assessed(library, PREGNANT, {"swelling": "marked"})
    assert "swollen-around-birth" in {flag.id for flag in swollen.flags}
    calf = assessed(library, PREGNANT, {"warning-signs": {"yes": ["one-calf-swollen"]}})
    assert calf.urgency == "urgent"


def test_a_sore_calf_counts_more_around_a_birth(library: Library) -> None:
    calf = {"location": ["calf"]}
    assert "RF10" in {flag.id for flag in assessed(library, PREGNANT, calf).flags}
    assert "RF10" not in {flag.id for flag in assessed(library, calf).flags}
