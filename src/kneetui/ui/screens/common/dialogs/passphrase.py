"""Asks for the passphrase of an encrypted file, without showing it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.diary.export.sealed import SealError, check_passphrase
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.forms.dialog_keys import FIELD_KEYS
from kneetui.ui.widgets.forms.text_field import TextField

NEW = "Without it nobody can open the file, not even you: it is kept nowhere. Any age program opens it, too."
KNOWN = "<dialog.accept> opens the file."
OTHER = "The two are not the same. Type the second one again."


class PassphraseDialog(KneeModal[str]):
    """Ends with the passphrase, or with ``None``. That of a ``new`` file is typed twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Accept", id="dialog.accept"),
        *FIELD_KEYS,
    ]

    def __init__(self, name: str, *, new: bool) -> None:
        super().__init__()
        self._name, self._new = name, new

    def compose(self) -> ComposeResult:
        """One line to type into, and a second one for a new passphrase."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f"Passphrase of {self._name}")
            yield TextField("Passphrase", hidden=True, id="passphrase")
            if self._new:
                yield TextField("Once more", hidden=True, id="again")
            yield Static(Content(NEW if self._new else self.app.with_keys(KNOWN)), id="said")

    def on_mount(self) -> None:
        """Type at once."""
        self.query(TextField).first().line.focus()

    def on_input_submitted(self) -> None:
        """Enter in a line of text."""
        self.action_accept()

    def action_accept(self) -> None:
        """Close with the passphrase, or go on to the second line."""
        if not self.is_current:
            return
        fields = list(self.query(TextField))
        first, last = fields[0], fields[-1]
        try:
            if self._new:
                check_passphrase(first.value)
        except SealError as error:
            self._say(str(error), first)
            return
        if first.value == last.value:
            self.dismiss(first.value)
        elif last.value or last.line.has_focus:
            self._say(OTHER, last)
        else:
            last.line.focus()

    def _say(self, text: str, field: TextField) -> None:
        self.query_one("#said", Static).update(Content(text))
        field.line.focus()
