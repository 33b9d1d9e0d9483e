"""What other windows of the person do, as the app shows it: changes on the screen in sight, and drafts that were taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.services.windows import words
from kneetui.services.windows.elsewhere import Elsewhere
from kneetui.ui.screens.common.base import KneeScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kneetui.ui.context import AppContext, Room

LOOKS = 1.0
"""How often an app looks what other windows changed."""

DRAFT_ROOMS: dict[str, Room] = {"triage": "triage", "player": "routines"}
"""The room of each draft that belongs to one."""


class OtherWindows:
    """Looks what changed since it was made or looked last; ``renew_room`` makes a room anew that is not in sight."""

    def __init__(self, app: AppContext, renew_room: Callable[[Room], Awaitable[None]]) -> None:
        self._app, self._renew_room = app, renew_room
        self._elsewhere = Elsewhere(app.services)

    def look(self) -> None:
        """See :meth:`AppContext.look_elsewhere`."""
        app, news = self._app, self._elsewhere.look()
        if news.settings:
            app.use_colours()
            app.use_signs()
            app.use_keys()
        for draft in news.taken_over:
            app.call_later(self._leave, draft)
        if (news.data or news.settings) and isinstance(app.screen, KneeScreen) and not app.in_transition:
            app.screen.changed_elsewhere()

    async def _leave(self, draft: str) -> None:
        """Leave a draft that another window took over, and say so where a key that was meant for it does no harm.

        A room behind this one is made anew.
        """
        from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
        from kneetui.ui.widgets.lines.menu import Choice

        app = self._app
        screens = [screen for stack in app._screen_stacks.values() for screen in stack]
        more = [screen.taken_over(draft) for screen in screens if isinstance(screen, KneeScreen)]
        room = DRAFT_ROOMS.get(draft)
        if room is not None and room != app.current_mode:
            await self._renew_room(room)
        app.new_question()
        text = " ".join((f"{words.taken_over(draft)}.", *filter(None, more)))
        app.push_screen(ChooseDialog(words.TAKEN_OVER, text, [Choice("on", "Go on here")]))
