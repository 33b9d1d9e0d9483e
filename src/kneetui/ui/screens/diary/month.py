"""A month of the diary, one cell a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kneetui.config.about import next_knee
from kneetui.config.wording import count, day_words, knee_name, month_words, number
from kneetui.diary.by_day.days import daily
from kneetui.diary.errors import DiaryError
from kneetui.status.trend.months import month
from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.widgets.charts.month_sheet import TRAINED, MonthSheet
from kneetui.ui.widgets.charts.plot import STEPS

if TYPE_CHECKING:
    from kneetui.diary.by_day.days import Day
    from kneetui.diary.entries import Entry


class MonthScreen(KneeScreen[date]):
    """Ends with the day that was chosen, or with ``None``."""

    CSS_PATH = "month.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="diary.add"),
        Binding("k", "knee", "Knee", id="diary.knee"),
    ]
    heading = "Month"

    def __init__(self, day: date, knee: str) -> None:
        super().__init__()
        self._at, self.knee = day, knee
        self._entries: list[Entry] = []

    def body(self) -> ComposeResult:
        """The sheet, the day under the cursor in words, and what the signs mean."""
        yield MonthSheet(self._at, self.services.now().date(), id="sheet")
        yield Static(id="words")
        signs = f"{STEPS[4]} pain   {TRAINED} training   ~ slight  ~~ moderate  ~~~ marked swelling"
        yield Static(Content(signs), id="signs", classes="muted")

    @property
    def sheet(self) -> MonthSheet:
        """The sheet of days, which holds the cursor."""
        return self.query_one(MonthSheet)

    def on_mount(self) -> None:
        """The days take the keys, and the diary of the month is read."""
        self.sheet.focus()
        self._read()

    def _read(self) -> None:
        first = self.sheet.day.replace(day=1)
        try:
            self._entries = self.services.diary.entries(since=first, until=_last(first))
        except DiaryError as error:
            self.app.show_error(error)
        self._draw()

    def _draw(self) -> None:
        day = self.sheet.day
        self.sheet.show(month(self._entries, day.year, day.month, self.knee, self.services.first_weekday))
        self.say(month_words(day), knee_name(self.knee))
        summary = daily(self._entries, self.knee, day, day)[0]
        self.query_one("#words", Static).update(
            Content.assemble((f"{day_words(day)}: ", "bold"), words(summary)), layout=False
        )

    def on_month_sheet_moved(self, event: MonthSheet.Moved) -> None:
        """Another day, perhaps another month."""
        event.stop()
        shown = self.sheet.month
        if shown and (shown.year, shown.month) == (self.sheet.day.year, self.sheet.day.month):
            self._draw()
        else:
            self._read()

    def on_month_sheet_taken(self, event: MonthSheet.Taken) -> None:
        """Back to the list, at this day."""
        event.stop()
        if self.is_current:
            self.dismiss(self.sheet.day)

    def action_knee(self) -> None:
        """The next knee; of both the worse one."""
        self.knee = next_knee(self.knee)
        self._draw()

    def action_add(self) -> None:
        """A new entry on the day under the cursor."""
        from kneetui.ui.screens.diary.entry import EntryScreen

        today = self.services.now().date()
        day = None if self.sheet.day == today else self.sheet.day
        knee = self.knee if self.knee != "both" else ""
        self.app.push_screen(EntryScreen(day=day, knee=knee), lambda _: self._read())


def _last(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def words(day: Day) -> str:
    """What the diary has of a day: pain, swelling, training with its load, else how many entries."""
    pains = (("in training", day.during), ("after it", day.after), ("in the morning", day.morning))
    pain_words = [f"{number(pain)} {when}" for when, pain in pains if pain is not None]
    parts = []
    if pain_words:
        parts.append("pain " + ", ".join(pain_words))
    if day.swelling:
        parts.append(f"swelling {day.swelling}")
    if day.sessions:
        load = f", load {day.load:.0f}" if day.load is not None else ""
        parts.append(f"{count(day.sessions, 'session')} of training{load}")
    if not parts and day.entries:
        parts.append("an entry without numbers")
    return "; ".join(parts) or "nothing in the diary"
