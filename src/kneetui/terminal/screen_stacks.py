"""The stacks of screens, one a room, as they are walked over while the app closes.

Textual closes each screen of each room in turn and waits for it on the way. A room that somebody enters or makes
anew meanwhile (a key still in the queue, a library just read) would change what is being walked over, and end the app
with an error. Leans on internals of Textual, which is pinned; a test stands guard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

Stack = TypeVar("Stack")


def is_first(screen: Screen[object]) -> bool:
    """Whether a screen is the first of its room, whichever room is shown."""
    return any(stack[:1] == [screen] for stack in screen.app._screen_stacks.values())


class ScreenStacks(dict[str, Stack]):
    """A dictionary whose values are those of the moment they are asked for."""

    def values(self) -> list[Stack]:  # type: ignore[override]
        """What comes or goes afterwards is not among them."""
        return list(super().values())
