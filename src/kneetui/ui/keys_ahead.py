"""Keys that came before what they are meant for stands on the screen: they wait, and come in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

AT_ONCE = frozenset({"ctrl+q", "ctrl+c"})
"""Keys that end the app, whatever stands on the screen."""

LINE_FEED = "ctrl+j"
"""What Enter is before the app has the terminal: until then the system makes a line feed of it."""


class KeysAhead:
    """Holds keys back from the start until :meth:`let_in`; one that is not ``waiting`` holds none."""

    def __init__(self, *, waiting: bool) -> None:
        self._keys: list[Key] | None = [] if waiting else None
        self._coming_in = False

    @property
    def waiting(self) -> bool:
        """Whether keys are held back."""
        return self._keys is not None

    def holds(self, event: Key) -> bool:
        """Whether a key waits from now on."""
        if self._keys is None or event.is_forwarded or event.key in AT_ONCE:
            return False
        self._keys.append(Key("enter", "\r") if event.key == LINE_FEED else event)
        return True

    async def let_in(self, press: Callable[[Key], Awaitable[None]]) -> None:
        """Press what waits, then hold nothing back any more; what comes meanwhile comes after it."""
        if self._coming_in:
            return
        self._coming_in = True
        while self._keys:
            await press(self._keys.pop(0))
        self._keys = None
