"""Advice says nothing against itself, its level or the rules: looked at over the outcome of every case."""

from __future__ import annotations

import re

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import FOR_YOU, Assessment
from kneetui.triage.flags import urgency
from kneetui.triage.wording import instruction, meant_first, meant_for_first
from tests.triage.outcomes import outcomes

CALM = ("self-care", "normal")

AT_ONCE = re.compile(
    r"^(See a doctor (today|now|the same day|within a day)|Go to|Call|Get an X-ray|No weight)"
)
"""How a text begins that sends everybody with this cause within a day."""

ASK = re.compile(r"(\w+ (?:days|weeks|months))[^.:]*[,:] see (?:a|someone)")
"""After how long without getting better somebody is to be seen."""


def shown(outcome: Assessment) -> str:
    return " ".join(f"{tip.title}. {tip.text}" for tip in outcome.advice)


def test_no_tip_appears_outside_its_levels(library: Library) -> None:
    for case, outcome in outcomes(library):
        for tip in outcome.advice:
            assert not tip.urgencies or outcome.urgency in tip.urgencies, (case.id, tip.id)


def test_a_cause_that_sends_everybody_at_once_never_comes_first_where_nobody_need_look(
    library: Library,
) -> None:
    at_once = {cause.id for cause in library.causes.values() if AT_ONCE.match(cause.see)}
    assert len(at_once) > 8
    for case, outcome in outcomes(library):
        if outcome.urgency not in ("emergency", "urgent"):
            assert outcome.causes[0].id not in at_once, case.id


def test_no_x_ray_is_asked_for_where_no_rule_asks_for_one(library: Library) -> None:
    tip = library.tips["x-ray-after-injury"]
    assert not set(tip.urgencies) & set(CALM)
    assert "over 50" not in tip.text
    seen = [outcome for _, outcome in outcomes(library) if tip in outcome.advice]
    assert seen
    assert all(outcome.flags for outcome in seen)


NOT_NORMAL: dict[str, dict[str, Answer]] = {
    "Pain on one point": {"spread": "point"},
    "a limp": {"weight-bearing": "limp"},
    "pain at rest": {"pain-timing": Choices(frozenset({"at-rest"}))},
    "at night": {"pain-timing": Choices(frozenset({"at-night"}))},
    "longer than a week": {"duration-days": 8.0, "trend": "same"},
    "swelling": {"swelling": "moderate"},
    "catching": {"mechanical": Choices(frozenset({"catching"}))},
    "gives way": {"mechanical": Choices(frozenset({"giving-way"}))},
}


@pytest.mark.parametrize("words", NOT_NORMAL)
def test_what_is_called_more_than_soreness_is_never_normal(library: Library, words: str) -> None:
    assert words in library.tips["not-normal"].text
    sore = [
        case.facts
        for case, outcome in outcomes(library)
        if outcome.urgency == "normal" and outcome.causes[0].id == "muscle-soreness"
    ]
    assert len(sore) > 10
    for facts in sore:
        given = {**facts, **NOT_NORMAL[words]}
        known = answers.counting(library, given)
        assert urgency(library, known) != "normal"


def test_nobody_is_given_two_times_after_which_to_see_someone(library: Library) -> None:
    some = 0
    for case, outcome in outcomes(library):
        times = {time.lower() for time in ASK.findall(shown(outcome))}
        assert len(times) <= 1, (case.id, times)
        some += bool(times)
    assert some > 20


def test_a_growing_knee_is_given_months_and_told_what_to_see_in_weeks(library: Library) -> None:
    both = [
        outcome
        for _, outcome in outcomes(library)
        if {"for-growing-athletes", "growing-knee-course"} <= {tip.id for tip in outcome.advice}
    ]
    assert both
    assert all(
        "not enough" not in shown(outcome) and "not clearly better" not in shown(outcome) for outcome in both
    )


def test_what_today_asks_for_is_that_of_the_flag_or_of_this_level_alone(library: Library) -> None:
    own = 0
    for case, outcome in outcomes(library):
        today = instruction(library, outcome)
        if outcome.flags:
            assert today == outcome.flags[0].do, case.id
            continue
        tips = [tip for tip in outcome.advice if today == f"{tip.title}. {tip.text}"]
        own += bool(tips)
        assert today == library.urgencies[outcome.urgency].do or tips[0].urgencies == (outcome.urgency,), (
            case.id
        )
    assert own > 50


def test_each_normal_story_says_when_it_goes_what_to_do_tonight_and_what_would_not_be_normal(
    library: Library,
) -> None:
    stories = set()
    for case, outcome in outcomes(library):
        if outcome.urgency == "normal":
            today = instruction(library, outcome)
            assert "Tonight:" in today, case.id
            assert "normal" in today.rpartition(". ")[2], case.id
            assert any(words in today for words in ("gone", "goes", "need not go away")), case.id
            stories.add(today)
    assert len(stories) == 4


def test_noise_is_never_told_to_be_gone_within_a_week(library: Library) -> None:
    noisy = [outcome for _, outcome in outcomes(library) if outcome.causes[0].id == "benign-noise"]
    assert noisy
    for outcome in noisy:
        level = library.urgencies[outcome.urgency]
        assert "week" not in f"{instruction(library, outcome)} {level.who} {level.within}".replace(
            "within one to two weeks", ""
        )


def test_what_is_meant_for_the_first_cause_opens_the_advice(library: Library) -> None:
    some = 0
    for _, outcome in outcomes(library):
        meant = meant_for_first(outcome)
        mine = [tip for tip in outcome.advice if tip.kind == FOR_YOU]
        assert meant_first(outcome)[: len(mine) + len(meant)] == [*mine, *meant]
        assert sorted(tip.id for tip in meant_first(outcome)) == sorted(tip.id for tip in outcome.advice)
        some += bool(meant)
    assert some > 200
