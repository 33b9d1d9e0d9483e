from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.routines.wording import light_of
from kneetui.testing import screens
from kneetui.testing.pack import *  # noqa: F403
from kneetui.triage.assessment import Assessment

Assess = Callable[[Mapping[str, Any]], Assessment]

LIFTER = {"activity": "weightlifting", "onset": "gradual", "mechanism": [], "swelling": "none"}


def shares(assessment: Assessment) -> dict[str, float]:
    return {fit.id: fit.probability for fit in assessment.causes}


@pytest.mark.parametrize(
    ("place", "lift", "cause"),
    [
        ("below-kneecap", "squat", "patellar-tendinopathy"),
        ("above-kneecap", "squat", "quadriceps-tendinopathy"),
        ("back-outer", "deadlift", "hamstring-tendinopathy"),
    ],
)
def test_the_lift_and_the_place_name_the_cause(assess: Assess, place: str, lift: str, cause: str) -> None:
    answers = LIFTER | {"location": {"yes": [place]}}
    assessment = assess(answers | {"weightlifting.lift": {"yes": [lift]}})
    assert assessment.causes[0].id == cause


def test_leg_extensions_speak_for_the_fat_pad(assess: Assess) -> None:
    answers = LIFTER | {"location": {"yes": ["below-kneecap"]}}
    extended, squatted = (
        shares(assess(answers | {"weightlifting.lift": [lift]})) for lift in ("leg-extension", "squat")
    )
    assert extended["fat-pad-irritation"] > 2 * squatted["fat-pad-irritation"]


def test_a_bounce_speaks_for_the_tendon_above_the_kneecap(assess: Assess) -> None:
    answers = LIFTER | {"location": {"yes": ["above-kneecap"]}}
    bounced, good = (
        shares(assess(answers | {"weightlifting.technique": [way]})) for way in ("bounce-at-bottom", "good")
    )
    assert bounced["quadriceps-tendinopathy"] > good["quadriceps-tendinopathy"]


def test_good_technique_calms_no_warning_sign(assess: Assess) -> None:
    torn = {"activity": "weightlifting", "onset": "sudden", "weight-bearing": "cannot"}
    good = torn | {"weightlifting.technique": ["good"], "weightlifting.warm-up": True}
    assert assess(good).urgency == assess(torn).urgency
    assert assess(good).urgency in ("urgent", "emergency")


def test_the_squat_comes_back_from_a_hold_to_the_box_to_weight(pack_library: Library) -> None:
    phases = pack_library.routines["squat-reload"].phases
    steps = [[step.exercise for step in phase.steps] for phase in phases]
    assert [step[0] for step in steps] == ["wall-sit", "paused-box-squat", *["tempo-squat"] * 3]
    assert [phase.id for phase in phases[-2:]] == ["depth", "return"]


def test_three_of_ten_in_the_squat_is_not_yet_too_much_and_four_is(pack_library: Library) -> None:
    rule = pack_library.rules[pack_library.routines["squat-reload"].rule]
    assert [light_of(rule, pain)[0] for pain in (2, 3, 4)] == ["green", "yellow", "red"]


def test_beginners_stay_a_month_with_little_weight(pack_library: Library) -> None:
    routine = pack_library.routines["smith-start"]
    first, *later = routine.phases
    assert first.green_sessions / routine.per_week >= 4
    reps = [phase.steps[0].dose.reps for phase in (first, *later)]
    assert reps == sorted(reps, reverse=True)
    assert reps[0] >= 12


def test_the_lifts_can_be_marked_together(screen_text: Callable[..., str]) -> None:
    text = screen_text(screens.question("weightlifting.lift", {"activity": "weightlifting"}))
    assert "Which lifts hurt, or brought it on?" in text
    assert text.count("[ ]") == 8


@pytest.mark.parametrize("size", screens.SIZES, ids=["80x24", "120x40"])
def test_picture_of_the_lifts(snap_themes: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see the question which lifts hurt, with eight boxes, none of them marked."""
    assert snap_themes(screens.question("weightlifting.lift", {"activity": "weightlifting"}), size)


def test_picture_of_the_squat_reload(snap_screen: Callable[..., bool]) -> None:
    """You should see Squat reload with four phases, the first one shown: holds and hips."""
    assert snap_screen(screens.routine("squat-reload"))


def test_picture_of_the_box_squat(snap_screen: Callable[..., bool]) -> None:
    """You should see the paused box squat: a figure with a bar, its steps, and the dose."""
    assert snap_screen(screens.exercise("paused-box-squat"), (120, 40))
