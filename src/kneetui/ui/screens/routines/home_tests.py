"""The tests at home: what each came to last, and which may be done today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from kneetui.config.wording import near_day_words
from kneetui.routines.wording import value_words
from kneetui.services.training.home_tests import days, deciding, is_open, results
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.undo import make_again, take_back, tell, undo_keys
from kneetui.ui.screens.routines.home_test import HomeTestScreen
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu
from kneetui.ui.widgets.lines.text_lines import TextLines

if TYPE_CHECKING:
    from datetime import date

    from kneetui.content.model import HomeTest, Library
    from kneetui.services.training.home_tests import MeasuredDay
    from kneetui.services.training.training import Training
    from kneetui.status.status import Status


class HomeTestsScreen(KneeScreen[None]):
    """Ends when Esc leads back; Enter opens a test."""

    CSS_PATH = "home_tests.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*undo_keys("tests")]
    heading = "Tests at home"

    def __init__(self, training: Training) -> None:
        super().__init__()
        self.training = training
        self.now: Status | None = None
        self.tests: tuple[HomeTest, ...] = tuple(training.library.home_tests.values())

    def body(self) -> ComposeResult:
        """The list, and what the test under the cursor is for."""
        with Vertical(id="list", classes="panel"):
            yield Menu()
        yield TextLines(id="detail", classes="panel")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one("#detail").border_title = "What it shows"
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Read anew: a result may have been written down."""
        self.read()

    def read(self) -> None:
        """Read what the tests came to, and show it."""
        try:
            self.now = self.training.status()
            known = results(self.services)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        choices = [Choice(test.id, test.name, self._last(test, days(known, test))) for test in self.tests]
        self.query_one(Menu).show(choices)
        self._show_detail()

    def _last(self, test: HomeTest, measured: list[MeasuredDay]) -> str:
        waits = "" if self._open(test) else "waits for now · "
        if not measured:
            return f"{waits}not done yet"
        return f"{waits}{day_line(test, measured[-1], self.training.day)}"

    def _open(self, test: HomeTest) -> bool:
        return self.now is not None and is_open(self.training.library, test, self.now.gate)

    def _show_detail(self) -> None:
        if not self.tests:
            self.query_one("#detail", TextLines).show((("No installed pack has a test.", ""),))
            return
        test = self.tests[self.query_one(Menu).cursor]
        decides = decision_words(self.training.library, test)
        lines = [((test.summary, ""),), ((decides, "$muted"),)]
        self.query_one("#detail", TextLines).show(*lines)

    def on_cursor_list_moved(self, event: CursorList.Moved) -> None:
        """Say what the test under the cursor is for."""
        event.stop()
        self._show_detail()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """Open the test."""
        event.stop()
        self._open_test(self.tests[event.index])

    @work(exclusive=True, group="flow")
    async def _open_test(self, test: HomeTest) -> None:
        """Before the very first one the page of warning signs is asked, as before the first session."""
        try:
            screened = self.training.status().screened or await self.app.ask_warning_signs("routines")
            self.read()
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if not screened:
            return
        if self._open(test):
            self.app.push_screen(HomeTestScreen(self.training, test))
        else:
            self.notify("This test waits: what it asks of the knee is not open now.")

    def action_undo(self) -> None:
        """Take back the last change of the diary."""
        if tell(self, take_back(self)):
            self.read()

    def action_redo(self) -> None:
        """Make again what was taken back last."""
        if tell(self, make_again(self)):
            self.read()


def day_line(test: HomeTest, day: MeasuredDay, today: date) -> str:
    """What a test came to on a day: ``yesterday: left 12 times, right 10 times, 83 %``."""
    parts = [
        value_words(test, result.value) if knee == "both" else f"{knee} {value_words(test, result.value)}"
        for knee, result in sorted(day.by_knee.items())
    ]
    if day.symmetry is not None:
        parts.append(f"{day.symmetry:.0f} % of the other leg")
    pains = [result.pain for result in day.by_knee.values() if result.pain is not None]
    if pains:
        parts.append(f"pain {max(pains):g}")
    return f"{near_day_words(day.on, today)}: {', '.join(parts)}"


def decision_words(library: Library, test: HomeTest) -> str:
    """Which phases a test is asked before."""
    phases = [f"{routine.name}, {phase.name}" for routine, phase, _ in deciding(library, test)]
    return f"Asked before: {'; '.join(phases)}." if phases else "No plan waits for it."
