"""What counts while little is known: a level that the answers leave too likely."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers, flags
from kneetui.triage.assessment import assess
from kneetui.triage.flags import Raised
from kneetui.triage.interview.still_possible import Left
from kneetui.triage.interview.urgency_conditions import levels
from tests.triage.facts import facts_of
from tests.triage.invariants.test_properties import many

SWELLS_BY_ITSELF: dict[str, Answer] = {"age": 70.0, "swelling": "moderate"}


def unproven(library: Library, facts: dict[str, Answer], asked: tuple[str, ...] = ()) -> list[Raised]:
    return [flag for flag in assess(library, facts, asked).flags if not flag.proven]


@many
@given(st.data())
def test_it_only_raises_and_only_to_what_is_still_possible(library: Library, data: st.DataObject) -> None:
    facts = data.draw(facts_of(library, most=7))
    assessment = assess(library, facts)
    counted = answers.counting(library, facts)
    assert URGENCIES.index(assessment.urgency) <= URGENCIES.index(flags.urgency(library, counted))
    open_to_all = Left(library.questions)
    for sign in unproven(library, facts):
        assert assessment.urgency == sign.urgency
        assert URGENCIES.index(sign.urgency) < URGENCIES.index(flags.urgency(library, counted))
        assert any(
            level.could_hold(counted, open_to_all)
            for level in levels(library)
            if level.name == sign.id and level.urgency == sign.urgency
        )


@many
@given(st.data(), st.floats(1, 400))
def test_no_pack_talks_it_away(library: Library, data: st.DataObject, weight: float) -> None:
    """However likely a pack makes its own cause, what the core cannot rule out stays."""
    facts = data.draw(facts_of(library, most=7))
    one = next(iter(library.causes.values()))
    own = replace(one, id="loud", pack="loud", evidence=(), when=None, weight=weight, weights={}, ages=())
    loud = replace(library, causes={**library.causes, "loud": own})
    assert unproven(loud, facts) == unproven(library, facts)


def test_who_tells_little_of_a_swollen_knee_is_seen(library: Library) -> None:
    (sign,) = unproven(library, SWELLS_BY_ITSELF)
    level = library.urgencies[sign.urgency]
    assert sign.because.startswith(level.not_ruled_out)
    assert sign.do.startswith(level.if_unknown)
    assert sign.urgency in ("urgent", "emergency")


def test_the_same_with_the_signs_answered_is_not(library: Library) -> None:
    harmless: dict[str, Answer] = {
        "warm-or-red": "none",
        "fever-or-unwell": False,
        "weight-bearing": "normal",
        "straighten": "full",
        "bend": "full",
        "mechanical": Choices(no=frozenset({"locking", "catching", "giving-way"})),
        "warning-signs": Choices(
            no=frozenset(option.id for option in library.questions["warning-signs"].options)
        ),
        "open-wound": "none",
        "onset": "gradual",
        "duration-days": 400.0,
    }
    assert unproven(library, {**SWELLS_BY_ITSELF, **harmless}) == []


def test_what_an_interview_asked_in_vain_is_not_known(library: Library) -> None:
    """With every question answered nothing is left to guess, with most unanswered much is."""
    assert unproven(library, SWELLS_BY_ITSELF, tuple(SWELLS_BY_ITSELF)) == []
    assert unproven(library, SWELLS_BY_ITSELF, (*SWELLS_BY_ITSELF, *list(library.questions)[:25]))
