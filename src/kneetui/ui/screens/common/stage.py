"""Where a flow shows its screens: one after another, and in its own room."""

from __future__ import annotations

import asyncio
from types import TracebackType

from kneetui.ui.context import AppContext, Room
from kneetui.ui.screens.common.base import KneeModal, KneeScreen, Result


class Stage:
    """Shows screens above the one that a flow began on.

    From the end of a full screen to the next one, or to the end of the flow, nothing is painted and no key is
    read: the screen below does not show in between, and no key meets it.
    """

    def __init__(self, app: AppContext, room: Room) -> None:
        self.app, self.room = app, room

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.app.end_transition()

    async def show(self, screen: KneeScreen[Result] | KneeModal[Result]) -> Result | None:
        """Show a screen and wait for its end; ``None`` if it was left with Esc. Only in a worker."""
        if isinstance(screen, KneeScreen):
            screen.in_flow = True
        ended = self.app.push_screen(screen, wait_for_dismiss=True, mode=self.room)
        if isinstance(screen, KneeModal) or not screen.is_current:
            self.app.end_transition()
        # Whoever cancels the flow leaves the future alone: the screen may still end.
        return await asyncio.shield(ended)
