"""The palette of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.widgets import Input

from kneetui.ui.widgets.lines.bars import CLOSE, KeyBar


class Palette(CommandPalette):
    """Textual's palette with a key bar, and silent while nobody types: a blinking cursor crosses the line twice a second."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", "Close", id=CLOSE)]

    def on_mount(self) -> None:
        """Let the cursor stand still, and lay the keys that work over those of the screen below."""
        self.query_one(Input).cursor_blink = False
        self.mount(KeyBar())
