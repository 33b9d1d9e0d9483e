"""Before the result: the complaint read back, and whether there is anything else."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kneetui.content.model import SelfExam
from kneetui.services.interview import self_exams
from kneetui.services.interview.interview import Interview
from kneetui.ui.screens.common.base import KneeScreen, Result
from kneetui.ui.screens.triage.own_words import OwnWordsScreen
from kneetui.ui.screens.triage.question import QuestionScreen
from kneetui.ui.screens.triage.review import ReviewScreen
from kneetui.ui.screens.triage.self_exam import SelfExamScreen
from kneetui.ui.widgets.lines.bars import BACK
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu

RESULT, CHANGE, WORDS = "result", "change", "words"

EXAMS = 2
"""So many examinations are offered."""

MOST = 6
"""So many lines have a digit left for what was not asked."""

NOT_ASKED = "These were not asked, and may still matter:"


class BeforeResultScreen(KneeScreen[Literal["result", "changed"]]):
    """Ends with the result, or when there is a question to ask, or help to call for."""

    heading = "Anything else?"
    DEFAULT_CSS = """
    BeforeResultScreen #said { padding: 1 1 0 1; height: auto; }
    BeforeResultScreen Menu { height: 1fr; margin: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "change", "Change an answer", id="before-result.change"),
        Binding("slash", "words", "Own words", id="before-result.words"),
        Binding("backspace,left", "previous", "Back", id="before-result.previous"),
        Binding("escape", "back", "Leave", id=BACK),
        *(
            Binding(
                str(number), f"number({number})", f"Choice {number}", id=f"before-result.{number}", show=False
            )
            for number in range(10)
        ),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self._seen = interview.draft
        self._look_for_more()

    def _look_for_more(self) -> None:
        self.exams = {exam.id: exam for exam in self_exams.worthwhile(self.interview)[:EXAMS]}
        examined = {exam.question for exam in self.exams.values()}
        others = [question for question in self.interview.open_questions() if question.id not in examined]
        self.open = others[: MOST - len(self.exams)]

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return "saved"

    def body(self) -> ComposeResult:
        """The sentences, and what can be done."""
        yield Static(self._said(), id="said")
        yield Menu(self._choices())

    def on_mount(self) -> None:
        """The result is one key away."""
        self.query_one(Menu).focus()
        self.app.new_question()

    def _said(self) -> Content:
        sentences = self.interview.read_back()
        title = "You said" if sentences else "Little is known so far."
        return Content.assemble((f"{title}\n", "bold $primary"), "\n".join(sentences))

    def _choices(self) -> list[Choice]:
        choices = [
            Choice(RESULT, "1 That is all: show the result"),
            Choice(CHANGE, f"2 Change an answer ({self.app.key_of('before-result.change')})"),
            Choice(
                WORDS,
                f"3 Say more in your own words ({self.app.key_of('before-result.words')})",
                NOT_ASKED if self.exams or self.open else "",
            ),
        ]
        more = [(exam.id, f"Look and feel: {exam.name}") for exam in self.exams.values()]
        more += [(question.id, question.text) for question in self.open]
        return choices + [Choice(key, f"{number} {text}") for number, (key, text) in enumerate(more, 4)]

    def on_screen_resume(self) -> None:
        """An answer may have been changed or added; the result is one key away again."""
        self.query_one(Menu).move_to(0)
        if self._seen == self.interview.draft:
            return
        self._seen = self.interview.draft
        if self.interview.place() != "assessment":
            self._end("changed")
            return
        self._look_for_more()
        self.query_one("#said", Static).update(self._said())
        self.query_one(Menu).show(self._choices())

    # --- keys ------------------------------------------------------------------------------

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Do what was chosen."""
        chosen = self.query_one(Menu).choices[event.index].id
        if chosen == RESULT:
            self.app.key_guard.answered()
            self._end("result")
        elif chosen == CHANGE:
            self.action_change()
        elif chosen == WORDS:
            self.action_words()
        elif chosen in self.exams:
            examine(self, self.interview, self.exams[chosen])
        else:
            self.app.push_screen(QuestionScreen(self.interview, only=chosen))

    def action_number(self, number: int) -> None:
        """The line with this number."""
        menu = self.query_one(Menu)
        if 1 <= number <= menu.count():
            menu.pick(number - 1)

    def action_change(self) -> None:
        """The answers so far."""
        self.app.push_screen(ReviewScreen(self.interview))

    def action_words(self) -> None:
        """Say it in own words, or find a question by them."""
        self.app.push_screen(OwnWordsScreen(self.interview))

    def action_previous(self) -> None:
        """Back to the last question, with its answer."""
        last = self.interview.back_from_the_end()
        if last:
            self.app.push_screen(QuestionScreen(self.interview, only=last))
        else:
            self._end("changed")

    def _end(self, ending: Literal["result", "changed"]) -> None:
        if self.is_current:
            self.dismiss(ending)


def examine(screen: KneeScreen[Result], interview: Interview, exam: SelfExam) -> None:
    """Show an examination above a screen, and then its question."""

    def answer(ending: Literal["answer"] | None) -> None:
        if ending:
            screen.app.push_screen(QuestionScreen(interview, only=exam.question))

    screen.app.push_screen(SelfExamScreen(interview.library, exam, self_exams.whose(interview)), answer)
