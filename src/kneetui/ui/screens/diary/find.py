"""Asks for words to look for in the diary."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.ui.screens.common.line import LineDialog


class FindDialog(LineDialog):
    """Ends with the words, which may be empty, or with ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Find", id="dialog.accept", key_display="Enter"),
    ]

    def __init__(self, words: str) -> None:
        super().__init__(
            "Find in the diary",
            "Words",
            "Enter shows the entries with all of these words, none shows all.",
            text=words,
            hint="stairs, running, pain>=4",
        )
