"""Screens and dialogs that paint what changed, once.

Textual repaints a whole screen when the focus moves, when anything changes its place and four times while it is new;
with widgets that come and go it paints in between, and everything once more in the end. Over a slow line each of
these is seen. Leans on internals of Textual, which is pinned; ``tests/ui/screens/common/test_repaint.py`` stands guard.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar

from textual.app import App
from textual.events import Event, ScreenResume, ScreenSuspend
from textual.geometry import Region
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from kneetui.terminal.settling import hold_output

Result = TypeVar("Result")

SETTLING = 0.01
"""Seconds in which new widgets take their places before they are painted."""


class RepaintingScreen(Screen[Result]):
    """A screen that repaints no more than what changed."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would repaint the whole screen whenever the focus moves; widgets repaint themselves."""

    _resuming: ScreenResume | None = None
    """Was sent, and not read yet."""

    def post_message(self, message: Message) -> bool:
        """Say once that the screen is on top; Textual says it twice to the first screen of a mode, which then reads,
        styles and lays out everything twice."""
        if isinstance(message, ScreenResume):
            if self._resuming is not None:
                self._resuming.refresh_styles |= message.refresh_styles
                return True
            self._resuming = message
        elif isinstance(message, ScreenSuspend):
            self._resuming = None
        return super().post_message(message)

    async def on_event(self, event: Event) -> None:
        """See Textual; what is sent from now on is said again."""
        if event is self._resuming:
            self._resuming = None
        await super().on_event(event)

    def arrived(self) -> None:
        """The screen is new, and its parts found their places. For whoever waits for it."""

    def _post_register(self, app: App[Any]) -> None:
        """Take the classes that go with the size before the first styles; Textual would set all of them three times."""
        super()._post_register(app)
        self._css_update_count = app._css_update_count
        for length, breakpoints in (
            (app.size.width, self.HORIZONTAL_BREAKPOINTS),
            (app.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            self._classes.update(self._get_breakpoint_classes(length, breakpoints or []))

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Paint a new screen once, when its parts have found their places; Textual would paint it four times."""
        event.prevent_default()
        new = self.is_attached and self._size != self.app.size
        if new and self.app._dom_ready:  # at the start Textual itself holds back the first frame
            hold_output(self.app)
        super()._on_screen_resume(event)
        if new:
            self._repaint_required = False
            self.arrived()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """A new layout repaints what moved; Textual would repaint everything besides."""
        repaint = repaint and (bool(regions) or not layout)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _compositor_refresh(self) -> None:
        """Paint what changed.

        While the app holds back its output, everything waits for later; Textual would think it painted. And
        after everything was painted, nothing is left to repaint.
        """
        if self.app._batch_count:
            self._repaint_required = True
            return
        everything = self._compositor.size.region in self._compositor._dirty_regions
        super()._compositor_refresh()
        if everything:
            self._repaint_required = False

    @asynccontextmanager
    async def painted_once(self) -> AsyncIterator[None]:
        """Hold the output back while widgets come and go, until focus and layout arrived."""
        with self.app.batch_update():
            yield
            focused = asyncio.Event()
            if self.focused is not None:
                self.focused.call_later(focused.set)
                await focused.wait()
            self._refresh_layout()
            await asyncio.sleep(SETTLING)
        self._compositor.update_widgets(self._dirty_widgets)
        self._repaint_required = False
        self._compositor_refresh()
