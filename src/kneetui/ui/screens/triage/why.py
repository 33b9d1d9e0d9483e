"""Why a question is asked, and what its answer would decide."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.content.model import Question
from kneetui.triage.interview.why_asked import reasons
from kneetui.triage.interview.worth import Suggestion
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.screens.common.text_screen import titles
from kneetui.ui.widgets.lines.lines import BULLET


class WhyDialog(KneeModal[None]):
    """Words for the question in front; Esc, Enter or w closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,w", "close", "Close", id="why.close", show=False),
    ]

    def __init__(self, question: Question, suggestion: Suggestion) -> None:
        super().__init__()
        self.question = question
        self.suggestion = suggestion

    def compose(self) -> ComposeResult:
        """The reason, what it decides, the sources."""
        with VerticalScroll(classes="dialog") as frame:
            frame.border_title = "Why we ask"
            frame.border_subtitle = self.app.with_keys("<dialog.close> closes")
            yield Static(self._text())

    def _text(self) -> Content:
        library = self.services.library
        pieces: list[tuple[str, str]] = [(f"{self.question.text}\n", "bold"), (self.question.why, "")]
        if self.question.help:
            pieces.insert(1, (f"{self.question.help}\n\n", ""))
        for reason in reasons(library, self.suggestion):
            pieces.append((f"\n\n{reason.text}", "bold"))
            pieces += [(f"\n{BULLET} {name}", "") for name in reason.named]
        where = titles(library.sources, self.question.source)
        if where:
            pieces.append((f"\n\n{where}", "$muted"))
        return Content.assemble(*pieces)
