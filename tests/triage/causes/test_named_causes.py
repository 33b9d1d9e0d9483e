"""Which causes are named, and which stands first."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.conditions import Choices, Facts, Says
from kneetui.content.model import URGENCIES, Flag, Library
from kneetui.triage import answers
from kneetui.triage.assessment import WARNING_SIGN, assess
from kneetui.triage.causes.named_causes import FIRST, WORTH_NAMING, called_for, in_order, speaks_for
from kneetui.triage.causes.ranking import ranking
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import dropped
from kneetui.triage.evaluation.overlaid_signs import overlaid
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.flags import look
from kneetui.triage.interview.open_signs import core_signs
from tests.triage.facts import facts_of
from tests.triage.invariants.test_properties import many

SEED = 11


def first(library: Library, facts: Facts) -> str:
    return assess(library, facts).causes[0].id


def speaks(flag: Flag, urgency: str) -> bool:
    """Whether a flag speaks of a cause at this level."""
    return bool(flag.cause or any(higher.cause for higher in flag.raises if higher.urgency == urgency))


@many
@given(st.data())
def test_no_cause_stands_first_that_the_answers_do_not_call_for(
    library: Library, data: st.DataObject
) -> None:
    facts = answers.counting(library, data.draw(facts_of(library)))
    ranked = ranking(library).rank(facts)
    candidates = [fit for fit in ranked if called_for(fit, facts)]
    if candidates:
        assert first(library, facts) in {fit.cause.id for fit in candidates} | {
            cause for flag in assess(library, facts).flags for cause in flag.cause
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


def test_the_causes_that_raised_flags_speak_of_are_among_the_first_with_the_reason(
    library: Library, cases: list[Case]
) -> None:
    """A seeded sample of all cases, each with the fewest answers that make one level of one flag of the core true."""
    chance = random.Random(SEED)
    speaking = [sign for sign in core_signs(library) if speaks(library.flags[sign.name], sign.urgency)]
    checked = set()
    for case in chance.sample(cases, 30):
        for pair in overlaid(library, [case], chance.sample(speaking, 3)):
            outcome = assess(library, pair.facts)
            up = [flag for flag in outcome.flags if flag.proven]
            up.sort(key=lambda flag: (URGENCIES.index(flag.urgency), list(library.flags).index(flag.id)))
            wanted = dict.fromkeys(cause for flag in up for cause in flag.cause)
            named = [
                name
                for name in wanted
                if (when := library.causes[name].when) is None or when.test(outcome.facts) is not False
            ]
            front = {fit.id: fit for fit in outcome.causes[:FIRST]}
            for name in named[: FIRST - 1]:
                assert name in front, (case.id, pair.sign.name, name)
                assert front[name].speaks_for[0].size == WARNING_SIGN
                checked.add(name)
    assert len(checked) > 8


@pytest.mark.parametrize(
    ("raw", "flag", "named"),
    [
        ({"deformity": "out-now"}, "RF01", {"knee-dislocation"}),
        ({"weight-bearing": "cannot", "onset": "sudden"}, "RF03", {"acute-fracture"}),
        ({"weight-bearing": "cannot", "onset": "gradual", "mechanism": []}, "RF03", set()),
        ({"straighten": "stuck"}, "RF15", {"meniscus-tear-acute"}),
        ({"age": 50, "pain-timing": {"yes": ["at-night"]}, "duration-days": 30}, "RF20", set()),
        (
            {
                "age": 50,
                "pain-timing": {"yes": ["at-night"]},
                "conditions": {"yes": ["cancer"]},
                "location": {"yes": ["thigh-bone"]},
            },
            "RF20",
            {"bone-tumour"},
        ),
        ({"mechanical": {"yes": ["giving-way"]}, "mechanism": {"yes": ["twist"]}}, "RF23", {"acl-tear"}),
        ({"warning-signs": {"yes": ["foot-numb-with-effort-only"]}}, "RF28", {"popliteal-entrapment"}),
        ({"fever-or-unwell": True}, "fever", set()),
        ({"fever-or-unwell": True, "weight-bearing": "limp"}, "fever", {"septic-arthritis"}),
    ],
)
def test_a_flag_speaks_of_a_cause_at_the_level_that_does(
    library: Library, raw: dict[str, Any], flag: str, named: set[str]
) -> None:
    facts = answers.read(raw, library)
    up = look(library.flags[flag], facts)
    assert up is not None
    assert set(up.cause) == named
    assert named <= {fit.id for fit in assess(library, facts).causes[:FIRST]}


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


def test_what_is_only_common_comes_after_what_a_finding_points_at(
    library: Library, cases: list[Case]
) -> None:
    """Of half of what a case tells: no cause without a finding for it stands before one with one that is likely enough."""
    chance = random.Random(SEED)
    for case in chance.sample(cases, 40):
        facts = answers.counting(library, dropped(case.facts, 0.5, chance))
        order = in_order(ranking(library).rank(facts), {}, facts)
        pointed = [n for n, fit in enumerate(order) if speaks_for(fit) and fit.probability >= WORTH_NAMING]
        bare = [n for n, fit in enumerate(order) if not speaks_for(fit)]
        assert not pointed or not bare or max(pointed) < min(bare), case.id


EVERYDAY = {
    "patellofemoral-pain",
    "joint-overload",
    "muscle-soreness",
    "benign-noise",
    "patellar-tendinopathy",
    "itb-syndrome",
}


@pytest.mark.parametrize("who", [{}, {"age": 15.0}, {"age": 30.0}, {"age": 70.0}])
def test_no_everyday_cause_stands_first_in_an_emergency_of_which_little_is_known(
    library: Library, who: Facts
) -> None:
    """Every emergency of the core with the fewest answers that raise it; the growing knee has its own words."""
    tried = 0
    for sign in core_signs(library):
        facts = next(ways(library, sign.condition, who), None)
        if sign.urgency == "emergency" and facts is not None and sign.name != "growing-knee-pop":
            assert first(library, facts) not in EVERYDAY, sign.name
            tried += 1
    assert tried > 10


def test_where_nothing_stands_out_the_cause_of_the_emergency_leads(library: Library) -> None:
    facts = {
        "knee-signs": ["swelling", "warm-or-red", "fever-or-unwell"],
        "warning-signs": ["recent-surgery-or-injection"],
        "swelling": "marked",
        "warm-or-red": "warm",
    }
    outcome = assess(library, answers.read(facts, library))
    assert outcome.urgency == "emergency"
    assert outcome.causes[0].id == "septic-arthritis"
    assert outcome.causes[0].speaks_for[0].size == WARNING_SIGN


def test_a_leg_that_cannot_be_lifted_is_no_kneecap_pain(library: Library, cases: list[Case]) -> None:
    for case in [case for case in cases if case.cause == "patellofemoral-pain"][:25]:
        assert first(library, {**case.facts, "straighten": "cannot-lift"}) != "patellofemoral-pain"


def test_no_growth_is_named_to_a_teenager_whose_answers_do_not_call_for_it(
    library: Library, cases: list[Case]
) -> None:
    """All cases, at 15; who has bone pain, pain at night, a lump, weight loss or a cancer is told."""
    when = library.causes["bone-tumour"].when
    assert when is not None
    named = {True: 0, False: 0}
    for case in cases[::3]:
        facts = answers.counting(library, {**case.facts, "age": 15.0})
        called = when.test(facts) is True
        in_list = "bone-tumour" in {fit.cause.id for fit in ranking(library).rank(facts)}
        assert in_list is called
        named[called] += 1
    assert min(named.values()) > 10
    adult = {**next(case.facts for case in cases if case.cause == "patellofemoral-pain"), "age": 30.0}
    assert "bone-tumour" in {fit.cause.id for fit in ranking(library).rank(answers.counting(library, adult))}
