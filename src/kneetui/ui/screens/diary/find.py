"""Asks for words to look for in the diary."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.ui.screens.common.dialogs.line import LineDialog


class FindDialog(LineDialog):
    """Ends with the words, which may be empty, or with ``None``. ``typed`` hears of them as they are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Find", id="dialog.accept"),
    ]

    def __init__(self, words: str, typed: Callable[[str], None]) -> None:
        self._typed = typed
        super().__init__(
            "Find in the diary",
            "Words",
            "<dialog.accept> shows the entries with all of these words, none shows all.",
            text=words,
            hint="stairs, running, pain>=4, 2026-05, left",
        )

    def on_field_changed(self) -> None:
        """Show at once what there is with these words."""
        self._typed(self.line)
