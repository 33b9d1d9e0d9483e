"""Two weeks of the plans, and what is still open, from the room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.routines.progress import Progress
from kneetui.services.training.training import Training
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.routines.routines import RoutinesScreen
from kneetui.ui.screens.routines.still_open import StillOpenScreen
from kneetui.ui.screens.routines.two_weeks import TwoWeeksScreen
from kneetui.ui.widgets.lines.prose import Prose
from kneetui.ui.widgets.lines.text_lines import TextLines
from tests.ui.gym import assessed, gym
from tests.ui.shots import every_size_and_small
from tests.ui.waiting import until

Make = Callable[..., KneeApp]
Snap = Callable[..., bool]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


async def test_two_weeks_and_what_is_still_open(make_app: Make) -> None:
    before = Entry(NOW - timedelta(days=1), "right", pain_during=1, routine=RoutineRecord("kneecap", pain=1))
    app = make_app(entries=[assessed("self-care", "BONE"), before])
    Training(app.services).keep(Progress("kneecap"), own=True)
    async with app.run_test(size=(60, 20)) as pilot:
        app.action_go("routines")
        room = app.screen_stack[0]
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
        await pilot.press("w")
        await until(
            pilot,
            lambda: isinstance(app.screen, TwoWeeksScreen) and app.screen.query_one(TextLines).paragraphs,
        )
        lines = app.screen.query_one(TextLines).text.splitlines()
        assert any("today" in line and "○ session 1" in line for line in lines)
        assert sum("✓ session" in line for line in lines) == 1
        assert lines[-1].endswith("Days to come move with what happens.")
        await pilot.press("escape", "o")
        await until(pilot, lambda: isinstance(app.screen, StillOpenScreen))
        text = str(app.screen.query_one(Prose).content)
        assert "One point on the bone is sore." in text
        assert "1 exercise waiting" in text
        assert room is app.screen_stack[0]


async def test_without_a_plan_it_says_what_to_do(make_app: Make) -> None:
    app = make_app(entries=[assessed("self-care")])
    async with app.run_test(size=(60, 20)) as pilot:
        app.action_go("routines")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
        await pilot.press("w")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, TwoWeeksScreen)
                and "No plan is under way" in app.screen.query_one(TextLines).text
            ),
        )


@every_size_and_small
def test_picture_of_two_weeks(make_app: Make, snap_app: Snap, size: tuple[int, int]) -> None:
    """You should see fourteen days: rest and sessions of two plans behind, today, and what comes."""
    days = ((4, "kneecap", 1), (3, "hops", 2), (1, "kneecap", 1))
    entries = [
        Entry(NOW - timedelta(days=ago), "right", pain_during=pain, routine=RoutineRecord(name, pain=pain))
        for ago, name, pain in days
    ]
    app = make_app(entries=[assessed("normal"), *entries])
    Training(app.services).keep(Progress("kneecap", sessions=2), own=True)

    async def go(pilot: Pilot[Any]) -> None:
        app.action_go("routines")
        await until(pilot, lambda: isinstance(app.screen, RoutinesScreen) and app.screen.now is not None)
        await pilot.press("w")
        await until(
            pilot,
            lambda: isinstance(app.screen, TwoWeeksScreen) and app.screen.query_one(TextLines).paragraphs,
        )

    assert snap_app(app, terminal_size=size, run_before=go)
