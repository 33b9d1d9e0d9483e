from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneetui.routines.gate import CLOSED, OPEN, gate_for

if TYPE_CHECKING:
    from kneetui.content.model import Library


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "", "no-such-level"])
def test_nothing_is_open_when_a_doctor_should_look_today(library: Library, urgency: str) -> None:
    assert gate_for(library, urgency) == CLOSED
    assert not any(CLOSED.permits(library, one) for one in library.exercises.values())


def test_only_gentle_exercises_are_open_at_soon(library: Library) -> None:
    gate = gate_for(library, "soon", ["puffy"])
    permitted = {one.id for one in library.exercises.values() if gate.permits(library, one)}
    assert permitted == {"quad-set", "heel-slide"}


@pytest.mark.parametrize("urgency", ["soon", "self-care", "normal"])
@pytest.mark.parametrize("flag", ["locked", "of-a-removed-pack"])
def test_a_flag_that_stops_loading_or_is_unknown_closes_the_gate(
    library: Library, urgency: str, flag: str
) -> None:
    assert gate_for(library, urgency, [flag]) == CLOSED


def test_a_flag_that_stops_impact_takes_hops_and_running_away(library: Library) -> None:
    gate = gate_for(library, "self-care", ["bone-point"])
    shut = {one.id for one in library.exercises.values() if not gate.permits(library, one)}
    assert shut == {"two-leg-hop", "walk-run"}
    assert not gate.full


def test_everything_is_open_at_self_care(library: Library) -> None:
    assert gate_for(library, "self-care") == gate_for(library, "normal") == OPEN
    assert OPEN.full
