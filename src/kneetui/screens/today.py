"""Home: how the knee is, what to do now, what would worry us."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from kneetui.agenda import Item, RoutineNow, Situation, agenda
from kneetui.glance import glance
from kneetui.screens.base import KneeScreen
from kneetui.widgets.agenda_list import AgendaList
from kneetui.widgets.cursor_list import CursorList
from kneetui.widgets.knee_glance import KneePanel, Sentences
from kneetui.widgets.lately import Lately

if TYPE_CHECKING:
    from kneetui.app import KneeApp
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry

BACK = timedelta(days=100)
"""How far back the diary is read: further than any watch rule looks."""

FRESH = timedelta(days=28)
"""An assessment older than this no longer says what to watch for."""

MINUTE = 60.0
"""Seconds between two looks at the calendar."""


class TodayScreen(KneeScreen):
    """The first frame needs the settings, the drafts and the diary; the library fills in the rest."""

    CSS_PATH = "today.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "write", "Write down", id="today.write", show=False),
        Binding("m", "morning", "Pain this morning", id="today.morning", show=False),
        Binding("z", "undo", "Undo", id="today.undo"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._day = date.min
        self._shown = False
        self._last_knee = ""
        self._wrote = 0

    @property
    def _library(self) -> Library | None:
        """The library if it is loaded."""
        return cast("Library | None", self.services.__dict__.get("library"))

    # --- the frame -----------------------------------------------------------------------

    def remark(self) -> str:
        """The day, and the sports."""
        now = self.services.now()
        sports = ", ".join(each.replace("-", " ") for each in self.services.settings.sports)
        day = f"{now:%a} {now.day} {now:%b}"
        return f"{day} · {sports}" if sports else day

    def body(self) -> ComposeResult:
        """Three panels, and one more on a tall screen."""
        knee = KneePanel(id="knee", classes="panel")
        knee.border_title = "Your knee"
        now = AgendaList()
        watch = Sentences(2, id="watch", classes="panel")
        watch.border_title = "Watch for"
        lately = Lately(lambda: self._library, id="lately", classes="panel")
        lately.border_title = "Lately"
        if self.services.settings.welcomed:
            self._fill(knee, now, watch, lately)
        yield knee
        with Vertical(id="now", classes="panel") as frame:
            frame.border_title = "Now"
            yield now
        yield from (watch, lately)

    def on_mount(self) -> None:
        """Begin with the welcome on the first run; look at the calendar now and then."""
        self.set_interval(MINUTE, self._midnight)
        if not self.services.settings.welcomed:
            from kneetui.screens.welcome import WelcomeScreen

            self.app.push_screen(WelcomeScreen(), self._welcomed)

    async def _welcomed(self, go_on: object) -> None:
        """After the first run: straight to triage, or stay and look around."""
        if go_on:
            await self._ask(Item("triage", ""))

    def on_screen_resume(self) -> None:
        """Coming back: see what changed meanwhile."""
        if self._shown:
            self.renew()
        self._shown = True

    def on_screen_suspend(self) -> None:
        """What is done elsewhere cannot be undone from here."""
        self._wrote = 0

    def library_ready(self) -> None:
        """Fill in what needs the library."""
        self.renew()

    def _midnight(self) -> None:
        if self.services.now().date() != self._day and self.services.settings.welcomed:
            self.renew()

    def renew(self) -> None:
        """Look at everything again, and repaint what changed."""
        if not self.is_mounted or not self.services.settings.welcomed:
            return
        self.say(remark=self.remark())
        knee, now, watch = self.query_one(KneePanel), self.query_one(AgendaList), self.query_one(Sentences)
        self._fill(knee, now, watch, self.query_one(Lately))
        knee.redraw()

    # --- what it says ----------------------------------------------------------------------

    def _fill(self, knee: KneePanel, now: AgendaList, watch: Sentences, lately: Lately) -> None:
        situation = self._situation(knee)
        self._day = situation.today
        self._last_knee = next((entry.knee for entry in situation.past), "")
        knee.glance = glance(situation.past, self.services.settings.knee, situation.today)
        knee.said = self._said(knee.glance.assessed)
        knee.empty = self._nothing()
        now.show(agenda(situation))
        lately.show(situation.past)
        library = self._library
        if library is not None:
            watch.show(self._worries(library, situation))
        problems = self._problems()
        if problems != (watch.border_subtitle or ""):
            watch.border_subtitle = problems

    def _situation(self, knee: KneePanel) -> Situation:
        services = self.services
        now = services.now()
        entries, routine, kept = self._diary(knee, now.date())
        return Situation(
            now,
            services.settings,
            entries,
            triage=services.draft("triage"),
            player=services.draft("player"),
            typed=services.draft("entry"),
            routine=routine,
            library=self._library,
            waiting=self._library is None and kept,
        )

    def _diary(self, knee: KneePanel, today: date) -> tuple[list[Entry] | None, RoutineNow | None, bool]:
        """The entries, the routine as soon as the library is there, and whether there is anything at all.

        If they cannot be read, the panel says why.
        """
        knee.trouble = None
        if not self.services.diary_file.exists():
            return [], None, False
        from kneetui.diary.errors import DiaryError

        try:
            diary = self.services.diary
            entries = diary.entries(since=today - BACK)
            kept = bool(entries or diary.recall("routine.active") or diary.recall("routine.suggested"))
            return entries, self._routine() if kept else None, kept
        except DiaryError as error:
            knee.trouble = (error.message, error.remedy)
            return None, None, False

    def _routine(self) -> RoutineNow | None:
        if self._library is None:
            return None
        from kneetui.screens.routine_now import routine_now

        return routine_now(self.services)

    def _said(self, entry: Entry | None) -> str:
        """The last assessment: its day, and its urgency as soon as the library has a name for it."""
        if entry is None or entry.assessment is None:
            return ""
        day = f"{entry.when.day} {entry.when:%b}"
        level = self._library.urgencies.get(entry.assessment.urgency) if self._library else None
        return f"{day}: {level.symbol} {level.name}" if level else day

    def _nothing(self) -> tuple[str, str]:
        knee = self.services.settings.knee
        name = "Both knees" if knee == "both" else f"{knee.capitalize()} knee" if knee else "Your knee"
        return (
            f"{name}: nothing written down yet",
            "A number or two a day are enough to see where it is heading.",
        )

    def _worries(self, library: Library, situation: Situation) -> tuple[str, ...]:
        from kneetui.worries import worries

        last = situation.assessed()
        fresh = last is not None and last.when.date() >= situation.today - FRESH
        return worries(library, last.assessment if last and fresh else None)

    def _problems(self) -> str:
        count = len(self.services.setting_problems)
        if self._library is not None:
            count += len(self.services.problems)
        if not count:
            return ""
        if count == 1:
            return "▲ 1 problem with packs or settings: 5 shows it"
        return f"▲ {count} problems with packs or settings: 5 shows them"

    # --- what Enter does -------------------------------------------------------------------

    async def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Do the item that was chosen."""
        event.stop()
        item = self.query_one(AgendaList).items[event.index]
        if item.action == "morning":
            self.action_morning()
        elif item.action == "write":
            self.action_write()
        elif item.action in ("routine", "resume-routine"):
            cast("KneeApp", self.app).action_go("routines")
        else:
            await self._ask(item)

    async def _ask(self, item: Item) -> None:
        """Into triage, as far as the item says."""
        from kneetui.screens.triage import TriageScreen

        await self.app.switch_mode("triage")
        root = self.app.screen_stack[0]
        if not isinstance(root, TriageScreen):
            return
        if item.action == "resume-triage":
            root.resume()
        elif item.action == "recheck" and item.entry:
            from kneetui.diary.errors import DiaryError

            try:
                root.check_again(self.services.diary.get(item.entry))
            except DiaryError as error:
                self.notify(str(error), severity="error", markup=False)
        elif not item.entry:
            root.start()

    def action_write(self) -> None:
        """Write an entry."""
        from kneetui.screens.entry import EntryScreen

        self.app.push_screen(EntryScreen(), self._written)

    def action_morning(self) -> None:
        """Write down the pain of this morning."""
        from kneetui.screens.morning import MorningDialog

        self.app.push_screen(MorningDialog(self.services.settings.knee, self._last_knee), self._written)

    def _written(self, entry: object) -> None:
        """Something was written down here, and can be taken back."""
        self._wrote = getattr(entry, "id", 0)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What was just written here can be undone."""
        return bool(self._wrote) if action == "undo" else True

    def action_undo(self) -> None:
        """Take what was just written out of the diary again."""
        from kneetui.diary.errors import DiaryError

        try:
            self.services.diary.remove(self._wrote)
        except DiaryError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.notify("Taken out of the diary again.")
        self._wrote = 0
        self.refresh_bindings()
        self.renew()
