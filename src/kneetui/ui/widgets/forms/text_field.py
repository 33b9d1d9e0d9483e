"""A field of a form for a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Paste
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from kneetui.ui.widgets.forms.fields import FieldChanged

JOINED = "joined to one line"


Lines = Literal["kept", "joined", "whole"]


class LineInput(Input):
    """The input of Textual, which would take the first line of a paste and drop the others."""

    def _on_paste(self, event: Paste) -> None:
        lines = event.text.strip().splitlines()
        if len(lines) < 2 or not isinstance(self.parent, TextField):
            event.text = "".join(lines)  # Textual takes it after this
            return
        event.stop().prevent_default()
        self.parent.take(event.text)


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

    class Pasted(Message):
        """Several lines were pasted, and the field takes them ``whole``."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        suggest: Sequence[str] = (),
        pasted: Lines = "joined",
        hidden: bool = False,
        id: str,
    ) -> None:
        """``pasted`` is what becomes of several lines in a paste: kept as lines, joined to one and said so, or told
        by :class:`Pasted`. Of a ``hidden`` text only the length is seen."""
        super().__init__(id=id)
        self._pasted, self._hidden = pasted, hidden
        self.label, self.hint = label, hint
        self._suggester = SuggestFromList(suggest, case_sensitive=False) if suggest else None
        self._given = value
        self._last = self._shown = value.replace("\n", self.BREAK)

    def compose(self) -> ComposeResult:
        """The label, and below it the line that is typed in."""
        yield Static(Content(f"  {self.label}"), classes="field-label")
        line = LineInput(
            self._last,
            placeholder=self.hint,
            suggester=self._suggester,
            password=self._hidden,
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

    def take(self, text: str) -> None:
        """Several lines that were pasted, where the cursor stands; none is lost."""
        if self._pasted == "whole":
            self.post_message(self.Pasted(text))
            return
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        joined = (self.BREAK if self._pasted == "kept" else " ").join(lines)
        self.line.replace(joined, *sorted(self.line.selection))
        if self._pasted == "joined":
            self.call_after_refresh(self.complain, JOINED)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form, as the other fields do; not what the line began with."""
        event.stop()
        if event.value == self._last:
            return
        self._last = event.value
        self.query(".field-error").remove()
        self.post_message(FieldChanged())

    def on_descendant_focus(self) -> None:
        """Mark the label while its line has the keys."""
        self._mark("▸ ", "bold $accent")

    def on_descendant_blur(self) -> None:
        """Mark the label no more."""
        self._mark("  ", "")

    def _mark(self, marker: str, style: str) -> None:
        label = self.query_one(".field-label", Static)
        label.update(Content.assemble((f"{marker}{self.label}", style)), layout=False)
