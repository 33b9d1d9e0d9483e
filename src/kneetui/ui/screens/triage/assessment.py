"""The assessment: how urgent, what fits, what to do, what would change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import day_words, knee_words, short_day_words
from kneetui.content.model import Tip
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.diary.undo import OwnChange
from kneetui.services.interview import self_exams, start
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import OTHERS
from kneetui.services.interview.saving import suggest_routine
from kneetui.triage.assessment import FOR_YOU, Fit
from kneetui.triage.recheck import recheck_days
from kneetui.triage.wording import instruction, little_known, meant_first, no_flag, order, told_level
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.undo import tell, undo_keys, undo_words
from kneetui.ui.screens.triage.save import keep, save
from kneetui.ui.widgets.lines.after_refresh import after_refresh
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice
from kneetui.ui.widgets.lists.cause_list import FitsHead, FitsList
from kneetui.ui.widgets.lists.emergency_number import EmergencyNumber
from kneetui.ui.widgets.lists.for_you import ForYou
from kneetui.ui.widgets.lists.go_if import GoIfList
from kneetui.ui.widgets.lists.urgency_banner import UrgencyBanner

if TYPE_CHECKING:
    from kneetui.services.diary.undo import UndoStep

MANY = 6
"""So many points for, against and not known are shown under the list where there is room."""

LOOK_AND_FEEL = "What you find out yourself answers a question, and may change what fits."


@dataclass(frozen=True, slots=True, kw_only=True)
class Another:
    """Beside the assessment ``of`` a knee, assess ``knee``: the other one, or another problem of the same."""

    of: str
    knee: str


class AssessmentScreen(KneeScreen[Literal["question", "changed"] | Another]):
    """Shows what the answers come to. ``past`` is the day of one that is read back from the diary.

    Ends when the last question is to be asked again, when an answer was changed, or with what to assess as well.
    """

    CSS_PATH = "assessment.tcss"
    heading = "Assessment"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall"), (36, "-roomy")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "advice", "First aid", id="assessment.advice"),
        Binding("d", "save", "Save", id="assessment.save"),
        Binding("r", "routine", "Routine", id="assessment.routine"),
        Binding("r", "save", "Save", id="assessment.save-too", show=False),
        Binding("c", "changes", "What if", id="assessment.changes"),
        Binding("a", "answers", "Answers", id="assessment.answers"),
        Binding("slash", "words", "Say more", id="assessment.words", show=False),
        Binding("t", "examine", "Look and feel", id="assessment.examine", show=False),
        Binding("o", "other", "Other knee", id="assessment.other"),
        *undo_keys("assessment", show=False),
        Binding("left,backspace", "previous", "Back to the questions", id="assessment.previous", show=False),
    ]

    def __init__(self, interview: Interview, past: datetime | None = None) -> None:
        super().__init__()
        self.interview = interview
        self.past = past
        self.assessment = interview.assess()
        self._shown = interview.draft
        self._saving = OwnChange(interview.services)

    def remark(self) -> str:
        """See :meth:`KneeScreen.remark`."""
        return f"of {short_day_words(self.past)}" if self.past else self._state()

    def _state(self) -> str:
        state = "saved in the diary" if self.interview.saved else "not in the diary yet"
        about = self.interview.about
        return f"for {OTHERS[about]}, {state}" if about else state

    def body(self) -> ComposeResult:
        """Urgency first, then what fits."""
        library, assessment = self.services.library, self.assessment
        urgency = told_level(library, assessment)
        first = [flag for flag in assessment.flags if flag.urgency == assessment.urgency]
        others = [flag for flag in assessment.flags if flag.urgency != assessment.urgency]
        reasons = list(dict.fromkeys(flag.because for flag in (*first, *others))) or [
            f"{no_flag(library, assessment)} ({self.app.key_of('assessment.changes')})"
        ]
        with Horizontal(id="columns"):
            with Vertical(id="main"):
                if assessment.urgency == "emergency":
                    yield EmergencyNumber(self.services.emergency_number())
                yield UrgencyBanner(urgency, reasons, instruction(library, assessment), self._check_again())
                advice = self._for_you()
                yield ForYou(advice, few=not assessment.flags)
                yield GoIfList([sign.text for sign in assessment.go_if])
                yield FitsHead(order(assessment).heading, little=little_known(assessment))
                yield FitsList(assessment.shown, id="fits")
                yield Static(id="preview", classes="hidden" if advice else "")
                yield Static(self._first_aid(), id="first-aid")
                yield Static(Content(library.purpose), id="purpose")
            aside = Static(self._tips(), id="aside")
            aside.border_title = self._advice_title()
            yield aside

    def on_mount(self) -> None:
        """The list of causes takes the keys."""
        self.query_one(FitsList).focus(scroll_visible=False)
        self._preview(0)
        if not (self.past or self.interview.saved):
            self.interview.done = True
            keep(self.app, self.interview)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """More room, more words."""
        after_refresh(self, lambda: self._preview(self.query_one(FitsList).cursor))

    def on_screen_resume(self) -> None:
        """After a changed answer everything is new: another question, or another assessment."""
        if self._shown != self.interview.draft and self.is_current:
            self.dismiss("changed")

    # --- words ----------------------------------------------------------------------------

    def _check_again(self) -> str:
        if self.past or self.assessment.urgency == "emergency":
            return ""
        causes = [fit.id for fit in self.assessment.causes]
        days = recheck_days(self.services.library, self.assessment.urgency, causes)
        due = self.services.now() + timedelta(days=days)
        return f"Check again on {day_words(due)}, sooner if anything changes."

    def _for_you(self) -> list[Tip]:
        return [tip for tip in self.assessment.advice if tip.kind == FOR_YOU]

    def _today(self) -> list[Tip]:
        """What is meant for the first cause, then the rest in its own order."""
        return [tip for tip in meant_first(self.assessment) if tip.kind != FOR_YOU]

    def _first_aid(self) -> Content:
        titles = " · ".join(tip.title for tip in self._today())
        return (
            Content.assemble((f"{self._advice_title()}: ", "bold $primary"), titles)
            if titles
            else Content("")
        )

    def _advice_title(self) -> str:
        return f"What to do ({self.app.key_of('assessment.advice')})"

    def _tips(self) -> Content:
        pieces: list[tuple[str, str]] = []
        for tip in self._today()[:5]:
            pieces += [(f"{tip.title}\n", "bold"), (f"{tip.text}\n\n", "")]
        return Content.assemble(*pieces)

    def _preview(self, index: int) -> None:
        if not self.assessment.causes:
            return
        fit: Fit = self.assessment.shown[index]
        roomy = self.has_class("-roomy")
        lines = []
        for sign, points in (("+", fit.speaks_for), ("−", fit.against), ("?", fit.unknown)):
            for point in points[: MANY if roomy else 1]:
                lines.append(f"  {sign} {point.text}")
        self.query_one("#preview", Static).update(Content("\n".join(lines if roomy else lines[:2])))

    # --- keys -----------------------------------------------------------------------------

    def on_cursor_list_moved(self, event: CursorList.Moved) -> None:
        """Say more about the cause under the cursor."""
        self._preview(event.index)

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Open the cause under the cursor."""
        from kneetui.ui.screens.triage.cause import CauseScreen

        library = self.services.library
        self.app.push_screen(
            CauseScreen(library, self.assessment.shown[event.index], told_level(library, self.assessment))
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A routine only if one fits; what is in the diary is not saved again, and not changed."""
        if action == "routine":
            return self.assessment.routine is not None
        if action == "save":
            return not self.past and not self.interview.saved
        if action == "undo":
            return self.interview.saved and self._saving.possible()
        if action == "redo":
            return not self.interview.saved and self._saving.redo_possible()
        if action == "examine":
            return not self.past and bool(self_exams.allowed(self.interview))
        if action in ("other", "words"):
            return not self.past
        if action == "previous":
            return not self.past and not self.interview.saved
        return True

    def action_advice(self) -> None:
        """First aid and what to do."""
        from kneetui.ui.screens.triage.advice import AdviceScreen

        self.app.push_screen(AdviceScreen(self.services.library, self.assessment))

    def action_changes(self) -> None:
        """What would change the urgency."""
        from kneetui.ui.screens.triage.what_would_change import ChangesScreen

        self.app.push_screen(ChangesScreen(self.services.library, self.assessment))

    def action_answers(self) -> None:
        """The answers, to look at or to change."""
        from kneetui.ui.screens.triage.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self.interview, fixed=self.past is not None))

    def action_words(self) -> None:
        """Say more in own words, or find a question that was not asked."""
        from kneetui.ui.screens.triage.own_words import OwnWordsScreen

        self.app.push_screen(OwnWordsScreen(self.interview))

    def action_examine(self) -> None:
        """Choose what to look at or to feel, and answer its question."""
        from kneetui.ui.screens.common.dialogs.choose import NumberedDialog
        from kneetui.ui.screens.triage.before_result import examine

        exams = {exam.id: exam for exam in self_exams.allowed(self.interview)}

        def chosen(key: str | None) -> None:
            if key:
                examine(self, self.interview, exams[key])

        choices = [Choice(exam.id, exam.name) for exam in exams.values()]
        self.app.push_screen(NumberedDialog("Look and feel", LOOK_AND_FEEL, choices), chosen)

    def action_previous(self) -> None:
        """Back to the last question."""
        if self.interview.back() and self.is_current:
            keep(self.app, self.interview)
            self.dismiss("question")

    def action_save(self) -> None:
        """Write it into the diary."""
        save(self, self.interview, self.assessment, self._saved)

    def _saved(self, entry: Entry) -> None:
        self._saving.note(None)
        self._show_state()
        self.notify(
            f"Saved in the diary, {knee_words(entry.knee)}. {undo_words(self.app, 'assessment')} "
            f"{self.app.key_of('assessment.other')} assesses another knee or problem.",
            markup=False,
        )

    def _show_state(self) -> None:
        self.say(remark=self._state())
        self.refresh_bindings()

    def action_undo(self) -> None:
        """Take back that it was saved."""
        self._step(self._saving.take_back, saved=False)

    def action_redo(self) -> None:
        """Save it again after all."""
        self._step(self._saving.make_again, saved=True)

    def _step(self, step: Callable[[], UndoStep | None], *, saved: bool) -> None:
        try:
            done = step()
            self.interview.saved, self.interview.done = saved, not saved
            if saved:
                self.interview.drop()
            else:
                self.interview.keep()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self._show_state()
        tell(self, done)

    def action_other(self) -> None:
        """Assess the other knee too, or another problem; this one goes into the diary first."""
        if self.interview.saved:
            self._ask_what_else(self.interview.knee)
            return

        def saved(entry: Entry) -> None:
            self._saved(entry)
            self._ask_what_else(entry.knee)

        save(self, self.interview, self.assessment, saved)

    def _ask_what_else(self, knee: str) -> None:
        from kneetui.ui.screens.common.dialogs.choose import NumberedDialog

        choices = [Choice(*further) for further in start.further(knee)]
        text = "This one is in the diary. What is known of the person is kept; the rest is asked anew."

        def begin(chosen: str | None) -> None:
            if chosen is not None and self.is_current:
                self.dismiss(Another(of=knee, knee=chosen))

        self.app.push_screen(NumberedDialog("Assess as well", text, choices), begin)

    def action_routine(self) -> None:
        """Save the assessment, and go to the routine that fits."""
        if self.past or self.interview.saved:
            self._to_routine()
        else:
            save(self, self.interview, self.assessment, self._saved_for_routine)

    def _saved_for_routine(self, entry: Entry) -> None:
        self._saved(entry)
        self._to_routine()

    def _to_routine(self) -> None:
        try:
            suggest_routine(self.services, self.assessment)
        except DiaryError as error:
            self.app.show_error(error)
            return
        self.app.go("routines")
