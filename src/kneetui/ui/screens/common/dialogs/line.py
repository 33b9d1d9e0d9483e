"""Asks for a line of text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.text_field import TextField


class LineDialog(KneeModal[str]):
    """Ends with the line, which may be empty, or with ``None``.

    ``note`` stands below the line and says what Enter does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Accept", id="dialog.accept"),
    ]

    def __init__(self, title: str, label: str, note: str, *, text: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._label, self._note = title, label, note
        self._text, self._hint = text, hint

    def compose(self) -> ComposeResult:
        """One line to type into."""
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield TextField(self._label, self._text, hint=self._hint, id="line")
            yield Static(Content(self.app.with_keys(self._note)), classes="muted")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(TextField).line.focus()

    def on_input_submitted(self) -> None:
        """Enter in the line of text."""
        self.action_accept()

    def action_accept(self) -> None:
        """Close with the line."""
        if self.is_current:
            self.dismiss(self.line)

    @property
    def line(self) -> str:
        """What was typed, spaces made single."""
        return " ".join(self.query_one(TextField).value.split())
