"""Which causes are named, and which stands first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.conditions import Choices, Facts, Says
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import assess
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.named_causes import FIRST, called_for
from kneetui.triage.ranking import ranking
from tests.triage.facts import facts_of
from tests.triage.test_properties import many


def first(library: Library, facts: Facts) -> str:
    return assess(library, facts).causes[0].id


@many
@given(st.data())
def test_no_cause_stands_first_that_the_answers_do_not_call_for(
    library: Library, data: st.DataObject
) -> None:
    facts = answers.counting(library, data.draw(facts_of(library)))
    ranked = ranking(library).rank(facts)
    candidates = [fit for fit in ranked[: 2 * FIRST] if called_for(fit, facts)]
    if candidates:
        assert first(library, facts) in {fit.cause.id for fit in candidates} | {
            cause for flag in assess(library, facts).flags for cause in library.flags[flag.id].cause
        }


def test_every_condition_of_a_cause_keeps_it_from_the_first_place(library: Library) -> None:
    """All causes of all packs: with the fewest answers that exclude one, it is not named; where it may not be first, it is not."""
    excluding = staying_behind = 0
    for cause in library.causes.values():
        if cause.when is not None:
            excluded = next(ways(library, cause.when, {}, wanted=False))
            assert cause.id not in [fit.id for fit in assess(library, excluded).causes], cause.id
            excluding += 1
        if cause.first_when is not None:
            behind = next((way for way in ways(library, cause.first_when, {}, wanted=False)), {})
            assert first(library, behind) != cause.id
            staying_behind += 1
    assert excluding
    assert staying_behind


@pytest.mark.parametrize(
    ("facts", "never"),
    [
        (
            {
                "onset": "within-48h-after",
                "muscle-soreness": "both-sides",
                "swelling": "moderate",
                "fever-or-unwell": True,
            },
            "muscle-soreness",
        ),
        (
            {"location": Choices(yes=frozenset({"kneecap"})), "straighten": "cannot-lift"},
            "patellofemoral-pain",
        ),
        (
            {"knee-history": Choices(yes=frozenset({"joint-replacement"})), "age": 70.0, "onset": "gradual"},
            "osteoarthritis",
        ),
        ({"onset": "gradual", "morning-stiffness": "under-30-min", "duration-days": 400.0}, "osteoarthritis"),
    ],
)
def test_what_the_answers_speak_against_is_not_first(library: Library, facts: Facts, never: str) -> None:
    assert first(library, facts) != never


def test_without_its_condition_the_same_cause_would_be_first(library: Library) -> None:
    facts: Facts = {"onset": "gradual", "morning-stiffness": "under-30-min", "duration-days": 400.0}
    free = {key: replace(cause, first_when=None) for key, cause in library.causes.items()}
    assert first(replace(library, causes=free), facts) == "osteoarthritis"
    asked = {key: replace(cause, first_when=Says("fever-or-unwell", True)) for key, cause in free.items()}
    some = assess(replace(library, causes=asked), facts)
    assert some.causes[0].id == ranking(library).rank(some.facts)[0].cause.id
