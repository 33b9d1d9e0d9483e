from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.testing import screens
from kneetui.testing.pack import *  # noqa: F403
from kneetui.triage.assessment import Assessment

Assess = Callable[[Mapping[str, Any]], Assessment]

RIDER = {"activity": "cycling", "onset": "gradual", "mechanism": [], "swelling": "none"}


def shares(assessment: Assessment) -> dict[str, float]:
    return {fit.id: fit.probability for fit in assessment.causes}


@pytest.mark.parametrize(
    ("place", "fit", "cause"),
    [
        ("kneecap", {"cycling.saddle": "low"}, "patellofemoral-pain"),
        ("above-kneecap", {"cycling.gear": "big-gear-low-cadence"}, "quadriceps-tendinopathy"),
        ("outer-line", {"cycling.cleats": "toes-in"}, "itb-syndrome"),
        ("inner-shin-top", {"cycling.cleats": "toes-out"}, "pes-anserine-pain"),
        ("back-outer", {"cycling.saddle": "high"}, "hamstring-tendinopathy"),
    ],
)
def test_the_bike_and_the_place_name_the_cause(
    assess: Assess, place: str, fit: dict[str, str], cause: str
) -> None:
    answers = RIDER | {"location": {"yes": [place]}}
    assessment = assess(answers | fit)
    assert assessment.causes[0].id == cause
    assert shares(assessment)[cause] > shares(assess(answers)).get(cause, 0)


def test_a_saddle_that_nobody_checked_says_nothing(assess: Assess) -> None:
    answers = RIDER | {"location": {"yes": ["kneecap"]}}
    unknown = answers | {"cycling.saddle": "unknown", "cycling.cleats": "unknown", "cycling.gear": "unknown"}
    assert shares(assess(unknown)) == pytest.approx(shares(assess(answers)))


@pytest.mark.parametrize(
    ("place", "fit", "tip"),
    [
        ("kneecap", {"cycling.saddle": "low"}, "saddle-for-the-front"),
        ("outer-line", {"cycling.cleats": "toes-in"}, "cleats-for-the-outside"),
    ],
)
def test_advice_on_the_bike_is_for_riders(assess: Assess, place: str, fit: dict[str, str], tip: str) -> None:
    answers = {**RIDER, "location": {"yes": [place]}}
    assert tip in [advised.id for advised in assess(answers | fit).advice]
    assert tip not in [advised.id for advised in assess({**answers, "activity": "running"}).advice]


def test_back_to_the_bike_comes_to_hills_last(pack_library: Library) -> None:
    phases = pack_library.routines["back-to-the-bike"].phases
    spins = [
        step.dose.minutes for phase in phases for step in phase.steps if step.exercise == "low-gear-spin"
    ]
    assert spins == sorted(spins)
    assert phases[-1].id == "hills"
    climbs = [
        [step.dose.minutes for step in phase.steps if step.exercise == "seated-climb"] for phase in phases
    ]
    assert [any(climb) for climb in climbs] == [False] * 4 + [True] * 2


def test_the_saddle_has_an_answer_for_who_never_checked(screen_text: Callable[..., str]) -> None:
    text = screen_text(screens.question("cycling.saddle", {"activity": "cycling"}))
    assert "How is the saddle set?" in text
    assert "Never checked" in text


@pytest.mark.parametrize("size", screens.SIZES, ids=["80x24", "120x40"])
def test_picture_of_the_saddle(snap_themes: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see the question how the saddle is set, with six answers and none chosen."""
    assert snap_themes(screens.question("cycling.saddle", {"activity": "cycling"}), size)


def test_picture_of_the_way_back(snap_screen: Callable[..., bool]) -> None:
    """You should see Back to the bike with six phases, the first one shown: check the fit, and what to read."""
    assert snap_screen(screens.routine("back-to-the-bike"))


def test_picture_of_a_drill(snap_screen: Callable[..., bool]) -> None:
    """You should see the one-leg pedal drill: a figure, its steps, the dose, and for whom it is not."""
    assert snap_screen(screens.exercise("single-leg-pedal-drill"), (120, 40))
