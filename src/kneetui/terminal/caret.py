"""Where the cursor of the terminal belongs: on what is selected, so that screen readers and magnifiers follow.

Textual hides the cursor and leaves it in a corner. Widgets that have a selection say where they drew it.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias, runtime_checkable

from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

Place: TypeAlias = tuple[int, int]
"""Row and column, from 1."""


@runtime_checkable
class HasCaret(Protocol):
    """A widget that knows where it drew its selection."""

    def caret(self) -> Offset | None:
        """The cell in its content; ``None`` if nothing is selected."""


@runtime_checkable
class MayBeCovered(Protocol):
    """A screen that something else may lie over."""

    @property
    def covered(self) -> bool:
        """Whether what has the focus is out of sight."""


def caret_of(app: App[object]) -> Place | None:
    """Where the selection of what has the focus is on the screen; ``None`` if it is nowhere in sight."""
    stack: list[Screen[object]] = app._screen_stacks.get(app._current_mode) or []
    screen = stack[-1] if app._running and stack else None
    if screen is None or not screen.is_attached or (isinstance(screen, MayBeCovered) and screen.covered):
        return None
    focused = screen.focused
    if focused is None or focused not in screen._compositor.full_map:
        return None
    if isinstance(focused, Input):
        at = focused.cursor_screen_offset
    elif isinstance(focused, HasCaret):
        inside = focused.caret()
        if inside is None:
            return None
        at = focused.content_region.offset + inside
    else:
        return None
    seen = screen._compositor.full_map[focused]
    if not seen.visible_region.contains_point(at) or not screen.region.contains_point(at):
        return None
    return at.y + 1, at.x + 1
