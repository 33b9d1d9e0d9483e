"""Asks for words to look for in the diary."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.text_field import TextField


class FindDialog(KneeModal[str]):
    """Ends with the words, which may be empty, or with ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "find", "Find", id="dialog.accept", key_display="Enter"),
    ]

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """One line to type into."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Find in the diary"
            yield TextField("Words", self._words, hint="a word of a note, a sport, assessment", id="words")
            yield Static(
                Content("Enter shows the entries with all of these words, none shows all."), classes="muted"
            )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextField).line.focus()

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_find()

    def action_find(self) -> None:
        """Close with the words."""
        if self.is_current:
            self.dismiss(" ".join(self.query_one(TextField).value.split()))
