"""When to go at once: true sentences, few of them, and those that fit this person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kneetui.content.conditions import All, Condition, Facts, Says, Within
from kneetui.content.model import URGENCIES, Flag, Library, Raise
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.flags import CORE, look
from kneetui.triage.go_if import MOST, go_if
from tests.triage.outcomes import outcomes

LINE = 56
"""So many cells has a line of the assessment at 60 columns, beside its sign."""

EMERGENCY = URGENCIES[0]


def of(library: Library, **given: Any) -> Assessment:
    raw = {key.replace("_", "-"): value for key, value in given.items()}
    return assess(library, answers.read(raw, library))


def signs(library: Library, **given: Any) -> list[str]:
    return [sign.text for sign in of(library, **given).go_if]


def highest(flag: Flag) -> str:
    return min((flag.urgency, *(level.urgency for level in flag.raises)), key=URGENCIES.index)


def test_only_the_core_has_them_and_only_for_what_can_be_an_emergency(library: Library) -> None:
    named = [flag for flag in library.flags.values() if flag.go_if]
    assert len(named) > 10
    assert {flag.pack for flag in named} == {CORE}
    assert {highest(flag) for flag in named} == {EMERGENCY}


def test_each_is_one_short_sentence_on_a_line_of_its_own(library: Library) -> None:
    for flag in library.flags.values():
        if flag.go_if:
            assert len(flag.go_if) <= LINE, flag.id
            assert flag.go_if.endswith(".")
            assert "?" not in flag.go_if
            assert flag.go_if.count(".") == 1


def test_every_outcome_below_an_emergency_names_two_or_three(library: Library) -> None:
    for case, outcome in outcomes(library):
        texts = [sign.text for sign in outcome.go_if]
        if outcome.urgency == EMERGENCY:
            assert not texts, case.id
        else:
            assert 2 <= len(texts) <= MOST, case.id
            assert len(set(texts)) == len(texts), case.id


def can_turn(library: Library, facts: Facts, flag: Flag) -> bool:
    """Whether answers can bring the flag up to an emergency, with nothing changed that stays as it is."""
    staying = {name: value for name, value in facts.items() if library.questions[name].lasting}
    levels = [All((flag.condition, level.condition)) for level in flag.raises if level.urgency == EMERGENCY]
    conditions = [flag.condition] if flag.urgency == EMERGENCY else levels
    return any(
        (raised := look(flag, laid)) is not None and raised.urgency == EMERGENCY
        for condition in conditions
        for laid in ways(library, condition, staying)
    )


def test_what_is_named_can_still_come_true(library: Library) -> None:
    tried = 0
    for case, outcome in outcomes(library)[::10]:
        for sign in outcome.go_if:
            assert can_turn(library, case.facts, library.flags[sign.flag]), (case.id, sign.flag)
            tried += 1
    assert tried > 50


@pytest.mark.parametrize(
    ("facts", "flag"),
    [
        ({"location": ["calf"], "age": 40}, "RF11"),
        ({"location": ["thigh-muscle"], "muscle-soreness": "both-sides", "duration-days": 1}, "RF12"),
        ({"conditions": ["blood-thinner-or-bleeding-disorder"], "swelling": "slight"}, "RF24"),
        ({"location": ["lower-back"]}, "RF27"),
        ({"age": 13, "onset": "gradual", "location": ["thigh-muscle"]}, "RF18"),
        ({"conditions": ["weak-immunity"], "swelling": "slight"}, "RF08"),
        ({"swelling-place": ["on-kneecap"], "open-wound": "graze"}, "RF09"),
    ],
)
def test_what_fits_this_person_comes_before_what_fits_everybody(
    library: Library, facts: dict[str, Any], flag: str
) -> None:
    outcome = assess(library, answers.read(facts, library))
    general = [number for number, sign in enumerate(outcome.go_if) if not library.flags[sign.flag].go_if_for]
    special = [number for number, sign in enumerate(outcome.go_if) if sign.flag == flag]
    assert special
    assert all(special[0] < number for number in general)


def test_an_accident_that_did_not_happen_is_not_named(library: Library) -> None:
    steps = library.flags["RF03"].go_if
    assert steps in signs(library, onset="sudden", mechanism=["twist"])
    assert steps not in signs(library, onset="gradual", mechanism={"yes": [], "no": ["twist"]})


def test_what_an_emergency_level_speaks_of_counts_as_what_its_flag_does(library: Library) -> None:
    facts = answers.read({"onset": "sudden", "mechanism": ["fall-onto-knee"], "age": 40}, library)
    broken = next(flag for flag in library.flags.values() if flag.id == "RF03")
    assert not broken.cause
    named = go_if(library, facts, ["acute-fracture"])
    general = [sign.flag for sign in named if not library.flags[sign.flag].go_if_for]
    assert general[:1] == ["RF03"]


FALLEN, HEARD = Says("could-continue", False), Says("pop", True)
"""Both stay as they are, once they are answered."""


def sign(id: str, condition: Condition = FALLEN, *levels: Raise, urgency: str = EMERGENCY) -> Flag:
    """A flag with a sign to go at once for."""
    return Flag(
        id=id,
        urgency=urgency,
        condition=condition,
        because="It may be bad.",
        do="Go.",
        raises=levels,
        stops=(),
        source=("x",),
        note="",
        pack=CORE,
        go_if=id,
    )


def level(urgency: str, condition: Condition, *cause: str) -> Raise:
    return Raise(urgency=urgency, condition=condition, because="It may be worse.", do="Go.", cause=cause)


def order(library: Library, facts: Facts, *flags: Flag, causes: tuple[str, ...] = ()) -> list[str]:
    """Which of these flags are named, in which order."""
    own = replace(library, flags={flag.id: flag for flag in flags})
    return [named.flag for named in go_if(own, facts, causes)]


def test_a_sign_of_no_named_cause_comes_sooner_if_its_emergency_speaks_of_one(library: Library) -> None:
    silent = sign("silent")
    heard = level(EMERGENCY, HEARD, "torn"), level("soon", HEARD, "bruised")
    of_a_level = sign("of a level", FALLEN, heard[0], urgency="urgent")
    of_a_lower = sign("of a lower", FALLEN, heard[1])
    assert order(library, {}, silent, of_a_lower, of_a_level) == ["of a level", "silent", "of a lower"]
    assert order(library, {}, silent, of_a_level, of_a_lower, causes=("bruised",))[1:] == [
        "silent",
        "of a lower",
    ]


def test_a_sign_is_named_while_one_way_to_its_emergency_is_open(library: Library) -> None:
    young, old = Within("age", 0, 17), Within("age", 50, 99)
    two_ways = sign("two ways", FALLEN, level(EMERGENCY, young), level(EMERGENCY, old), urgency="urgent")
    only_soon = sign("only soon", FALLEN, level("soon", old), level(EMERGENCY, young), urgency="self-care")
    of_children = sign("of children", All((young, HEARD)))
    shown = [order(library, {"age": age}, two_ways, only_soon, of_children) for age in (30, 60, 12)]
    assert shown == [[], ["two ways"], ["two ways", "only soon", "of children"]]
    unhurt = {"age": 12, "could-continue": True}
    assert order(library, unhurt, two_ways, only_soon, of_children) == ["of children"]


def test_nobody_is_told_one_sign_in_two_ways(library: Library) -> None:
    lifted = {flag.id for flag in library.flags.values() if "cannot be lifted" in flag.go_if}
    assert len(lifted) > 1
    people = [{"age": 13, "location": ["shin-bump"]}, {"age": 40, "location": ["below-kneecap"]}]
    named = [{sign.flag for sign in assess(library, answers.read(facts, library)).go_if} for facts in people]
    for signs_of_one in (
        *named,
        *({sign.flag for sign in outcome.go_if} for _, outcome in outcomes(library)),
    ):
        assert len(lifted & signs_of_one) < 2
    assert all(lifted & signs_of_one for signs_of_one in named)
