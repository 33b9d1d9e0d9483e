"""When the parts of a screen have found their places.

Textual holds its output back for a fixed time while a screen is new, and then waits for its next frame. What is waited
for here is that everything sent to the parts was read; then the screen is painted at once. Leans on internals of
Textual, which is pinned; ``tests/ui/screens/common/test_repaint.py`` stands guard.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import ScreenStackError
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App

NEW = 3
"""Turns: a new part hears of its size, then of the styles that go with it, then of its place."""

KNOWN = 1
"""Turns: a part that was there before hears that it is seen again."""

LONGEST = 0.25
"""Seconds after which a screen is painted as it stands, should a part be busy with something else."""

_holds: set[asyncio.Task[None]] = set()


def hold_output(app: App[Any], turns: int = NEW) -> None:
    """Paint nothing until the parts of the screen that is on top a moment later have found their places."""
    app._begin_batch()
    task = asyncio.create_task(_hold(app, turns))
    _holds.add(task)
    task.add_done_callback(_holds.discard)


async def _hold(app: App[Any], turns: int) -> None:
    try:
        with suppress(TimeoutError, ScreenStackError):
            async with asyncio.timeout(LONGEST):
                for _ in range(turns):
                    await _read(app)
    finally:
        app._end_batch()
    if app._running and not app._batch_count:
        app.screen.refresh()
        app.screen.call_next(app.screen._on_timer_update)


async def _read(app: App[Any]) -> None:
    """Wait until every part has read what it was sent so far; what has nothing to read is not asked."""
    read = []
    for part in app.screen.walk_children(Widget, with_self=True):
        event = asyncio.Event()
        if not _rests(part) and part.call_later(event.set):
            read.append(event)
    for event in read:
        await event.wait()


def _rests(part: Widget) -> bool:
    """Whether a part is there, has read everything and waits for more."""
    queue: Any = part._message_queue
    return not queue.values and bool(queue.ready_event._waiters)
