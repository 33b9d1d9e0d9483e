"""The triage room: start, go on, or look at the last assessment."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kneetui.config import account
from kneetui.config.errors import FileError
from kneetui.config.wording import count, knee_words, moment_words, short_day_words
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.services.interview import start as beginnings
from kneetui.services.interview.interview import Interview
from kneetui.services.interview.names import DRAFT
from kneetui.services.interview.whose import about_of_diary, for_whom
from kneetui.ui.context import TriageRequest
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.dialogs.choose import ChooseDialog, NumberedDialog
from kneetui.ui.screens.common.dialogs.take_over import have_draft
from kneetui.ui.screens.common.undo import make_again, take_back, tell, undo_keys
from kneetui.ui.screens.report.key import report_key, show_report
from kneetui.ui.screens.triage import flow
from kneetui.ui.screens.triage.save import keep
from kneetui.ui.widgets.lines.menu import Choice, Menu

FLOW = "flow"
"""The group of workers in which one flow runs at a time."""

ONE_PERSONS = "A diary is one person's, and the result counts for it, saved or not. "
OWN_DIARY = (
    "If this one is yours, give them their own: leave (<app.quit>) and type KNEETUI_HOME=~/their-knee kneetui"
)
OWN_ACCOUNT = "If this one is yours, whoever runs this computer can make an account for them."
FURTHER_DIARY = "Give another knee its own: leave (<app.quit>) and type KNEETUI_HOME=~/other-knee kneetui"
FURTHER_ACCOUNT = "Whoever runs this computer can make an account for another one."

INTRO = (
    "A sore knee: how urgent is it, what fits, and what helps now? It takes a few minutes, one question at a "
    "time. Every answer is saved at once; you can stop at any time and go on later."
)


class TriageScreen(KneeScreen[None]):
    """Root of the room. Other rooms come in by :meth:`enter`."""

    CSS_PATH = "triage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "words", "Own words", id="triage.words"),
        *undo_keys("triage", show=False),
        report_key("triage"),
    ]
    heading = "Triage"

    def body(self) -> ComposeResult:
        """What this is, what one can do, what it is not."""
        yield Static(Content(INTRO), id="intro")
        yield Menu()
        yield Static(Content(self.services.library.purpose), id="purpose")

    def on_mount(self) -> None:
        """The menu takes the keys."""
        self.refresh_menu()
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Something may have been begun, saved or dropped."""
        if not self.app.in_transition:
            self.refresh_menu()

    def on_unmount(self) -> None:
        """An interview that was left is free."""
        self.services.drafts.release(DRAFT)

    def changed_elsewhere(self) -> None:
        """See :meth:`KneeScreen.changed_elsewhere`."""
        self.refresh_menu()

    def taken_over(self, draft: str) -> None:
        """See :meth:`KneeScreen.taken_over`."""
        if draft == DRAFT:
            self._clear(rest=False)
            self.refresh_menu()

    def refresh_menu(self) -> None:
        """What can be done now."""
        choices = []
        unfinished = beginnings.unfinished(self.services)
        if unfinished:
            choices += self._unfinished(*unfinished)
        start, diary = "Start anew" if unfinished else "Start", about_of_diary(self.services) or ""
        if diary:
            start = f"{start} {for_whom(diary)}"
        choices.append(Choice("start", start, "One question at a time, or / in your own words."))
        other = "yourself, or somebody else" if diary else "your child, or somebody you help"
        choices.append(Choice("other", f"Start for {other}"))
        last = self._last()
        if last and last.assessment:
            urgency = self.services.library.urgencies[last.assessment.urgency]
            detail = f"{short_day_words(last.when)}, {knee_words(last.knee)}: {urgency.symbol} {urgency.name}"
            choices.append(Choice("last", "Last assessment", detail))
            if last.assessment.answers:
                choices.append(
                    Choice(
                        "again",
                        "Check again",
                        "What stays the same is filled in; signs and pain are asked anew.",
                    )
                )
        if unfinished:
            choices.append(Choice("drop", "Discard the unfinished answers"))
        self.query_one(Menu).show(choices)

    def _unfinished(self, interview: Interview, when: datetime | None) -> list[Choice]:
        detail = count(len(interview.draft.asked), "answer") + (f", {moment_words(when)}" if when else "")
        if whose := for_whom(interview.about, about_of_diary(self.services) or ""):
            detail = f"{whose.capitalize()}, {detail}"
        if interview.emergency():
            urgency = self.services.library.urgencies["emergency"]
            detail = f"{urgency.symbol} {urgency.name}: call {self.services.emergency_number()}. {detail}"
        if interview.done:
            return [Choice("on", "See your assessment", f"It is not in the diary yet. {detail}")]
        return [Choice("on", "Go on where you stopped", detail)]

    def _last(self) -> Entry | None:
        try:
            return self.services.diary.latest(kind="assessment")
        except DiaryError as error:
            self.app.show_error(error)
            return None

    def on_cursor_list_picked(self) -> None:
        """Do what was chosen."""
        chosen = self.query_one(Menu).chosen.id
        last = self._last() if chosen in ("last", "again") else None
        if chosen == "on":
            self.resume()
        elif chosen == "start":
            self.start()
        elif chosen == "other":
            self._ask_for_whom()
        elif chosen == "drop":
            ask = self._ask_before_dropping
            self._with_draft(lambda: ask("Discard the unfinished answers?", self._drop))
        elif chosen == "last" and last:
            self.show_assessment(last)
        elif chosen == "again" and last:
            self.check_again(last)

    def action_report(self) -> None:
        """Make a report for somebody else."""
        show_report(self.app)

    def action_undo(self) -> None:
        """Take back the last change of the diary."""
        if tell(self, take_back(self)):
            self.refresh_menu()

    def action_redo(self) -> None:
        """Make again what was taken back last."""
        if tell(self, make_again(self)):
            self.refresh_menu()

    # --- ways in --------------------------------------------------------------------------

    def enter(self, request: TriageRequest) -> None:
        """Do what another room asks for."""
        if request.kind == "resume":
            self.resume()
        elif request.kind == "start":
            self.start()
        elif request.kind == "for-another":
            self._ask_for_whom(theirs=True)
        else:
            try:
                self.check_again(self.services.diary.get(request.entry))
            except DiaryError as error:
                self.app.show_error(error)

    def resume(self) -> None:
        """Go on with what was left unfinished, or start."""

        def go_on() -> None:
            unfinished = beginnings.unfinished(self.services)
            self.open(unfinished[0] if unfinished else beginnings.new(self.services))

        self._with_draft(go_on)

    def start(self) -> None:
        """A new interview; asks first if another one is unfinished."""
        self._replace(beginnings.new(self.services))

    def _ask_for_whom(self, *, theirs: bool = False) -> None:
        """A new interview about another person's knee; ``theirs`` are the settings too, if they were made just now."""

        def chosen(about: str | None) -> None:
            if about:
                whom = "" if about == "me" else about
                self._replace(beginnings.new(self.services, whom, theirs=theirs))

        confined, diary = account.current().confined, about_of_diary(self.services)
        choices = [Choice("child", "My child's"), Choice("other", "Somebody else's, whom I help")]
        own = OWN_ACCOUNT if confined else OWN_DIARY
        if diary:
            choices.append(Choice("me", "My own"))
            own = f"This one is {for_whom(diary)}. {FURTHER_ACCOUNT if confined else FURTHER_DIARY}"
        self.app.push_screen(NumberedDialog("Whose knee is it?", ONE_PERSONS + own, choices), chosen)

    def action_words(self) -> None:
        """A new interview that begins with own words; asks first if another one is unfinished."""
        self._replace(beginnings.new(self.services), own_words=True)

    def check_again(self, entry: Entry) -> None:
        """A new interview after the assessment in ``entry``: what stays the same is filled in."""
        self._replace(beginnings.again(self.services, entry))

    def show_assessment(self, entry: Entry) -> None:
        """An assessment from the diary, as its answers read today."""
        interview = beginnings.of_entry(self.services, entry)
        if interview is None:
            self.notify("The answers of this assessment were not kept.", markup=False)
            return
        self._clear()
        self._follow(flow.read_assessment(self.app, interview, entry.when))

    def open(self, interview: Interview, *, own_words: bool = False) -> None:
        """Ask on where this interview is, first for own words if wanted."""
        self._clear()
        self._follow(flow.triage(self.app, interview, own_words=own_words))

    def _follow(self, steps: Coroutine[None, None, None]) -> None:
        """Have a flow show its screens above this one."""

        async def run() -> None:
            await steps
            self.services.drafts.release(DRAFT)
            self.refresh_menu()

        self.run_worker(run(), group=FLOW, exclusive=True)

    def _clear(self, *, rest: bool = True) -> None:
        """Close what stands on top of the room; with ``rest`` marks in there are kept first."""
        self.workers.cancel_group(self, FLOW)
        while self.app.screen is not self and self in self.app.screen_stack:
            if rest and isinstance(self.app.screen, KneeScreen):
                self.app.screen.rest()
            self.app.pop_screen()

    def _replace(self, interview: Interview, *, own_words: bool = False) -> None:
        def go() -> None:
            self._clear()
            keep(self.app, interview)
            self.open(interview, own_words=own_words)

        def ask_or_go() -> None:
            if beginnings.unfinished(self.services):
                self._ask_before_dropping("Start anew and discard the unfinished answers?", go)
            else:
                go()

        self._with_draft(ask_or_go)

    @work(exclusive=True, group="draft")
    async def _with_draft(self, then: Callable[[], None]) -> None:
        """Do something with the unfinished answers once they are this window's."""
        try:
            ours = await have_draft(self.app, DRAFT)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if ours:
            then()

    def _ask_before_dropping(self, text: str, then: Callable[[], None]) -> None:
        def chosen(answer: str | None) -> None:
            if answer == "yes":
                then()

        choices = [Choice("no", "Keep them"), Choice("yes", "Discard them")]
        self.app.push_screen(ChooseDialog("Unfinished answers", text, choices), chosen)

    def _drop(self) -> None:
        try:
            self.services.drop_draft(DRAFT)
        except DiaryError as error:
            self.app.show_error(error)
        except OSError as error:
            self.app.show_error(FileError(f"They could not be discarded ({error.strerror})"))
        self.services.drafts.release(DRAFT)
        self.refresh_menu()
