"""What is wrong with the pack that is being written, over whatever is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import count
from kneetui.content.model import Problem
from kneetui.ui.screens.common.base import KneeModal

LAST_GOOD = (
    "Behind this is the last version that was good. Mend the files and save: the app goes on by itself."
)
NO_GOOD = "Behind this is kneetui without the pack. Mend the files and save: the app goes on by itself."


class BadPackDialog(KneeModal[None]):
    """The problems of a pack, each with file, line and remedy. Esc closes it; the next save may open it again."""

    CSS_PATH = "bad_pack.tcss"

    def __init__(self, problems: Sequence[Problem], good: bool) -> None:
        super().__init__()
        self.problems, self.good = tuple(problems), good

    def compose(self) -> ComposeResult:
        """What is behind, and the problems."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self._caption())
            frame.border_subtitle = self.app.with_keys("<dialog.close> closes")
            yield Static(Content(LAST_GOOD if self.good else NO_GOOD), id="behind")
            with VerticalScroll():
                yield Static(self._text(), id="problems")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one(VerticalScroll).focus()

    def show(self, problems: Sequence[Problem]) -> None:
        """Have other problems in their place, as the author saved the pack again."""
        self.problems = tuple(problems)
        self.query_one(".dialog").border_title = Content(self._caption())
        self.query_one("#problems", Static).update(self._text())

    def _caption(self) -> str:
        return f"{count(len(self.problems), 'problem')} in the pack"

    def _text(self) -> Content:
        pieces: list[tuple[str, str]] = []
        for problem in self.problems:
            file = Path(problem.file).name if problem.file else problem.pack
            place = f"{file}:{problem.line}:{problem.column}" if problem.line else file
            pieces += [(f"▲ {place}", "bold"), (f"  {problem.key}\n" if problem.key else "\n", "$muted")]
            pieces += [(f"  {problem.message}.\n", ""), (f"  {problem.remedy}\n\n", "$primary")]
        return Content.assemble(*pieces).rstrip("\n")
