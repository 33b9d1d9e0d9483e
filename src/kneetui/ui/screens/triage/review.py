"""The answers so far: reopen and change any."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import span_words
from kneetui.services.interview.interview import Interview
from kneetui.triage.answers import words
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.stay import stay
from kneetui.ui.screens.triage.question import Ending, QuestionScreen
from kneetui.ui.widgets.lines.menu import Choice, Menu


class AnswerMenu(Menu):
    """The answers, to open one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Change", id="review.change"),
    ]


class ReviewScreen(KneeScreen[None]):
    """Every question that was asked, with its answer; ``fixed`` answers are only shown."""

    heading = "Your answers"
    DEFAULT_CSS = """
    ReviewScreen #intro { padding: 1 1 0 1; color: $muted; }
    ReviewScreen Menu, ReviewScreen AnswerMenu { height: 1fr; margin: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "words", "Own words", id="review.words"),
        Binding("backspace,left,a", "back", "Back", id="review.back", show=False),
        *stay("review"),
    ]

    def __init__(self, interview: Interview, *, fixed: bool = False) -> None:
        super().__init__()
        self.interview = interview
        self.fixed = fixed

    def body(self) -> ComposeResult:
        """A word and the list."""
        intro = (
            "What you answered."
            if self.fixed
            else "<review.change> changes an answer, <review.words> finds any other question."
        )
        if not self.interview.draft.asked:
            intro = "Nothing is answered yet. <review.back> goes back."
        yield Static(Content(self.app.with_keys(intro)), id="intro")
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
            choices.append(Choice(key, self.interview.asks(question), answer))
        return choices

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is in the diary is not added to, and holds nobody in the questions."""
        return not (self.fixed and action in ("words", "stay"))

    def action_stay(self) -> None:
        """A digit meant for a question leads to no other room."""

    def action_words(self) -> None:
        """Find a question by words, asked already or not, or say something else."""
        from kneetui.ui.screens.triage.own_words import OwnWordsScreen

        def taken(ending: Literal["taken"] | None) -> None:
            self._changed("answered" if ending else None)

        self.app.push_screen(OwnWordsScreen(self.interview), taken)

    def on_cursor_list_picked(self) -> None:
        """Open the question again."""
        key = self.query_one(Menu).chosen.id
        if not self.fixed:
            self.app.push_screen(QuestionScreen(self.interview, only=key), self._changed)

    def _changed(self, ending: Ending | None) -> None:
        self.query_one(Menu).show(self._choices())
        if ending and self.interview.alarm():
            self.action_back()
