"""The interview: one question a screen, or one page of questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from kneetui.content.conditions import Answer
from kneetui.content.model import SelfExam
from kneetui.services.interview import self_exams
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.interview.steps import InterviewStep
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.screens.common.stay import LEAVE_FIRST, stay
from kneetui.ui.screens.triage import question_text as around
from kneetui.ui.screens.triage.save import keep
from kneetui.ui.widgets.answers.options import Options
from kneetui.ui.widgets.answers.question_panel import Asking
from kneetui.ui.widgets.lines.bars import BACK

KEEP_AFTER = 0.4
"""Seconds after the last key until marks that were not confirmed would outlive the computer too."""

NOTHING = "Most people mark nothing here."

MORE = "Have a look at these too, then press <question.next>."


Ending = Literal["answered", "leave"]


class QuestionScreen(KneeScreen[Ending]):
    """Asks on until the questions are through or an emergency flag comes up, or the person leaves for Today.

    ``answers`` makes the screen that lists the answers so far, ``words`` the one for own words. With ``only`` (a question id) it opens that one
    question again, with ``page`` it ends after that page.
    """

    CSS_PATH = "question.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right", "next", "Next", id="question.next"),
        Binding("backspace,left", "previous", "Back", id="question.previous"),
        Binding("u", "unknown", "Don't know", id="question.unknown"),
        Binding("l", "list", "List", id="question.list"),
        Binding("w", "why", "Why", id="question.why"),
        Binding("t", "examine", "Look and feel", id="question.examine", show=False),
        Binding("a", "answers", "Answers", id="question.answers"),
        Binding("slash", "words", "Own words", id="question.words"),
        Binding("s", "leave", "Save and leave", id="question.leave"),
        Binding("escape", "back", "Leave", id=BACK),
        *stay("question"),
    ]

    def __init__(
        self,
        interview: Interview,
        *,
        only: str = "",
        page: str = "",
        answers: Callable[[], KneeScreen[None]] | None = None,
        words: Callable[[], KneeScreen[Literal["taken"]]] | None = None,
    ) -> None:
        super().__init__()
        self._answers, self._words = answers, words
        self.interview = interview
        self.only, self.page = only, page
        self._later: Timer | None = None
        self._said: tuple[str, bool] = ("", False)
        self.step: InterviewStep | None = None
        self.asking: list[Asking] = []
        self._prepare()

    @property
    def heading(self) -> str:  # type: ignore[override]
        """How far the interview has come, or that one more question is asked."""
        if self.only and self.only not in self.interview.draft.asked:
            return "One more question"
        return around.progress(self.step, self.interview.about, alone=bool(self.page))

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return "saved" if self.interview.draft.asked else ""

    def body(self) -> ComposeResult:
        """Alarm line, the question, a column beside it on wide screens, and the hint."""
        alarm = around.alarm(self.interview)
        yield Static(Content(alarm), id="alarm", classes="-up" if alarm else "")
        with Horizontal(id="columns"):
            with Vertical(id="sheet", classes="-page" if len(self.asking) > 1 else ""):
                yield from self.asking
            yield Static(
                around.beside(self.interview, self.step, self.app.key_of("question.answers")), id="aside"
            )
        front = next((asked for asked in self.asking if not asked.state), None)
        self._said = (self._hint_for(front), False)
        yield Static(Content(self._said[0]), id="hint")

    def on_mount(self) -> None:
        """The first question takes the keys; those typed before it stood there are not meant for it."""
        self.app.new_question()
        if self.asking:
            self._focus()

    async def on_screen_resume(self) -> None:
        """Answers may have been changed meanwhile."""
        if not self.only and self._shown != self.interview.draft:
            await self.show_step()

    def on_screen_suspend(self) -> None:
        """Nothing marked is lost."""
        self.rest()

    def on_unmount(self) -> None:
        """Nothing marked is lost."""
        self.rest()

    def rest(self) -> None:
        """Keep now what is to be kept later."""
        if self._later:
            self._later.stop()
            self._later = None
            keep(self.app, self.interview)

    def taken_over(self, draft: str) -> None:
        """Asked for itself, it ends without an answer; in an interview the room closes it."""
        if draft == DRAFT:
            if self._later:
                self._later.stop()
                self._later = None
            if self.page and self.is_current:
                self.dismiss(None)

    # --- showing -------------------------------------------------------------------------

    def _prepare(self) -> bool:
        """Find what is asked now, and make its widgets; ``False`` if those that are there can ask it."""
        interview = self.interview
        self.step = self._reopened() if self.only else interview.step()
        self._shown = interview.draft
        questions = self.step.questions if self.step else ()
        alone = len(questions) == 1
        if alone and self.asking and self.asking[0].ask(questions[0], interview.value(questions[0])[0]):
            return False
        left = "left" in interview.sides()
        self.asking = []
        for question in questions:
            preface = NOTHING if question.kind == "choices" and not alone else ""
            asking = Asking(question, interview.value(question)[0], alone=alone, left=left, preface=preface)
            if alone:
                asking.go_on(self.action_next)
            asking.keep(partial(self._note, asking))
            self._settle(asking)
            self.asking.append(asking)
        return True

    def _reopened(self) -> InterviewStep:
        return InterviewStep(questions=(self.interview.offered(self.interview.library.questions[self.only]),))

    async def show_step(self, reopened: str = "") -> None:
        """Show what is asked now, painted once; or go where the interview goes on."""
        if self._over():
            if self.is_current:
                self.dismiss("answered")
            return
        if not self._prepare():
            self._show_around(reopened)
            return
        sheet = self.query_one("#sheet", Vertical)
        async with self.painted_once():
            await sheet.remove_children()
            sheet.set_class(len(self.asking) > 1, "-page")
            await sheet.mount_all(self.asking)
            self._show_around(reopened)

    def _over(self) -> bool:
        step = self.interview.step()
        if self.interview.alarm() or step is None:
            return True
        return bool(self.page) and step.questions[0].page != self.page

    def _show_around(self, reopened: str) -> None:
        self.app.new_question()
        self.say(self.heading)
        alarm = around.alarm(self.interview)
        self.query_one("#alarm", Static).set_class(bool(alarm), "-up")
        if alarm:
            self.query_one("#alarm", Static).update(Content(alarm))
        if self.has_class("-wide"):
            self.query_one("#aside", Static).update(
                around.beside(self.interview, self.step, self.app.key_of("question.answers"))
            )
        self._focus(next((asked for asked in self.asking if asked.question.id == reopened), None))

    def _settle(self, asking: Asking) -> None:
        asking.settle("" if self.only else around.state(self.interview, asking.question))

    def _focus(self, asking: Asking | None = None) -> None:
        asking = asking or next((asked for asked in self.asking if not asked.state), self.asking[0])
        self.set_focus(asking.current)
        self._hint()

    @property
    def current(self) -> Asking | None:
        """The question that has the focus."""
        for asking in self.asking:
            if self.focused is not None and asking in self.focused.ancestors:
                return asking
        return self.asking[0] if self.asking else None

    def _hint_for(self, asking: Asking | None) -> str:
        if asking is None:
            return ""
        hint = self.app.with_keys(asking.current.hint())
        return "  ".join(
            filter(None, (hint, self.app.with_keys(around.remark(self.interview, asking.question))))
        )

    def _hint(self, loud: str = "") -> None:
        text = self.app.with_keys(loud) or self._hint_for(self.current)
        if (text, bool(loud)) != self._said:
            self._said = (text, bool(loud))
            hint = self.query_one("#hint", Static)
            hint.set_class(bool(loud), "-loud")
            hint.update(Content(text))

    def on_descendant_focus(self) -> None:
        """The hint is about the question that has the focus."""
        self._hint()

    def on_asking_ready(self, event: Asking.Ready) -> None:
        """Say what Enter does now."""
        if event.sender is self.current or self.only:
            self._hint()

    def _note(self, asking: Asking) -> None:
        """Keep what is marked: whoever sees it so may be cut off the next moment."""
        if asking not in self.asking or self.only:
            return
        value = asking.value if asking.current.touched else None
        held, origin = self.interview.value(asking.question)
        if value != held:
            if origin == "answer":
                asking.settle("")
            self.interview.mark(asking.question.id, value)
            if self._later:
                self._later.stop()
            keep(self.app, self.interview, marks=True)
            self._later = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        """Keep the interview, and say whether that worked."""
        if self._later:
            self._later.stop()
            self._later = None
        if self.is_mounted:
            self.say(remark="saved" if keep(self.app, self.interview) else "not saved")

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A list only in place of a map; in a reopened question no way on."""
        if action == "list":
            return any(asked.list for asked in self.asking)
        if action == "examine":
            return self._exam is not None
        if action == "answers":
            return self._answers is not None
        if action == "words":
            return self._words is not None
        return not (self.only and action == "leave")

    async def action_next(self) -> None:
        """Confirm the answer and go on."""
        asking = self.current
        if asking is None:
            return
        if asking.value is None:
            self._hint(asking.current.hint())
            return
        if isinstance(asking.current, Options) and asking.current.further():
            self._hint(MORE)
            return
        await self._confirm(asking, asking.value)

    async def action_unknown(self) -> None:
        """Go on without an answer."""
        if self.current is not None:
            await self._confirm(self.current, None)

    async def _confirm(self, asking: Asking, value: Answer | None) -> None:
        self.app.key_guard.answered()
        self.interview.answer(asking.question.id, value)
        self._keep()
        if self.only:
            if self.is_current:
                self.dismiss("answered")
            return
        if value is None:
            asking.show(None)
        self._settle(asking)
        if self.interview.alarm() or all(asked.state for asked in self.asking):
            await self.show_step()
        else:
            self._focus()

    async def action_previous(self) -> None:
        """Open the question before."""
        if self.only:
            self.action_back()
            return
        reopened = self.interview.back()
        if reopened:
            self._keep()
            await self.show_step(reopened)
        else:
            self._hint("This is the first question. <screen.back> leaves; your answers are kept.")

    def action_stay(self) -> None:
        """A digit that answers nothing leads to no other room."""
        self._hint(LEAVE_FIRST)

    def action_list(self) -> None:
        """A list in place of the map, or the map again."""
        if self.current:
            self.current.toggle_list()

    def action_why(self) -> None:
        """Say what the answer would decide, above the question."""
        from kneetui.ui.screens.triage.why import WhyDialog

        if self.current:
            question = self.current.question
            self.app.push_screen(WhyDialog(question, self.interview.decides(question)))

    @property
    def _exam(self) -> SelfExam | None:
        """What helps to answer the question that has the focus."""
        return self_exams.answering(self.interview, self.current.question.id) if self.current else None

    def action_examine(self) -> None:
        """How to find the answer by looking and feeling, above the question."""
        from kneetui.ui.screens.triage.self_exam import SelfExamScreen

        if self._exam:
            self.app.push_screen(
                SelfExamScreen(self.interview.library, self._exam, self_exams.whose(self.interview))
            )

    def action_answers(self) -> None:
        """The answers so far."""
        if self._answers:
            self.app.push_screen(self._answers())

    def action_words(self) -> None:
        """Say it in own words."""
        if self._words:
            self.app.push_screen(self._words())

    def action_leave(self) -> None:
        """Leave for Today; everything is kept."""
        self._keep()
        if self.is_current:
            self.dismiss("leave")
