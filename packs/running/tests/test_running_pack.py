from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.testing import screens
from kneetui.testing.pack import *  # noqa: F403
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment

Assess = Callable[[Mapping[str, Any]], Assessment]

OUTSIDE = {
    "activity": "running",
    "onset": "gradual",
    "mechanism": [],
    "location": {"yes": ["outer-line"]},
    "worse-with": {"yes": ["running", "downhill"]},
    "swelling": "none",
}


def share(assessment: Assessment, cause: str) -> float:
    return next((fit.probability for fit in assessment.causes if fit.id == cause), 0.0)


def test_outside_pain_on_the_way_down_is_the_iliotibial_band_first(assess: Assess) -> None:
    assessment = assess(OUTSIDE)
    assert assessment.causes[0].id == "itb-syndrome"
    assert assessment.urgency == "self-care"


def test_a_slanted_road_speaks_for_the_iliotibial_band(assess: Assess) -> None:
    slanted = assess(OUTSIDE | {"running.surface": "cambered"})
    soft = assess(OUTSIDE | {"running.surface": "soft"})
    assert share(slanted, "itb-syndrome") > share(soft, "itb-syndrome")
    assert "cambered-road" in [point.id for point in slanted.causes[0].speaks_for]


def test_new_shoes_are_a_change_of_load(assess: Assess) -> None:
    answers = {"activity": "running", "onset": "gradual", "location": {"yes": ["kneecap"]}}
    new, fine = (assess(answers | {"running.shoes": shoes}) for shoes in ("new", "fine"))
    assert share(new, "joint-overload") > share(fine, "joint-overload")


@pytest.mark.parametrize("surface", ["trail", "cambered", "soft"])
def test_nothing_said_of_the_ground_calms_a_warning_sign(assess: Assess, surface: str) -> None:
    sore_bone = {"activity": "running", "location": {"yes": ["inner-shin-top"]}, "weight-bearing": "limp"}
    assert assess(sore_bone | {"running.surface": surface}).urgency == assess(sore_bone).urgency == "urgent"


def test_the_way_back_has_ever_longer_spells_of_running(pack_library: Library) -> None:
    spells = []
    for phase in pack_library.routines["return-to-running"].phases:
        if phase.per_week == 1:  # speed, around which other runs stay long
            continue
        dose = next(step.dose for step in phase.steps if step.exercise in ("walk-run", "hilly-run"))
        spells.append(dose.minutes or dose.hold / 60)
    assert spells == sorted(spells)
    assert (spells[0], spells[-1]) == (1, 30)


def test_a_sore_point_on_the_bone_keeps_from_every_run(pack_library: Library) -> None:
    sore = answers.read({"location": {"yes": ["shin-bone"]}}, pack_library)
    runs = [
        exercise
        for exercise in pack_library.exercises.values()
        if exercise.pack == "running" and exercise.load == "impact"
    ]
    closed = [
        run.id for run in runs if any(a.condition and a.condition.test(sore) is True for a in run.avoid)
    ]
    assert closed == [run.id for run in runs]
    assert len(runs) == 5


def test_the_surface_is_asked_in_plain_words(screen_text: Callable[..., str]) -> None:
    text = screen_text(screens.question("running.surface", {"activity": "running"}))
    assert "What do you mostly run on?" in text
    assert "A road that slants to one side" in text


@pytest.mark.parametrize("size", screens.SIZES, ids=["80x24", "120x40"])
def test_picture_of_the_surface(snap_themes: Callable[..., bool], size: tuple[int, int]) -> None:
    """You should see the question what you mostly run on, with six answers and none chosen."""
    assert snap_themes(screens.question("running.surface", {"activity": "running"}), size)


def test_picture_of_the_way_back(snap_screen: Callable[..., bool]) -> None:
    """You should see Return to running with its levels, the first one shown: run 1, walk 2."""
    assert snap_screen(screens.routine("return-to-running"))


def test_picture_of_walk_and_run(snap_screen: Callable[..., bool]) -> None:
    """You should see Walk and run: a walking figure, five steps, the dose, and for whom it is not."""
    assert snap_screen(screens.exercise("walk-run"), (120, 40))
