"""Flags set a minimum urgency; nothing lowers it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import (
    All,
    Answer,
    AtLeast,
    Choices,
    Condition,
    Has,
    Is,
    Known,
    Not,
    Only,
    Says,
    Unproven,
    Within,
)
from kneetui.content.model import URGENCIES, Library, Raise
from kneetui.triage import answers, flags
from kneetui.triage.evaluation.satisfy import ways
from kneetui.triage.memo import differing
from tests.examples import examples
from tests.triage.facts import facts_of

relaxed = settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_every_red_flag_is_there(library: Library) -> None:
    assert {f"RF{number:02d}" for number in range(1, 33)} <= set(library.flags)


@pytest.mark.parametrize(
    ("raw", "flag", "urgency"),
    [
        ({"deformity": "out-now"}, "RF01", "emergency"),
        ({"warning-signs": {"yes": ["foot-cold-pale-or-numb"]}}, "RF02", "emergency"),
        ({"onset": "sudden", "weight-bearing": "cannot"}, "RF03", "emergency"),
        ({"onset": "gradual", "mechanism": [], "weight-bearing": "cannot"}, "RF03", "urgent"),
        ({"pop": True, "straighten": "cannot-lift"}, "RF05", "emergency"),
        ({"swelling": "marked", "warm-or-red": "red", "fever-or-unwell": True}, "RF06", "emergency"),
        ({"swelling": "marked", "warm-or-red": "red"}, "RF07", "urgent"),
        ({"swelling": "marked", "warm-or-red": "warm", "conditions": {"yes": ["diabetes"]}}, "RF08", "emergency"),
        ({"warm-or-red": "spreading-redness"}, "RF09", "urgent"),
        ({"warning-signs": {"yes": ["one-calf-swollen"]}}, "RF10", "urgent"),
        ({"warning-signs": {"yes": ["chest-pain-or-breathless"]}}, "RF11", "emergency"),
        ({"warning-signs": {"yes": ["dark-urine"]}}, "RF12", "emergency"),
        ({"warning-signs": {"yes": ["tense-thigh-or-calf"]}, "pain-worst": 9}, "RF13", "emergency"),
        ({"onset": "sudden", "swelling": "marked", "swelling-onset": "within-2-hours"}, "RF14", "urgent"),
        ({"straighten": "stuck"}, "RF15", "urgent"),
        ({"kneecap-slipped": "slipped-and-returned"}, "RF16", "urgent"),
        ({"mechanism": {"yes": ["high-energy"]}, "swelling": "marked"}, "RF17", "emergency"),
        ({"age": 13, "weight-bearing": "limp", "hip-signs": True}, "RF18", "urgent"),
        ({"age": 16, "pain-timing": {"yes": ["at-night"]}, "duration-days": 30}, "RF19", "urgent"),
        ({"age": 50, "pain-timing": {"yes": ["at-rest"]}, "duration-days": 30}, "RF20", "soon"),
        ({"activity": "running", "location": {"yes": ["thigh-bone"]}, "weight-bearing": "limp"}, "RF21", "urgent"),
        ({"activity": "running", "location": {"yes": ["shin-bone"]}, "weight-bearing": "limp"}, "RF21", "urgent"),
        ({"activity": "running", "location": {"yes": ["inner-shin-top"]}, "weight-bearing": "limp"}, "RF21", "soon"),
        ({"activity": "running", "location": {"yes": ["inner-shin-top"]}, "weight-bearing": "cannot"}, "RF21", "urgent"),
        ({"mechanical": {"yes": ["giving-way"]}, "onset": "sudden"}, "RF23", "soon"),
        ({"open-wound": "deep"}, "RF25", "emergency"),
        ({"morning-stiffness": "over-60-min"}, "RF26", "soon"),
        ({"warning-signs": {"yes": ["saddle-numbness-or-bladder"]}}, "RF27", "emergency"),
        ({"warning-signs": {"yes": ["foot-numb-with-effort-only"]}}, "RF28", "soon"),
        ({"pain-worst": 8, "pain-timing": {"yes": ["at-rest"]}, "no-better-with": {"yes": ["painkillers"]}}, "RF29", "urgent"),
        ({"duration-days": 43}, "RF30", "soon"),
        ({"swelling": "slight", "swelling-onset": "comes-and-goes"}, "RF31", "soon"),
        ({"age": 8}, "RF32", "soon"),
        ({"knee-history": ["joint-replacement"], "swelling": "slight", "warm-or-red": "none", "worse-with": ["any-small-movement"]}, "RF08", "emergency"),
        ({"knee-history": ["joint-replacement"], "pain-timing": {"yes": ["at-night"]}}, "replaced-knee-hurts", "soon"),
        ({"knee-history": ["joint-replacement"], "trend": "worse"}, "replaced-knee-hurts", "soon"),
        ({"swelling": "moderate", "swelling-onset": "within-2-hours", "bleeding": ["since-childhood"]}, "bleeds-easily", "urgent"),
        ({"knee-history": ["joint-replacement"], "worse-with": ["any-small-movement"]}, "RF08", "emergency"),
        ({"mechanical": ["giving-way"], "onset": "sudden", "swelling-place": ["whole-joint"]}, "RF23", "urgent"),
        ({"mechanical": ["giving-way"], "onset": "sudden", "swelling": "slight"}, "RF23", "soon"),
        ({"other-joints": True, "weeks-before": ["sore-eyes"]}, "RF26", "soon"),
        ({"onset": "sudden", "swelling-onset": "later"}, "hurt-and-swollen", "soon"),
        ({"pain-timing": {"yes": ["at-night"]}, "swelling": "moderate", "swelling-place": ["one-spot"]}, "severe-rest-pain", "soon"),
        ({"fever-or-unwell": True, "bend": "under-90", "conditions": ["weak-immunity"]}, "fever", "emergency"),
        ({"fever-or-unwell": True, "bend": "under-90", "age": 30}, "fever", "urgent"),
        ({"conditions": ["blood-thinner-or-bleeding-disorder"], "swelling": "moderate", "swelling-place": ["on-kneecap"]}, "RF24", "urgent"),
        ({"mechanism": ["blow-to-shin"], "pain-worst": 9, "trend": "worse", "no-better-with": ["painkillers"]}, "muscle-under-pressure", "urgent"),
        ({"warning-signs": {"yes": ["recent-surgery-or-injection"]}, "duration-days": 2, "trend": "worse"}, "fresh-operation", "urgent"),
        ({"warning-signs": {"yes": ["recent-surgery-or-injection"]}, "duration-days": 2, "trend": "worse", "swelling": "none"}, "fresh-operation", "soon"),
        ({"swelling": "marked", "swelling-onset": "within-2-hours", "bleeding": ["since-childhood"]}, "bleeds-easily", "emergency"),
    ],
)  # fmt: skip
def test_a_red_flag(library: Library, raw: dict[str, object], flag: str, urgency: str) -> None:
    facts = answers.read(raw, library)
    up = {flag.id: flag.urgency for flag in flags.raised(library, facts)}
    assert up.get(flag) == urgency
    assert URGENCIES.index(flags.urgency(library, facts)) <= URGENCIES.index(urgency)


@pytest.mark.parametrize(
    ("raw", "excuse", "flag"),
    [
        (
            {
                "mechanism": {"yes": ["blow-to-front"]},
                "location": {"yes": ["kneecap"]},
                "weight-bearing": "normal",
                "bend": "full",
                "pain-worst": 3,
            },
            {"swelling": "none"},
            "RF04",
        ),
        (
            {
                "mechanism": {"yes": ["fall-onto-knee"]},
                "open-wound": "graze",
                "warm-or-red": "warm",
                "duration-days": 1,
                "pain-worst": 3,
            },
            {"fever-or-unwell": False},
            "RF09",
        ),
    ],
)
def test_an_excuse_counts_only_when_it_was_asked_for(
    library: Library, raw: dict[str, Any], excuse: dict[str, Any], flag: str
) -> None:
    """A light knock, and a fresh graze."""
    assert flag in {up.id for up in flags.raised(library, answers.read(raw, library))}
    assert flag not in {up.id for up in flags.raised(library, answers.read(raw | excuse, library))}


def test_six_weeks_to_the_day_is_not_over_six_weeks(library: Library) -> None:
    assert "RF30" not in {flag.id for flag in flags.raised(library, {"duration-days": 42.0})}


SORE = {
    "onset": "within-48h-after",
    "load-change": {"yes": ["new-activity"]},
    "muscle-soreness": "both-sides",
    "side": "both",
    "duration-days": 2,
    "swelling": "none",
    "weight-bearing": "stiff",
    "mechanical": [],
    "warning-signs": [],
}


def test_normal_soreness_is_normal(library: Library) -> None:
    assert flags.urgency(library, answers.read(SORE, library)) == "normal"


@pytest.mark.parametrize(
    "change",
    [
        {"swelling": "slight"},
        {"mechanical": ["locking"]},
        {"mechanical": ["giving-way"]},
        {"pain-timing": {"yes": ["at-night"]}},
        {"weight-bearing": "limp"},
        {"warning-signs": ["dark-urine"]},
        {"duration-days": 9},
    ],
)
def test_normal_needs_every_condition_of_the_evidence(library: Library, change: dict[str, object]) -> None:
    assert flags.urgency(library, answers.read(SORE | change, library)) != "normal"


def test_unknown_everywhere_is_cautious(library: Library) -> None:
    assert flags.urgency(library, {}) == "soon"


@relaxed
@given(st.data())
def test_adding_a_flag_never_lowers_the_urgency(library: Library, data: st.DataObject) -> None:
    """Whatever a pack's flag says, the urgency is at least that of the core alone."""
    facts = data.draw(facts_of(library))
    subset = data.draw(st.sets(st.sampled_from(sorted(library.flags))))
    fewer = replace(library, flags={key: flag for key, flag in library.flags.items() if key in subset})
    assert URGENCIES.index(flags.urgency(library, facts)) <= URGENCIES.index(flags.urgency(fewer, facts))


