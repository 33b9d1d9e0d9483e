"""Home: how the knee is, what to do now, what would worry us."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize

from kneetui.config.about import SIDES
from kneetui.config.wording import knee_name, short_day_words
from kneetui.services.home import home
from kneetui.services.home.agenda import AgendaItem, agenda
from kneetui.services.interview.whose import OWN_KNEE, about_so_far, whose_knee
from kneetui.services.looks import held_knees
from kneetui.services.sore_knee import sore_knee
from kneetui.status.due import mornings
from kneetui.status.results import UNTIL_LOOKED_AT
from kneetui.status.summary import glance
from kneetui.ui.context import TriageRequest
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.undo import make_again, possible, take_back, tell, undo_keys, undo_words
from kneetui.ui.screens.report.key import report_key, show_report
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lists.agenda_list import AgendaList
from kneetui.ui.widgets.lists.knee_panel import KneePanel, Sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import HomeTest, Tracker
    from kneetui.diary.entries import Entry
    from kneetui.status.alerts.alerts import Alert
    from kneetui.status.due import Due
    from kneetui.status.status import Status
    from kneetui.ui.widgets.lists.recent_entries import Lately

TALL = 32
"""Rows from which there is room for the last entries."""

MARGIN = 4
"""Columns that the frame of a panel takes from the words in it."""

A_DAY = "A number or two a day are enough to see where it is heading."
BELOW = "What your answers so far ask for comes first; it stands below."

MINUTE = 60.0
"""Seconds between two looks at the calendar."""


class TodayScreen(KneeScreen[None]):
    """The first frame needs the settings, the drafts and the diary; the library fills in the rest."""

    CSS_PATH = "today.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-normal-height"), (TALL, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "write", "Write down", id="today.write", show=False),
        Binding("m", "morning", "Pain this morning", id="today.morning", show=False),
        Binding("f", "first_aid", "First aid", id="today.first-aid"),
        Binding("l", "look", "It was looked at", id="today.look"),
        *undo_keys("today"),
        report_key("today"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._day = date.min
        self._shown = self._waiting = False
        self._entries: Sequence[Entry] = ()
        self._now: Status | None = None
        self._due: tuple[Due, ...] = ()
        self._efforts: Sequence[Entry] = ()
        self._week: Sequence[Tracker] = ()

    # --- the frame -----------------------------------------------------------------------

    def remark(self) -> str:
        """The day, and the sports."""
        now = self.services.now()
        sports = ", ".join(sport.replace("-", " ") for sport in self.services.settings.sports)
        day = short_day_words(now)
        return f"{day} · {sports}" if sports else day

    def body(self) -> ComposeResult:
        """Three panels, and one more on a tall screen."""
        knee = KneePanel(id="knee", classes="panel")
        now = AgendaList()
        watch = Sentences(2, id="watch", classes="panel")
        watch.border_title = "Watch for"
        self._fill(knee, now, watch)
        yield knee
        with Vertical(id="now", classes="panel") as frame:
            frame.border_title = "Now"
            yield now
        yield watch
        if self.app.size.height >= TALL:
            yield self._lately()

    def _lately(self) -> Lately:
        from kneetui.ui.widgets.lists.recent_entries import Lately

        lately = Lately(self.services.library_if_loaded, id="lately", classes="panel")
        lately.border_title = "Lately"
        lately.show(self._entries)
        return lately

    def on_resize(self, event: Resize) -> None:
        """A terminal that became tall shows the last entries too."""
        super().on_resize(event)
        if event.size.height >= TALL and not self.query("#lately"):
            self.mount(self._lately(), after="#watch")

    def on_mount(self) -> None:
        """What to do takes the keys; look at the calendar now and then."""
        self.set_focus(self.query_one(AgendaList), scroll_visible=False)
        self.set_interval(MINUTE, self._midnight)

    def on_screen_resume(self) -> None:
        """Coming back: see what changed meanwhile."""
        if self._shown:
            self.renew()
        self._shown = True

    @work(exclusive=True, group="flow")
    async def _ask_time_zone(self) -> None:
        """Ask where the person is, since only a server's clock says so."""
        from kneetui.ui.screens.common.dialogs.time_zone import ask_time_zone

        await ask_time_zone(self)
        self.renew()

    @property
    def waits_for_library(self) -> bool:
        """See :meth:`KneeScreen.waits_for_library`."""
        return self._waiting

    def changed_elsewhere(self) -> None:
        """See :meth:`KneeScreen.changed_elsewhere`."""
        self.renew()

    def library_ready(self) -> None:
        """Fill in what needs the library."""
        self.renew()

    def _midnight(self) -> None:
        if self.services.now().date() != self._day:
            self.renew()

    def renew(self) -> None:
        """Look at everything again, and repaint what changed."""
        if not self.is_mounted:
            return
        self.say(remark=self.remark())
        knee, now, watch = self.query_one(KneePanel), self.query_one(AgendaList), self.query_one(Sentences)
        self._fill(knee, now, watch)
        knee.redraw()
        self.refresh_bindings()
        if self.query("#lately"):
            from kneetui.ui.widgets.lists.recent_entries import Lately

            self.query_one(Lately).show(self._entries)

    # --- what it says ----------------------------------------------------------------------

    def _fill(self, knee: KneePanel, now: AgendaList, watch: Sentences) -> None:
        situation, knee.trouble = home.gather(self.services)
        library = situation.library
        self._day, self._entries, self._now = situation.today, situation.past, situation.status
        self._due, self._efforts, self._week = situation.due, situation.efforts, situation.week
        self._waiting = situation.waiting
        knee.glance = glance(
            situation.past, self.services.settings.knee, situation.today, self.services.trend
        )
        knee.last_answers = home.last_answers(knee.glance.assessed, library, situation)
        knee.border_title = whose_knee(about_so_far(situation.assessed(), situation.triage))
        knee.empty = self._nothing()
        worries = home.worries_of(situation, library) if library is not None else ()
        now.show(agenda(situation, worries))
        if library is not None:
            watch.show(worries)
        room = knee.size.width or self.app.size.width - 2 * MARGIN
        longest = home.ceilings(situation, room - MARGIN)
        if longest != (knee.border_subtitle or ""):
            knee.border_subtitle = Content(longest)
            knee.set_class(bool(longest), "-told")
        problems = self.app.with_keys(home.problems(self.services))
        if problems != (watch.border_subtitle or ""):
            watch.border_subtitle = problems
            watch.set_class(bool(problems), "-told")

    def _nothing(self) -> tuple[str, str]:
        knee = self.services.settings.knee
        name = knee_name(knee) if knee else OWN_KNEE
        urgency = self._now.restrictions.urgency if self._now else ""
        hint = BELOW if urgency in UNTIL_LOOKED_AT else A_DAY
        return f"{name}: nothing written down yet", hint

    # --- what Enter does -------------------------------------------------------------------

    async def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Do the item that was chosen."""
        event.stop()
        item = self.query_one(AgendaList).items[event.index]
        if item.due is not None:
            self._ask_due(item.due)
        elif item.alert is not None:
            self._answer(item, item.alert)
        elif item.action == "efforts":
            self._ask_efforts()
        elif item.test is not None:
            self._ask_changed(item.test)
        elif item.action == "week":
            self._ask_week()
        elif item.action == "where":
            self._ask_time_zone()
        elif item.action == "write":
            self.action_write()
        elif item.action == "first-aid":
            self.action_first_aid()
        elif item.action in ("routine", "resume-routine"):
            self.app.go("routines")
        else:
            await self._ask(item)

    async def _ask(self, item: AgendaItem) -> None:
        """Into triage, as far as the item says."""
        if item.action == "resume-triage":
            await self.app.open_triage(TriageRequest(kind="resume"))
        elif item.action == "recheck" and item.entry:
            await self.app.open_triage(TriageRequest(kind="again", entry=item.entry))
        elif item.entry:
            self.app.go("triage")
        else:
            await self.app.open_triage(TriageRequest(kind="start"))

    def action_write(self) -> None:
        """Write an entry, and come back to the day as it is then."""
        self.app.write_entry(self._written)

    @work(exclusive=True, group="flow")
    async def action_morning(self) -> None:
        """Write down this morning: pain, swelling, painkillers, of every knee that is asked about."""
        from kneetui.ui.screens.today.morning import ask_morning, ask_mornings

        today = self.services.now().date()
        knees = mornings(self._due, today)
        if knees:
            written = await ask_mornings(self, today, knees)
        else:
            own, latest = (
                sore_knee(self.services, self._now),
                next((entry.knee for entry in self._entries), ""),
            )
            written = await ask_morning(self, today, own if own in SIDES else "", latest)
        if written:
            self.renew()

    @work(exclusive=True, group="flow")
    async def _ask_efforts(self) -> None:
        """Ask how hard sessions from files were."""
        from kneetui.services.efforts import write_efforts
        from kneetui.ui.screens.today.efforts import EffortDialog

        sessions = self._efforts
        efforts = await self.app.push_screen_wait(EffortDialog(sessions))
        try:
            await self.app.when_free.write(partial(write_efforts, self.services, sessions, efforts or {}))
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        self.renew()

    @work(exclusive=True, group="flow")
    async def _ask_changed(self, test: HomeTest) -> None:
        """Ask whether a change helped."""
        from kneetui.ui.screens.common.dialogs.changes import ask_whether_it_helped

        if await ask_whether_it_helped(self, test):
            self.renew()

    @work(exclusive=True, group="flow")
    async def _ask_week(self) -> None:
        """Ask how the week was."""
        from kneetui.services import check_in
        from kneetui.ui.screens.today.check_in import WeekDialog

        asked = self._week
        values = await self.app.push_screen_wait(WeekDialog(asked))
        try:
            if await self.app.when_free.write(partial(check_in.write, self.services, asked, values or {})):
                self.notify(f"Written down. {undo_words(self.app, 'today')}")
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        self.renew()

    @work(exclusive=True, group="flow")
    async def _answer(self, item: AgendaItem, alert: Alert) -> None:
        """Answer a change in the diary."""
        from kneetui.ui.screens.today.alert import answer_alert

        answer = await answer_alert(self, item.title, alert)
        if answer == "ask":
            await self._ask(item)
        elif answer == "written":
            self.notify(f"Written down. {undo_words(self.app, 'today')}")
            self.renew()

    @work(exclusive=True, group="flow")
    async def _ask_due(self, due: Due) -> None:
        """Ask for an answer that is missing."""
        from kneetui.ui.screens.today.morning import ask_mornings, ask_session_pain

        if due.kind == "session":
            written = await ask_session_pain(self, due)
        else:
            written = await ask_mornings(self, due.day, due.knees)
        if written:
            self.renew()

    def _written(self, _entry: Entry | None) -> None:
        """What was written down can be taken back."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Undo and redo only if there is something to do; a look only if something is held back."""
        if action == "look":
            return self._now is not None and bool(held_knees(self._now))
        return possible(self.services, action) is not False

    @work(exclusive=True, group="flow")
    async def action_look(self) -> None:
        """Write down who looked at the knee, and what is allowed."""
        from kneetui.ui.screens.common.dialogs.look import ask_who_looked

        if self._now is not None and await ask_who_looked(self, self._now):
            self.renew()

    def action_first_aid(self) -> None:
        """Open what to do at once, without a question."""
        from kneetui.services.home.first_aid import at_once, headed
        from kneetui.services.knee_status import knee_status
        from kneetui.ui.screens.today.first_aid import FirstAidScreen

        try:
            now = self._now or knee_status(self.services)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        library = self.services.library
        self.app.push_screen(FirstAidScreen(headed(library, now), at_once(library, now)))

    def action_report(self) -> None:
        """Make a report for somebody else."""
        show_report(self.app)

    def action_undo(self) -> None:
        """Take back the last change of the diary."""
        if tell(self, take_back(self)):
            self.renew()

    def action_redo(self) -> None:
        """Make again what was taken back last."""
        if tell(self, make_again(self)):
            self.renew()
