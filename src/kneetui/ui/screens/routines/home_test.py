"""One test at home: how it is done, a clock for it, what it came to so far, and how to read that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import short_date_words
from kneetui.routines.wording import criterion_words, value_words
from kneetui.services.training.home_tests import days, deciding, is_open, results, sides, write
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.screens.common.dialogs.changes import lead_to_a_change
from kneetui.ui.screens.common.dialogs.home_test_result import ResultDialog
from kneetui.ui.screens.common.text_screen import titles
from kneetui.ui.widgets.lines.countdown import Countdown
from kneetui.ui.widgets.lines.text_lines import TextLines
from kneetui.ui.widgets.player.figure import Figure
from kneetui.ui.widgets.player.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.content.model import HomeTest
    from kneetui.services.training.home_tests import MeasuredDay
    from kneetui.services.training.training import Training
    from kneetui.ui.widgets.lines.lines import Row

BAR = 14
"""Columns of the longest bar."""

SHOWN = 6
"""How many days the chart has."""


class HomeTestScreen(KneeScreen[None]):
    """Ends when Esc leads back to the list. ``clock`` gives seconds."""

    CSS_PATH = "home_test.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write it down", id="test.write"),
        Binding("space", "time", "Start or stop the clock", id="test.time"),
        Binding("c", "change", "What to change", id="test.change"),
        Binding("down,j", "scroll_page(1)", "Down", id="test.down", show=False),
        Binding("up,k", "scroll_page(-1)", "Up", id="test.up", show=False),
    ]

    def __init__(self, training: Training, test: HomeTest, clock: Callable[[], float] | None = None) -> None:
        super().__init__()
        self.training, self.test = training, test
        self.clock = clock

    def body(self) -> ComposeResult:
        """Figure beside the steps, then clock, results and how to read them."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(Content(self.test.summary), id="summary")
            with Horizontal(id="top"):
                with Vertical(id="shown"):
                    yield Figure(self.training.library.exercises[self.test.exercise].frames)
                yield Steps(self.test.steps, id="steps")
            if self.test.seconds:
                yield Countdown(
                    self.test.seconds,
                    "<test.time> starts the clock",
                    "<test.time> stops it",
                    "Time is over: <test.write> writes it down.",
                    self.clock,
                    id="clock",
                )
            yield TextLines(id="results")
            yield Static(id="reading")

    def on_mount(self) -> None:
        """The name on top, how it is done below, and the earlier results."""
        self.say(title=self.test.name)
        self.query_one("#reading", Static).update(Content("\n").join(self._reading()))
        self.read()

    def on_screen_suspend(self) -> None:
        """No clock runs behind another screen."""
        for clock in self.query(Countdown):
            clock.stop()

    def read(self) -> None:
        """Read what it came to so far."""
        try:
            measured = days(results(self.services), self.test)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.query_one("#results", TextLines).show(*_chart(self.test, measured[-SHOWN:]))

    def _reading(self) -> list[Content]:
        library = self.training.library
        lines = [Content.assemble(("How to read it: ", "bold"), self.test.reading)]
        lines += [
            Content.assemble((f"{routine.name}, {phase.name}: ", "bold"), criterion_words(library, criterion))
            for routine, phase, criterion in deciding(library, self.test)
        ]
        stops = [avoid.text for avoid in library.exercises[self.test.exercise].avoid]
        if stops:
            lines.append(Content.assemble(("Not with: ", "bold"), "; ".join(stops)))
        sources = f"Sources: {titles(library.sources, self.test.source)}"
        lines += [Content.assemble((text, "$muted")) for text in (self.test.note, sources) if text]
        return lines

    # --- the clock -------------------------------------------------------------------------

    def action_time(self) -> None:
        """Start the clock of the test, or stop it."""
        try:
            allowed = is_open(self.training.library, self.test, self.training.status().gate)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if allowed:
            self.query_one(Countdown).toggle()
        else:
            self.notify("This test waits: what it asks of the knee is not open now.")

    def on_countdown_over(self, event: Countdown.Over) -> None:
        """The bell, if it is on."""
        event.stop()
        self.app.ring()

    # --- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A clock only for a test that has a length, changes only for one that asks about them."""
        shown = {"time": bool(self.test.seconds), "change": bool(self.test.places)}
        return shown.get(action, True)

    @work(exclusive=True, group="flow")
    async def action_change(self) -> None:
        """From the place of the pain to one change."""
        try:
            gate = self.training.status().gate
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        if await lead_to_a_change(self, self.test, gate):
            self.read()

    @work(exclusive=True, group="flow")
    async def action_write(self) -> None:
        """Ask for the numbers of each side, and write them down."""
        measured = await self.app.push_screen_wait(ResultDialog(self.test, sides(self.test)))
        if measured is None:
            return
        try:
            await self.app.when_free.write(partial(write, self.services, self.test, measured))
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.read()
        self.notify(self.app.with_keys("Written down. <tests.undo> in Tests at home takes it back."))

    def action_scroll_page(self, step: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=step, animate=False)


def _chart(test: HomeTest, measured: list[MeasuredDay]) -> list[Row]:
    """A line for each day and side with a bar, the last day at the bottom."""
    if not measured:
        return [(("Not done yet.", "$muted"),)]
    most = max((result.value for day in measured for result in day.by_knee.values()), default=0) or 1
    rows: list[Row] = []
    for day in measured:
        for number, (knee, result) in enumerate(sorted(day.by_knee.items())):
            named = short_date_words(day.on) if not number else ""
            side = "" if knee == "both" else knee
            bar = "█" * max(1 if result.value else 0, round(BAR * result.value / most))
            pain = "" if result.pain is None else f", pain {result.pain:g}"
            share = f"  {day.symmetry:.0f} % of the other leg" if day.symmetry is not None and number else ""
            rows.append(
                (
                    (f"{named:<7}{side:<6}", "$muted"),
                    ("" if test.unit == "yes" else f"{bar:<{BAR}} ", "$accent"),
                    (f"{value_words(test, result.value)}{pain}", ""),
                    (share, "bold"),
                )
            )
    return rows