def alarming(condition: Condition, wanted: bool = True) -> list[tuple[str, Answer]]:
    """Answers that make the leaves of a flag's condition true (its findings), one at a time."""
    if isinstance(condition, All | AtLeast):
        return [inner for part in condition.parts for inner in alarming(part, wanted)]
    if isinstance(condition, Not | Unproven):
        return []
    if isinstance(condition, Is):
        return [(condition.question, option) for option in sorted(condition.options)]
    if isinstance(condition, Says):
        return [(condition.question, condition.value)]
    if isinstance(condition, Has):
        return [(condition.question, Choices(frozenset({option}))) for option in sorted(condition.options)]
    assert isinstance(condition, Only | Within | Known)
    return []


@relaxed
@given(st.data())
def test_a_finding_of_a_raised_flag_added_keeps_the_flag_up(library: Library, data: st.DataObject) -> None:
    """Adding what a flag looks for never takes that flag down, and never lowers its level."""
    flag = data.draw(st.sampled_from(sorted(library.flags.values(), key=lambda drawn: drawn.id)))
    findings = alarming(flag.condition)
    facts = data.draw(facts_of(library))
    before = flags.look(flag, facts)
    if not findings or before is None:
        return
    question, value = data.draw(st.sampled_from(findings))
    held = facts.get(question)
    if isinstance(value, Choices) and isinstance(held, Choices):
        value = Choices(held.yes | value.yes, held.no - value.yes)
    elif held is not None:
        return
    after = flags.look(flag, {**facts, question: value})
    assert after is not None
    assert URGENCIES.index(after.urgency) <= URGENCIES.index(before.urgency)


