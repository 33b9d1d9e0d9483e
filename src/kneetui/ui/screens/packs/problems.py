"""What is wrong with a pack, told to people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.content.model import Problem
from kneetui.ui.screens.common.base import KneeModal


def sentence(text: str) -> str:
    """A text that begins large and ends with a full stop."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")


def place(problem: Problem) -> str:
    """The name of the file, with line and column."""
    if not problem.file:
        return ""
    name = Path(problem.file).name or problem.file
    return f"{name}:{problem.line}:{problem.column}" if problem.line else name


def problem_text(problems: Sequence[Problem]) -> Content:
    """Every problem: where, what, and what to do."""
    pieces: list[tuple[str, str]] = []
    for problem in problems:
        pieces.append(("▲ ", "bold $warning"))
        where = "  ".join(part for part in (place(problem), problem.key) if part)
        if where:
            pieces.append((f"{where}\n  ", "bold"))
        pieces += [(f"{sentence(problem.message)}\n", ""), (f"  {problem.remedy}\n\n", "$primary")]
    return Content.assemble(*pieces).rstrip("\n")


class TellDialog(KneeModal[None]):
    """A text to read. Esc closes it."""

    CSS_PATH = "pack_dialog.tcss"

    def __init__(self, caption: str, text: Content) -> None:
        super().__init__()
        self.caption, self.text = caption, text

    def compose(self) -> ComposeResult:
        """The text, which scrolls if it is long."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self.caption)
            frame.border_subtitle = self.app.with_keys("<dialog.close> closes")
            with VerticalScroll(id="scroll"):
                yield Static(self.text, id="said")

    def on_mount(self) -> None:
        """The text takes the keys."""
        self.query_one("#scroll").focus()
