"""A field of a form for a line of text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from kneetui.ui.widgets.forms.fields import FieldChanged


class TextField(Horizontal):
    """A text with its label on one line; ends of lines in it are shown as a sign, and kept."""

    DEFAULT_CSS = """
    TextField { height: auto; }
    TextField > .field-label { width: 20; }
    TextField > .field-error { width: auto; max-width: 50%; color: $error; text-style: bold; padding: 0 0 0 1; }
    TextField > Input { width: 1fr; }
    """
    BREAK = " ¶ "
    """Stands for the end of a line."""

    def __init__(
        self, label: str, value: str = "", *, hint: str = "", suggest: Sequence[str] = (), id: str
    ) -> None:
        super().__init__(id=id)
        self.label, self.hint = label, hint
        self._suggester = SuggestFromList(suggest, case_sensitive=False) if suggest else None
        self._given = value
        self._last = self._shown = value.replace("\n", self.BREAK)

    def compose(self) -> ComposeResult:
        """Label and line."""
        yield Static(Content(f"  {self.label}"), classes="field-label")
        line = Input(
            self._last,
            placeholder=self.hint,
            suggester=self._suggester,
            compact=True,
            select_on_focus=False,
        )
        line.cursor_blink = False
        yield line

    @property
    def line(self) -> Input:
        """The input of Textual in it, which takes the keys."""
        return self.query_one(Input)

    @property
    def value(self) -> str:
        """The text, with its ends of lines."""
        text = self.line.value
        return self._given if text == self._shown else text.replace(self.BREAK, "\n")

    def show(self, value: str) -> None:
        """Another value, by the program."""
        self._given = value
        self._last = self._shown = value.replace("\n", self.BREAK)
        self.line.value = self._shown
        self.complain("")

    def complain(self, error: str) -> None:
        """Say what is wrong beside the field, or no longer."""
        self.query(".field-error").remove()
        if error:
            self.mount(Static(Content(f"! {error}"), classes="field-error"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form, as the other fields do; not what the line began with."""
        event.stop()
        if event.value == self._last:
            return
        self._last = event.value
        self.query(".field-error").remove()
        self.post_message(FieldChanged())

    def on_descendant_focus(self) -> None:
        """The marker shows."""
        self._mark("▸ ", "bold $accent")

    def on_descendant_blur(self) -> None:
        """The marker hides."""
        self._mark("  ", "")

    def _mark(self, marker: str, style: str) -> None:
        label = self.query_one(".field-label", Static)
        label.update(Content.assemble((f"{marker}{self.label}", style)), layout=False)