@relaxed
@given(st.data())
def test_the_same_answers_raise_the_same_whatever_was_answered_before(
    library: Library, data: st.DataObject
) -> None:
    """Flags that read nothing new are not looked at again."""
    before, after = (data.draw(facts_of(library, most=30)) for _ in range(2))
    flags.raised(library, before)
    for facts in (before | after, after, {}):
        fresh = replace(library)
        assert flags.raised(library, facts) == flags.raised(fresh, facts)
        up = {flag.id: flag.urgency for flag in flags.raised(library, facts)}
        by_hand = [own for flag in library.flags.values() if (own := flags.look(flag, facts))]
        assert up == {flag.id: flag.urgency for flag in by_hand}


def test_answers_are_looked_at_as_they_are_given(library: Library) -> None:
    facts: dict[str, Answer] = {"pop": True, "straighten": "cannot-lift"}
    assert "RF05" in {flag.id for flag in flags.raised(library, facts)}
    facts["straighten"] = "full"
    assert "RF05" not in {flag.id for flag in flags.raised(library, facts)}


def test_yes_and_one_are_two_answers() -> None:
    assert differing({"pop": True, "age": 30.0}, {"pop": 1.0, "age": 30.0}) == ["pop"]
    assert sorted(differing({"pop": True}, {"age": 30.0})) == ["age", "pop"]
    assert differing({"pop": True}, {"pop": True}) == []


