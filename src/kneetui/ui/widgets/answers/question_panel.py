"""One question on the screen: its words and the widget that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kneetui.content.conditions import Answer
from kneetui.content.model import Question
from kneetui.ui.widgets.answers.answer_widget import Answering
from kneetui.ui.widgets.answers.knee_map import KneeMap
from kneetui.ui.widgets.answers.number_input import NumberAnswer
from kneetui.ui.widgets.answers.options import Options
from kneetui.ui.widgets.answers.pain_scale import PainScale
from kneetui.ui.widgets.lines.room import small

LONG = 90
"""Up to so many characters a line of help fits into two rows of 58 columns, wherever its words break."""

SHORT = 6
"""Up to so many options stand side by side when a question shares its page."""


def answering(question: Question, *, small: bool, left: bool) -> Answering:
    """The widget for a question. ``small``: it shares its page; ``left``: it is about the left knee."""
    if question.kind == "number":
        return PainScale(question) if question.widget == "pain-scale" else NumberAnswer(question)
    if question.widget == "knee-map" and question.kind == "choices" and not small:
        return KneeMap(question, left=left)
    return Options(question, inline=small and len(question.options) <= SHORT)


class Asking(Vertical):
    """A question with its widget, ``alone`` on its screen or on a page with others.

    ``preface`` stands before the question's own line of help. It starts from ``value``.
    """

    DEFAULT_CSS = """
    Asking { height: auto; }
    Asking.-alone { height: 1fr; }
    Asking .question { text-style: bold; }
    Asking .help, Asking .preface { color: $muted; }
    Asking.-alone .help { height: 2; }
    Asking.-alone .help.-long { height: auto; }
    Asking.-alone .answer { margin-top: 1; }
    Asking.-page .help, Asking.-page .preface { padding-left: 2; }
    Asking.-alone Options, Asking.-fill Options { height: 1fr; }
    Asking.-fill { height: 1fr; min-height: 5; }
    Asking .hidden { display: none; }
    """

    class Ready(Message):
        """The answer as it stands changed."""

        def __init__(self, sender: Asking) -> None:
            super().__init__()
            self.sender = sender

        @property
        def control(self) -> Asking:
            """The question that is answered: ``on`` takes a selector for it."""
            return self.sender

    def __init__(
        self,
        question: Question,
        value: Answer | None = None,
        *,
        alone: bool = True,
        left: bool = False,
        preface: str = "",
    ) -> None:
        super().__init__(classes="-alone" if alone else "-page")
        self.question = question
        self.alone, self.preface = alone, preface
        self.state = ""
        self.answer = answering(question, small=not alone, left=left)
        self.answer.show(value)
        self.list = Options(question) if isinstance(self.answer, KneeMap) else None
        if not alone and isinstance(self.answer, Options) and not self.answer.inline:
            self.add_class("-fill")

    def compose(self) -> ComposeResult:
        """Words, then the widget."""
        yield Static(self._title(), classes="question")
        yield Static(Content(self.preface), classes="preface" if self.preface else "hidden")
        help_ = Static(
            Content(self.question.help), id="help", classes="help" if self.question.help else "hidden"
        )
        yield help_.set_class(self._long(self.question.help), "-long")
        self.answer.add_class("answer")
        if self.list:
            self.list.add_class("answer", "hidden")
            yield self.list
        yield self.answer

    def ask(self, question: Question, value: Answer | None) -> bool:
        """Take over another question, if the widget can; only the lines that change are painted."""
        if not (self.alone and isinstance(self.answer, Options) and not self.list):
            return False
        if question.kind == "number" or question.widget == "knee-map":
            return False
        self.question, self.state = question, ""
        self.query_one(".question", Static).update(self._title(), layout=False)
        help_ = self.query_one("#help", Static)
        longer = self._long(question.help)
        if longer or help_.has_class("-long"):
            help_.set_class(longer, "-long")
        help_.update(Content(question.help), layout=longer)
        self.answer.ask(question, value)
        return True

    @property
    def current(self) -> Answering:
        """The widget that is shown: of a map with a list beside it, the one in use."""
        return self.list if self.list and not self.list.has_class("hidden") else self.answer

    @property
    def value(self) -> Answer | None:
        """The answer as it stands."""
        return self.current.value

    def show(self, value: Answer | None) -> None:
        """Mark an answer, as if it had been given; ``None`` for no answer."""
        self.current.show(value)

    def go_on(self, go_on: Callable[[], Awaitable[None]]) -> None:
        """Where one key is the whole answer, do this after it."""
        self.answer.go_on = go_on

    def keep(self, keep: Callable[[], None]) -> None:
        """Do this whenever the answer as it stands changed, before it is drawn."""
        for one in filter(None, (self.list, self.answer)):
            one.keep = keep

    def settle(self, state: str) -> None:
        """Say beside the question that it is answered (``✓``) or not known; empty takes it back."""
        if state != self.state:
            self.state = state
            if self.is_mounted:
                self.query_one(".question", Static).update(self._title())

    def toggle_list(self) -> None:
        """A list in place of the map, or the map again."""
        if not self.list:
            return
        self._turn()
        self.current.focus()

    def _turn(self) -> None:
        before = self.current
        for one in (self.list, self.answer):
            if one:
                one.toggle_class("hidden")
        self.current.show(before.value)

    def on_resize(self) -> None:
        """The map needs more room than one column: there the list takes its place."""
        if self.list and self.list.has_class("hidden") and small(self.app.size):
            focused = self.answer.has_focus
            self._turn()
            if focused:
                self.current.focus()

    def on_answering_changed(self, event: Answering.Changed) -> None:
        """Tell the screen that the question may be answered by now."""
        event.stop()
        self.post_message(self.Ready(self))

    def on_descendant_focus(self) -> None:
        """On a page the question in front has a marker."""
        self._mark(True)

    def on_descendant_blur(self) -> None:
        """Another question is in front."""
        self._mark(False)

    def _mark(self, front: bool) -> None:
        if not self.alone:
            self.query_one(".question", Static).update(self._title(front), layout=False)

    def _long(self, text: str) -> bool:
        """Whether the line of help may not fit into its two rows."""
        return len(text) > LONG

    def _title(self, front: bool = True) -> Content:
        marker = "" if self.alone else "▸ " if front and self.current.has_focus else "  "
        return Content.assemble((marker, "$accent"), self.question.text, (f"   {self.state}", "$success"))
