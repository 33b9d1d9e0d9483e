"""The answers so far: reopen and change any."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import span_words
from kneetui.services.interview.interview import Interview
from kneetui.triage.answers import words
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.triage.question import Ending, QuestionScreen
from kneetui.ui.widgets.lines.menu import Choice, Menu


class AnswerMenu(Menu):
    """The answers, to open one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Change", id="review.change", key_display="Enter"),
    ]


class ReviewScreen(KneeScreen[None]):
    """Every question that was asked, with its answer; ``fixed`` answers are only shown."""

    heading = "Your answers"
    DEFAULT_CSS = """
    ReviewScreen #intro { padding: 1 1 0 1; color: $muted; }
    ReviewScreen Menu, ReviewScreen AnswerMenu { height: 1fr; margin: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,backspace,a", "back", "Back", id="review.back", key_display="⌫"),
    ]

    def __init__(self, interview: Interview, *, fixed: bool = False) -> None:
        super().__init__()
        self.interview = interview
        self.fixed = fixed

    def body(self) -> ComposeResult:
        """A word and the list."""
        intro = "What you answered." if self.fixed else "Enter opens an answer to change it. Esc goes back."
        if not self.interview.draft.asked:
            intro = "Nothing is answered yet. Esc goes back."
        yield Static(Content(intro), id="intro")
        yield (Menu if self.fixed else AnswerMenu)(self._choices())

    def on_mount(self) -> None:
        """Start at the last answer."""
        menu = self.query_one(Menu)
        menu.cursor = max(0, len(menu.choices) - 1)
        menu.focus()

    def _choices(self) -> list[Choice]:
        draft, counts, library = self.interview.draft, self.interview.facts, self.interview.library
        choices = []
        for key in draft.asked:
            question = library.questions[key]
            answer = words(question, draft.facts[key]) if key in draft.facts else "don't know"
            value = draft.facts.get(key)
            if question.unit == "days" and isinstance(value, float):
                answer = f"{value:g} ({span_words(value)})"
            if key in draft.facts and key not in counts:
                answer += " (does not count with your other answers)"
            choices.append(Choice(key, question.text, answer))
        return choices

    def on_cursor_list_picked(self) -> None:
        """Open the question again."""
        key = self.query_one(Menu).chosen.id
        if not self.fixed:
            self.app.push_screen(QuestionScreen(self.interview, only=key), self._changed)

    def _changed(self, ending: Ending | None) -> None:
        self.query_one(Menu).show(self._choices())
        if ending and self.interview.alarm():
            self.action_back()
