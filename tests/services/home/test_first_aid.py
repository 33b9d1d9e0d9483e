"""First aid that needs no question, with the content itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.conditions import Choices, Facts
from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord
from kneetui.services.container import Services
from kneetui.services.home.first_aid import at_once, first_aid, for_you, headed
from kneetui.services.knee_status import knee_status
from kneetui.status.status import Status
from kneetui.triage.assessment import assess
from kneetui.triage.flags import PRESSING
from kneetui.triage.wording import meant_for_first, ruled_out_first
from tests.ui.gym import assessed

STORY = {
    "activity": "running",
    "age": 27,
    "onset": "gradual",
    "location": {"yes": ["kneecap"]},
    "worse-with": {"yes": ["stairs-down", "sitting-long"]},
}

Make = Callable[..., Services]


def now(services: Services) -> Status:
    return knee_status(services)


def test_without_an_assessment_the_alarm_signs_come_first_and_then_what_one_can_do(
    make_services: Make, library: Library
) -> None:
    tips = first_aid(library, now(make_services()))
    assert [tip.priority for tip in tips[1:]] == sorted(tip.priority for tip in tips[1:])
    assert tips[0].kind == "see-someone"
    assert all(not tip.urgencies or "self-care" in tip.urgencies for tip in tips)
    assert [tip.minutes for tip in tips if tip.minutes] == [10]
    assert any("gel" in tip.title for tip in tips)
    assert any("bandage" in tip.title for tip in tips)


@pytest.mark.parametrize("level", ["emergency", "urgent", "soon", "self-care", "normal"])
def test_a_level_in_force_shows_only_what_is_for_it(
    make_services: Make, library: Library, level: str
) -> None:
    status = now(make_services(entries=[assessed(level)]))
    level = status.restrictions.urgency
    tips = first_aid(library, status)
    assert tips
    assert all(not tip.urgencies or level in tip.urgencies for tip in tips)


def test_what_is_known_not_to_fit_is_left_out(make_services: Make, library: Library) -> None:
    status = now(make_services())
    born = {"current-states": Choices(yes=frozenset({"pregnant"}))}
    conditional = [tip for tip in library.tips.values() if tip.at_hand and tip.condition]
    assert conditional
    for facts in ({}, born):
        known = replace(
            status, restrictions=replace(status.restrictions, gate=replace(status.gate, facts=(facts,)))
        )
        shown = {tip.id for tip in first_aid(library, known)}
        for tip in conditional:
            if not tip.urgencies or "self-care" in tip.urgencies:
                assert (tip.id in shown) == (tip.condition is None or tip.condition.test(facts) is not False)


def test_what_the_cause_of_the_result_asks_for_comes_behind_the_alarm_signs(
    make_services: Make, library: Library
) -> None:
    answers = json.dumps({"answers": STORY, "asked": [*STORY]})
    status = now(make_services(entries=[assessed("self-care", answers=answers)]))
    wanted = assess(library, status.knees["right"].in_force.results[0].facts)
    shown = headed(library, status)
    own = [tip for heading, tip in shown if heading == f"Meant for: {wanted.causes[0].name}"]
    assert wanted.causes[0].id == "patellofemoral-pain"
    assert own == meant_for_first(wanted)
    assert own
    alarms = [tip.kind for _, tip in shown[: shown.index((f"Meant for: {wanted.causes[0].name}", own[0]))]]
    assert set(alarms) == {"see-someone"}
    assert {tip.id for tip in first_aid(library, status)} <= {tip.id for _, tip in shown}
    assert len({tip.id for _, tip in shown}) == len(shown)


@pytest.mark.parametrize(
    ("age", "level", "days", "wanted"),
    [
        (7, "self-care", 0, "for-young-children"),
        (13, "self-care", 0, "for-growing-athletes"),
        (13, "normal", 300, "for-growing-athletes"),
        (13, "emergency", 0, ""),
        (30, "self-care", 0, ""),
    ],
)
def test_what_is_for_people_like_this_one_comes_first(
    make_services: Make, library: Library, age: int, level: str, days: int, wanted: str
) -> None:
    """As at the assessment, and as long as the age is known, whether the result still holds or not."""
    answers = json.dumps({"answers": {**STORY, "age": age}, "asked": [*STORY]})
    entry = assessed(level, answers=answers)
    status = now(make_services(entries=[replace(entry, when=entry.when - timedelta(days=days))]))
    mine = [tip.id for tip in for_you(library, status)]
    assert mine == ([wanted] if wanted else [])
    shown = headed(library, status)
    assert [tip.id for heading, tip in shown if heading == "Above all"] == mine
    assert [tip.id for _, tip in shown][: len(mine)] == mine
    assert len({tip.id for _, tip in shown}) == len(shown)


def test_before_any_question_nothing_is_above_all(make_services: Make, library: Library) -> None:
    assert for_you(library, now(make_services())) == []


@pytest.mark.parametrize("level", ["emergency", "urgent", "soon", "self-care"])
def test_what_sends_somebody_at_once_stands_alone(make_services: Make, library: Library, level: str) -> None:
    """What an earlier result, of the other knee, would do at home waits while somebody has to look now or today."""
    answers = json.dumps({"answers": STORY, "asked": [*STORY]})
    status = now(
        make_services(entries=[assessed("self-care", answers=answers), replace(assessed(level), knee="left")])
    )
    pressing = at_once(library, status)
    assert (pressing.id if pressing else None) == (level if level in PRESSING else None)
    assert any(heading.startswith("Meant for") for heading, _ in headed(library, status)) != bool(pressing)


def test_first_aid_says_what_has_to_be_ruled_out_first(make_services: Make, library: Library) -> None:
    facts: Facts = {"swelling": "marked", "warm-or-red": "red", "fever-or-unwell": True, "pain-worst": 8.0}
    result = assess(library, facts)
    record = AssessmentRecord(
        result.urgency,
        flags=tuple(flag.id for flag in result.flags),
        answers=json.dumps({"answers": facts, "asked": [*facts]}),
    )
    pressing = at_once(
        library, now(make_services(entries=[replace(assessed("emergency"), assessment=record)]))
    )
    assert pressing
    assert pressing.do == f"{library.urgencies['emergency'].do} {ruled_out_first(result)}"
    assert library.causes["septic-arthritis"].name in pressing.do
