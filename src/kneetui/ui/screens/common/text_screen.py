"""A screen to read: one text that scrolls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from kneetui.content.model import Source
from kneetui.ui.screens.common.base import KneeScreen, Result
from kneetui.ui.widgets.lines.prose import Prose

SURE = {
    "published": "",
    "well-known": "",
    "uncertain": " (uncertain)",
    "estimate": " (an estimate)",
}


def titles(sources: Mapping[str, Source], ids: Iterable[str]) -> str:
    """Where a statement comes from, in words; uncertain sources say so."""
    named = [sources[identifier] for identifier in ids if identifier in sources]
    return "; ".join(source.title + SURE.get(source.sure, "") for source in named)


class ReadingScreen(KneeScreen[Result]):
    """Subclasses give their text in paragraphs of (text, style) pieces."""

    DEFAULT_CSS = """
    ReadingScreen VerticalScroll {
        padding: 1 1 0 1; scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_text(1)", "Down", id="reading.down", show=False),
        Binding("k", "scroll_text(-1)", "Up", id="reading.up", show=False),
        Binding("backspace,left", "back", "Back", id="reading.back", show=False),
    ]

    def paragraphs(self) -> Iterable[Content]:
        """The text, one paragraph at a time."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The text in a scrolling frame."""
        with VerticalScroll(id="scroll"):
            yield Prose(Content("\n\n").join(self.paragraphs()), id="text")

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one("#scroll").focus()

    def action_scroll_text(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)
