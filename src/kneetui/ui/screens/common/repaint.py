"""New widgets on a screen, painted once and no more than what they change.

Leans on Textual's internals; ``tests/ui/screens/common/test_repaint.py`` stands guard.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kneetui.ui.screens.common.base import KneeScreen, Result

SETTLING = 0.01
"""Seconds in which new widgets take their places before they are painted."""


@asynccontextmanager
async def painted_once(screen: KneeScreen[Result]) -> AsyncIterator[None]:
    """Hold the output back while widgets come and go, until focus and layout arrived.

    Textual alone would paint in between, and everything once more in the end.
    """
    with screen.app.batch_update():
        yield
        arrived = asyncio.Event()
        if screen.focused is not None:
            screen.focused.call_later(arrived.set)
            await arrived.wait()
        screen._refresh_layout()
        await asyncio.sleep(SETTLING)
    screen._compositor.update_widgets(screen._dirty_widgets)
    screen._repaint_required = False
    screen._compositor_refresh()
