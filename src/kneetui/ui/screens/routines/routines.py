"""The routines: yours on top, then every one that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize

from kneetui.routines import plan
from kneetui.routines.wording import length_words
from kneetui.services.looks import held_knees
from kneetui.services.training.played.session_words import today_words
from kneetui.services.training.played.unfinished import where
from kneetui.services.training.training import DRAFT, Training
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.dialogs.look import ask_who_looked
from kneetui.ui.screens.common.undo import make_again, take_back, tell, undo_keys
from kneetui.ui.screens.report.key import report_key, show_report
from kneetui.ui.screens.routines import filter, flow, texts
from kneetui.ui.screens.routines.filter import ANY, Filter
from kneetui.ui.widgets.lines.after_refresh import after_refresh
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.lists.routine_list import RoutineLine, RoutineList

if TYPE_CHECKING:
    from kneetui.content.model import Routine
    from kneetui.services.training.todays_session import Today
    from kneetui.status.status import Status
    from kneetui.ui.widgets.lines.menu import Choice

NOTHING_FITS = "No routine passes these filters. Press <routines.all> to see all of them."


class RoutinesScreen(KneeScreen[None]):
    """The room: begin today's session, open a routine, filter the list."""

    CSS_PATH = "routines.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "begin", "Begin", id="routines.begin"),
        Binding("s", "sport", "Sport", id="routines.sport"),
        Binding("c", "cause", "Cause", id="routines.cause"),
        Binding("e", "equipment", "Equipment", id="routines.equipment"),
        Binding("m", "minutes", "Minutes", id="routines.minutes"),
        Binding("t", "tests", "Tests", id="routines.tests"),
        Binding("x", "all", "All", id="routines.all"),
        Binding("slash", "exercises", "Exercises", id="routines.exercises"),
        Binding("w", "two_weeks", "Two weeks", id="routines.two-weeks"),
        Binding("o", "still_open", "What I can do", id="routines.still-open"),
        Binding("l", "look", "It was looked at", id="routines.look"),
        *undo_keys("routines", show=False),
        report_key("routines"),
    ]
    heading = "Routines"

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()
        self.training: Training
        self.now: Status | None = None
        self.session: Today | None = None
        self._open: list[Routine] = []
        self._yours: tuple[str, ...] = ()
        self._phases: dict[str, int] = {}
        self._away = True
        self._title = ""

    def body(self) -> ComposeResult:
        """Yours, the list, and what the routine under the cursor is for."""
        yield TextLines(id="yours", classes="panel")
        yield TextLines(id="closed", classes="panel")
        with Vertical(id="middle"):
            with Vertical(id="list", classes="panel"):
                yield RoutineList()
            yield TextLines(id="detail", classes="panel")

    @property
    def rows(self) -> RoutineList:
        """The list on the left, which holds the cursor."""
        return self.query_one(RoutineList)

    def on_mount(self) -> None:
        """Read the diary."""
        self.training = Training(self.services)
        self.query_one("#yours").border_title = "Your routine"
        self.query_one("#detail").border_title = "What it is for"
        self.query_one("#closed").border_title = Content(self.training.library.headline("no-exercises"))
        try:
            self.filter = Filter(equipment=self.training.equipment.at_hand())
        except STORAGE_ERRORS as error:
            self.app.show_error(error)

    def on_resize(self, event: Resize) -> None:
        """A wide window says more of the routine under the cursor."""
        super().on_resize(event)
        after_refresh(self, self._show_detail)

    def on_screen_suspend(self) -> None:
        """Remember whether the person went to another room."""
        self._away = self.app.current_mode != "routines"

    def on_unmount(self) -> None:
        """A session that was left on its way is free."""
        self.services.drafts.release(DRAFT)

    def changed_elsewhere(self) -> None:
        """See :meth:`KneeScreen.changed_elsewhere`."""
        if self.is_mounted:
            self.read()

    def taken_over(self, draft: str) -> None:
        """See :meth:`KneeScreen.taken_over`."""
        if draft == DRAFT:
            self.workers.cancel_group(self, "flow")
            while self.app.screen is not self and self in self.app.screen_stack:
                self.app.pop_screen()
            self.read()

    def on_screen_resume(self) -> None:
        """Read anew; coming from another room, offer the session that was left on its way."""
        self.read()
        if not self._away:
            return
        self._away = False
        try:
            if self.training.unfinished():
                self._resume()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)

    def action_report(self) -> None:
        """Make a report for somebody else."""
        show_report(self.app)

    def action_undo(self) -> None:
        """Take back the last change of the diary."""
        if tell(self, take_back(self)):
            self.read()

    def action_redo(self) -> None:
        """Make again what was taken back last."""
        if tell(self, make_again(self)):
            self.read()

    # --- reading ---------------------------------------------------------------------------

    def read(self) -> None:
        """Read what is open and whose routine it is, and show it."""
        try:
            self.now = self.training.status()
            active = self.training.due_first(self.now)
            self._yours = self.training.yours()
            self.session = self.training.today(active.routine, self.now) if active else None
            gone = active.routine if active and self.session is None else ""
            suggested = self.training.suggested()
            self._open = self.now.restrictions.routines(self.training.library)
            self._phases = {routine.id: self.training.progress(routine.id).phase for routine in self._open}
            left = self.training.unfinished()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        library = self.training.library
        self.set_class(not self.now.gate.loading, "-closed")
        self.set_focus(self.rows if self.now.gate.loading else None)
        self.say(remark=texts.remark(self.now))
        self.query_one("#closed", TextLines).show(*self._named(texts.closed(library, self.now)))
        where_left = where(self.training, left) if left else ""
        own = self.query_one("#yours", TextLines)
        own.show(*self._named(texts.yours(library, self.session, self.now, unfinished=where_left, gone=gone)))
        own.display = bool(own.paragraphs)
        due = self.session.routine.id if self.session else ""
        first = [due, *(name for name in self._yours if name != due), suggested.id if suggested else ""]
        self._open.sort(key=lambda routine: first.index(routine.id) if routine.id in first else len(first))
        self._show_list(suggested.id if suggested else "")
        self.refresh_bindings()

    def _named(self, paragraphs: Iterable[texts.Paragraph]) -> Iterator[Row]:
        """Paragraphs with the keys that work now."""
        for pieces in paragraphs:
            yield tuple((self.app.with_keys(text), style) for text, style in pieces)

    # --- the list --------------------------------------------------------------------------

    def _show_list(self, suggested: str) -> None:
        library = self.training.library
        shown = self.filter.of(library, self._open, self._phases)
        self.rows.show([self._line(routine, suggested) for routine in shown])
        panel = self.query_one("#list")
        words = self.filter.words(library)
        count = f"{len(shown)} of {len(self._open)}" if self.filter else f"{len(shown)}"
        title = " · ".join(
            part for part in ("All routines" if not words else "Routines", words, count) if part
        )
        if title != self._title:
            self._title = title
            panel.border_title, panel.border_subtitle = (
                Content(title),
                f"{self.app.key_of('routines.all')} shows all" if words else "",
            )
        self._show_detail()

    def _line(self, routine: Routine, suggested: str) -> RoutineLine:
        library = self.training.library
        phase = routine.phases[min(self._phases[routine.id], len(routine.phases) - 1)]
        return RoutineLine(
            id=routine.id,
            name=routine.name,
            minutes=max(1, plan.phase_minutes(library, phase)),
            per_week=0 if routine.fitted else phase.per_week or routine.per_week,
            needs=", ".join(map(library.thing, plan.phase_equipment(library, phase))),
            tag="yours" if routine.id in self._yours else "suggested" if routine.id == suggested else "",
        )

    def _show_detail(self) -> None:
        panel = self.query_one("#detail", TextLines)
        chosen = self.rows.chosen
        if chosen is None:
            panel.show(((self.app.with_keys(NOTHING_FITS), ""),))
            return
        library = self.training.library
        routine = library.routines[chosen.id]
        lines: list[Row] = [((routine.summary, ""),)]
        named = [library.causes[cause].name.lower() for cause in routine.causes if cause in library.causes]
        purpose = f" For: {', '.join(named)}" if named else ""
        length = length_words(routine)
        lines.append(((f"{length[0].upper()}{length[1:]}.{purpose}", "$muted"),))
        if self.has_class("-wide"):
            phases = enumerate(routine.phases, 1)
            lines += [(), *(((f"{n} {phase.name}: ", "bold"), (phase.goal, "")) for n, phase in phases)]
        panel.show(*lines)

    def on_cursor_list_moved(self, event: CursorList.Moved) -> None:
        """Say what the routine under the cursor is for."""
        event.stop()
        self._show_detail()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Open the plan of the routine."""
        event.stop()
        from kneetui.ui.screens.routines.plan import PlanScreen

        if self.rows.chosen:
            self.app.push_screen(PlanScreen(self.training, self.rows.chosen.id))

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While nothing is open there is nothing to begin or to filter."""
        if action in ("begin", "sport", "cause", "equipment", "minutes", "tests", "all"):
            return self.now is None or self.now.gate.loading
        if action == "look":
            return self.now is not None and bool(held_knees(self.now))
        return True

    def action_begin(self) -> None:
        """Begin today's session of the routine under the cursor, or go on with the one that was left."""
        self._begin_or_go_on(self.rows.chosen.id if self.rows.chosen else "", ask_again=True)

    def play(self, routine: str) -> None:
        """Begin today's session of a routine; one that was left is offered already."""
        self._begin_or_go_on(routine, ask_again=False)

    def _begin_or_go_on(self, routine: str, *, ask_again: bool) -> None:
        try:
            self.read()
            left = self.training.unfinished()
            session = self.training.today(routine, self.now) if routine and self.now else None
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if left:
            if ask_again:
                self._resume()
        elif session is None or self.now is None:
            self.notify(self.app.with_keys(NOTHING_FITS))
        elif session.resting or not session.items:
            self.notify(today_words(self.training.library, session, self.now), markup=False)
        else:
            self._begin(session)

    @work(exclusive=True, group="flow")
    async def _begin(self, today: Today) -> None:
        await flow.begin(self.app, self.training, today)

    @work(exclusive=True, group="flow")
    async def _resume(self) -> None:
        if await flow.resume(self.app, self.training):
            self.read()

    @work(exclusive=True, group="flow")
    async def action_look(self) -> None:
        """Write down who looked at the knee, and what is allowed."""
        if self.now is not None and await ask_who_looked(self, self.now):
            self.read()

    def action_two_weeks(self) -> None:
        """Show the plans under way, day by day."""
        from kneetui.ui.screens.routines.two_weeks import TwoWeeksScreen

        self.app.push_screen(TwoWeeksScreen(self.training))

    def action_still_open(self) -> None:
        """Show what can still be done, for the athlete and the coach."""
        from kneetui.services.training.still_open import still_open
        from kneetui.ui.screens.routines.still_open import StillOpenScreen

        if self.now is not None:
            sports = tuple(self.services.settings.sports)
            self.app.push_screen(StillOpenScreen(still_open(self.training.library, self.now, sports)))

    def action_tests(self) -> None:
        """Open the tests at home."""
        from kneetui.ui.screens.routines.home_tests import HomeTestsScreen

        self.app.push_screen(HomeTestsScreen(self.training))

    def action_sport(self) -> None:
        """Only routines for one sport, and those for everybody."""
        choices = filter.sports(self.training.library)
        self._pick("Which sport?", choices, lambda sport: replace(self.filter, sport=sport))

    def action_cause(self) -> None:
        """Only routines for one cause."""
        choices = filter.causes(self.training.library, self._open)
        self._pick("What is it for?", choices, lambda cause: replace(self.filter, cause=cause))

    def action_minutes(self) -> None:
        """Ask how long a routine may take, and show those alone."""
        self._pick(
            "How long?",
            filter.minutes(),
            lambda minutes: replace(self.filter, minutes=int(minutes) if minutes else None),
        )

    def _pick(self, title: str, choices: list[Choice], filter_by: Callable[[str], Filter]) -> None:
        """Ask for a value to filter by; an empty one lifts the filter."""
        from kneetui.ui.screens.common.dialogs.pick import PickDialog

        def chosen(choice: str | None) -> None:
            if choice is not None:
                self._use(filter_by("" if choice == ANY else choice))

        self.app.push_screen(PickDialog(title, "", choices), chosen)

    def action_equipment(self) -> None:
        """Only routines that need nothing but what the person has."""
        from kneetui.ui.screens.routines.equipment import Equipment, EquipmentDialog

        def chosen(equipment: Equipment | None) -> None:
            if equipment:
                self._use(replace(self.filter, equipment=equipment.things))

        things = filter.things(self.training.library, self._open)
        self.app.push_screen(
            EquipmentDialog(
                {thing: self.training.library.thing(thing) for thing in things},
                self.filter.equipment or frozenset(),
            ),
            chosen,
        )

    def action_exercises(self) -> None:
        """All exercises, to search and to read."""
        from kneetui.ui.screens.routines.exercises import ExercisesScreen

        if self.now is not None:
            equipment = self.filter.equipment
            self.app.push_screen(ExercisesScreen(self.training.library, self.now.gate, equipment))

    def action_all(self) -> None:
        """Show every routine, for any sport, part and equipment."""
        self._use(Filter())

    def _use(self, wanted: Filter) -> None:
        try:
            if wanted.equipment != self.filter.equipment:
                self.training.equipment.have(wanted.equipment)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
        self.filter = wanted
        self.read()
