from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.routines.progress import Done, Place, Progress

DAY = date(2026, 11, 22)

places = st.builds(
    Place,
    phase=st.integers(0, 5),
    greens=st.integers(0, 5),
    level=st.integers(-2, 0),
    eased=st.integers(0, 3),
    paused_until=st.none() | st.dates(),
    finished=st.booleans(),
)
progresses = st.builds(
    Progress,
    routine=st.just("kneecap"),
    place=places,
    sessions=st.integers(0, 500),
    swaps=st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
    last=st.none()
    | st.builds(
        Done,
        on=st.dates(),
        colour=st.sampled_from(["green", "yellow", "red"]),
        stopped=st.booleans(),
        complete=st.booleans(),
        limited=st.booleans(),
        before=places,
        closed=st.booleans(),
        number=st.integers(1, 3),
        extra=st.booleans(),
    ),
    returned=st.none() | st.dates(),
    entered=st.dictionaries(st.integers(0, 9), st.dates()),
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(progresses)
def test_progress_survives_json(progress: Progress) -> None:
    assert Progress.from_json(json.loads(json.dumps(progress.to_json()))) == progress


@given(st.dictionaries(st.sampled_from(["place", "sessions", "swaps", "last", "entered", "new"]), plain))
def test_odd_values_become_defaults(data: dict[str, Any]) -> None:
    progress = Progress.from_json({**data, "routine": "kneecap"})
    assert progress.routine == "kneecap"
    assert progress.phase >= 0
    assert progress.place.level in (-2, -1, 0)
    assert progress.sessions >= 0


def test_what_is_missing_or_out_of_range_is_that_of_a_plan_not_begun() -> None:
    last = {"on": "2026-11-22", "colour": "green", "before": {}}
    for place in (
        None,
        {},
        {"phase": -1, "greens": -1, "eased": -1, "level": 3},
        {"level": True, "phase": True},
    ):
        stored = {
            "routine": "kneecap",
            "place": place,
            "sessions": True,
            "last": {**last, "before": place or {}},
        }
        progress = Progress.from_json(stored)
        assert progress == Progress("kneecap", last=progress.last)
        assert progress.last is not None
        assert (progress.last.before, progress.last.number, progress.last.complete) == (Place(), 1, True)
    assert Progress.from_json({"routine": "kneecap", "place": {"level": -9}}).place == Place(level=-2)
    for odd in ({**last, "on": "never"}, {**last, "colour": "blue"}, {**last, "before": []}):
        assert Progress.from_json({"routine": "kneecap", "last": odd}).last is None


def test_of_days_and_swaps_that_nobody_can_read_only_those_are_lost() -> None:
    progress = Progress.from_json(
        {
            "routine": "kneecap",
            "entered": {"0": "2026-11-22", "1": "soon", "two": "2026-11-22", "-3": "2026-11-22"},
            "swaps": {"wall-sit": "quad-set", "clam": 3},
        }
    )
    assert progress.entered == {0: DAY}
    assert progress.swaps == {"wall-sit": "quad-set"}


def test_a_last_session_without_the_place_before_it_is_dropped() -> None:
    last = {"on": "2026-11-22", "colour": "green", "before": "?"}
    assert Progress.from_json({"routine": "kneecap", "last": last}).last is None


@pytest.mark.parametrize("data", [None, [], {}, {"routine": 3}, {"routine": ""}])
def test_progress_needs_its_routine(data: object) -> None:
    with pytest.raises(ValueError, match="without a routine"):
        Progress.from_json(data)


def test_a_break_ends_on_its_day() -> None:
    progress = Progress("kneecap").paused(DAY)
    assert progress.resting(date(2026, 11, 21))
    assert not progress.resting(DAY)
    assert not progress.paused(None).resting(date(2026, 11, 21))


def test_swapping_back_forgets_the_swap() -> None:
    progress = Progress("kneecap").with_swaps({"wall-sit": "quad-set", "clam": "bridge"})
    assert progress.with_swaps({"wall-sit": "wall-sit"}).swaps == {"clam": "bridge"}
