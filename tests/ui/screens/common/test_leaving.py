"""Screens that are left while something of them is still on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from textual.screen import Screen

from kneetui.ui.app import KneeApp
from kneetui.ui.screens.today.welcome import WelcomeScreen
from kneetui.ui.widgets.lines.bars import KeyBar
from tests.ui.home import library
from tests.ui.waiting import until


@pytest.fixture
def paint(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Until this is set, no screen calls back what waits for it to be painted."""
    painted = asyncio.Event()
    at_once = Screen._invoke_and_clear_callbacks

    async def later(screen: Screen[object]) -> None:
        if painted.is_set():
            await at_once(screen)

    monkeypatch.setattr(Screen, "_invoke_and_clear_callbacks", later)
    return painted


async def test_a_screen_can_be_left_before_it_was_painted(
    make_app: Callable[..., KneeApp], paint: asyncio.Event
) -> None:
    app = make_app(library=library())
    async with app.run_test(size=(80, 24)) as pilot:
        below, screen = app.screen, WelcomeScreen()
        app.push_screen(screen)
        screen.dismiss(None)
        await until(pilot, lambda: not screen.is_attached)
        waiting = [pump for _, pump in below._callbacks]
        assert any(isinstance(pump, KeyBar) and not pump.is_attached for pump in waiting)
        paint.set()
        below.check_idle()
        await until(pilot, lambda: not below._callbacks)
        await pilot.pause()
        assert app._exception is None