LEVELS = [level for level in URGENCIES if level != "normal"]


@pytest.mark.parametrize("own", LEVELS)
@pytest.mark.parametrize("further", [(one, other) for one in LEVELS for other in LEVELS])
@pytest.mark.parametrize("do", ["", "Call."])
def test_further_conditions_of_a_flag_only_raise_it(
    library: Library, own: str, further: tuple[str, str], do: str
) -> None:
    """The most urgent of all that hold counts, in whatever order they stand, with its own reason."""
    facts = {"age": 8.0}
    flag = library.flags["RF32"]
    raises = [Raise(urgency=level, condition=flag.condition, because=level, do=do) for level in further]
    raised = flags.look(replace(flag, urgency=own, because="own", raises=tuple(raises)), facts)
    assert raised is not None
    worst = min((own, *further), key=URGENCIES.index)
    assert raised.urgency == worst
    assert raised.because == ("own" if worst == own else worst)
    assert raised.do == (flag.do if worst == own else do or flag.do)


def test_without_a_rule_for_normal_soreness_nothing_is_normal(library: Library) -> None:
    assert flags.urgency(replace(library, normal=None, flags={}), {}) == "self-care"


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "soon", "self-care"])
@pytest.mark.parametrize("pack", ["core", "running", "not-installed"])
def test_the_core_advises_where_it_presses_and_a_pack_only_adds(
    library: Library, urgency: str, pack: str
) -> None:
    flag = replace(
        library.flags["RF09"], pack=pack, urgency=urgency, raises=(), because="It is red.", do="Cool it."
    )
    (up,) = flags.raised(replace(library, flags={flag.id: flag}), {"warm-or-red": "spreading-redness"})
    assert up.urgency == urgency
    if pack == "core":
        assert (up.because, up.do) == ("It is red.", "Cool it.")
        return
    name = library.packs[pack].name if pack in library.packs else pack
    first = library.urgencies[urgency].do
    assert up.because == f"{name}: It is red."
    assert up.do == (first if urgency in ("emergency", "urgent") else f"{first} {name}: Cool it.")


def test_where_there_is_no_core_a_flag_speaks_for_itself(library: Library) -> None:
    flag = replace(library.flags["RF09"], pack="running", because="It is red.", do="Cool it.")
    alone = replace(library, packs={"running": library.packs["running"]}, flags={flag.id: flag})
    (up,) = flags.raised(alone, {"warm-or-red": "spreading-redness"})
    assert (up.because, up.do) == ("It is red.", "Cool it.")


def test_a_level_without_words_leaves_those_of_the_pack(library: Library) -> None:
    flag = replace(library.flags["RF09"], pack="running", urgency="soon", raises=(), do="Cool it.")
    (up,) = flags.raised(
        replace(library, flags={flag.id: flag}, urgencies={}), {"warm-or-red": "spreading-redness"}
    )
    assert up.do == f"{library.packs['running'].name}: Cool it."


def test_a_flag_is_told_in_the_words_of_the_level_that_it_had(library: Library) -> None:
    tried = 0
    for flag in library.flags.values():
        for higher in flag.raises:
            assert flags.because(library, flag.id, higher.urgency, [{}]) == higher.because
            for facts in islice(ways(library, All((flag.condition, higher.condition)), {}), 2):
                up = flags.look(flag, facts)
                if up and up.urgency == higher.urgency:
                    assert flags.because(library, flag.id, up.urgency, [{}, facts]) == up.because
                    tried += 1
        assert flags.because(library, flag.id, flag.urgency, [{}]) == flag.because
    assert tried > 20
    assert flags.because(library, "gone", "soon", [{}]) == ""


def test_what_one_result_raises_lower_does_not_call_for_the_level_of_one_beside_it(library: Library) -> None:
    """Another result that does not raise the flag says nothing of its level."""
    flag = next(flag for flag in library.flags.values() if flag.urgency == "urgent" and flag.raises)
    (lower,) = islice(ways(library, flag.condition, {}), 1)
    assert flags.look(flag, lower)
    assert flags.deciding(library, [flag.id], "emergency", [lower, {}]) == flags.deciding(
        library, [flag.id], "emergency", [lower]
    )
    assert flags.deciding(library, [flag.id], "urgent", [lower, {}]) == [flag.id]
