"""When an app under test has come to rest: what Textual's pilot sleeps for, without the sleep.

The pilot sleeps a fiftieth of a second after every key, and again while the processor was busy. Here it goes on as soon as
nothing is left to do that would have been done by then: no callback is ready, no repaint is owed, no timer falls due
and no thread works for the app within that fiftieth.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import textual.app
import textual.pilot
from textual._context import active_app
from textual._wait import SLEEP_GRANULARITY
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

QUIET = 3
"""So many times in a row the loop has nothing ready: what a selector finds becomes ready one turn later."""

REPAINTS = 20
"""A screen that asks for one repaint after the other is left to its timer after so many."""


def install() -> None:
    """Let every pilot wait this way from now on."""
    for module in (textual.app, textual.pilot):
        assert callable(module.wait_for_idle)
        module.wait_for_idle = wait_for_idle  # type: ignore[attr-defined]
    Pilot._wait_for_screen = wait_for_screen  # type: ignore[method-assign]


async def wait_for_idle(min_sleep: float = SLEEP_GRANULARITY, max_sleep: float = 1.0) -> None:
    """Return once all is done that would be done after a fiftieth of a second."""
    app = active_app.get(None)
    await settle(app)
    until = time.monotonic() + SLEEP_GRANULARITY
    while due(until) or (working(app) and time.monotonic() < until):
        await asyncio.sleep(0.002)
        await settle(app)


async def wait_for_screen(self: Pilot[Any], timeout: float = 30.0) -> bool:
    """Return once the messages of all widgets are dealt with; whether that went without an error."""
    await settle(self.app)
    return not self.app._exception_event.is_set()


async def settle(app: App[Any] | None) -> None:
    """Let everything run that can run now, with the repaints that it asks for."""
    await drain()
    for screen in owed(app):
        screen._on_timer_update()
        await drain()


def owed(app: App[Any] | None) -> Iterator[Screen[Any]]:
    """The screen on top, each time that it waits for its next repaint."""
    for _ in range(REPAINTS):
        stack = app._screen_stacks.get(app._current_mode) if app is not None else None
        if not stack or not stack[-1].is_running or not stack[-1]._update_timer._active.is_set():
            return
        yield stack[-1]


async def drain() -> None:
    """Let everything run that is ready."""
    loop: Any = asyncio.get_running_loop()
    quiet = 0
    while quiet < QUIET:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1


def due(until: float) -> bool:
    """Whether a timer falls due by then, in the seconds of the loop's clock."""
    loop: Any = asyncio.get_running_loop()
    return any(handle.when() <= until and not handle.cancelled() for handle in loop._scheduled)


def working(app: App[Any] | None) -> bool:
    """Whether a thread works for the app."""
    return app is not None and any(worker._thread_worker and not worker.is_finished for worker in app.workers)
