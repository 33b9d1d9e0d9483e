"""A routine fits the cause, the level and how long it has lasted."""

from __future__ import annotations

import pytest

from kneetui.content.model import URGENCIES, Library
from kneetui.triage.fitting_routine import EXERCISE_LEVELS, routine_for

DAYS = (None, 0, 3, 14, 15, 42, 400)
"""How long it has lasted; nobody said it first."""


@pytest.mark.parametrize("days", DAYS)
def test_a_routine_is_for_its_cause_and_for_how_long_it_has_lasted(
    library: Library, days: int | None
) -> None:
    facts = {} if days is None else {"duration-days": days}
    for cause in library.causes.values():
        for urgency in URGENCIES:
            name = routine_for(library, cause, facts, urgency)
            if name is None:
                continue
            routine = library.routines[name]
            assert cause.routine
            assert urgency in EXERCISE_LEVELS or (urgency == "soon" and routine.gentle)
            assert not routine.causes or cause.id in routine.causes, (cause.id, name)
            assert not (name == "first-days" and days is not None and days > 14), cause.id


@pytest.mark.parametrize("days", DAYS)
def test_whoever_has_a_cause_with_exercises_is_led_to_some_at_soon(
    library: Library, days: int | None
) -> None:
    facts = {} if days is None else {"duration-days": days}
    for cause in library.causes.values():
        assert (routine_for(library, cause, facts, "soon") is not None) == bool(cause.routine), cause.id


def test_weeks_of_kneecap_pain_are_no_first_days_and_a_fresh_sprain_is(library: Library) -> None:
    kneecap, sprain, pcl = (library.causes[id] for id in ("patellofemoral-pain", "mcl-sprain", "pcl-tear"))
    assert routine_for(library, kneecap, {"duration-days": 42}, "soon") == "quiet-movement"
    assert routine_for(library, kneecap, {"duration-days": 42}, "self-care") == "kneecap"
    assert routine_for(library, sprain, {"duration-days": 2}, "soon") == "first-days"
    assert routine_for(library, pcl, {"duration-days": 6}, "soon") == "first-days-pcl", (
        "its own bends the knee with help: the muscles behind the thigh would pull the shin back"
    )
