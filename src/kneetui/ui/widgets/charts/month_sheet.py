"""A month as a sheet, one cell a day: the worst pain, swelling and training."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from kneetui.config.weeks import weekdays
from kneetui.config.wording import number
from kneetui.diary.by_day.days import Day
from kneetui.status.trend.months import Month
from kneetui.terminal.frames import tell_screen
from kneetui.ui.widgets.charts.plot import STEPS
from kneetui.ui.widgets.lines.canvas import Canvas
from kneetui.ui.widgets.lines.lines import Lines, Row

DAYS = 7
SWOLLEN = {"none": "", "slight": "~", "moderate": "~~", "marked": "~~~"}
MOST_WEEKS = 6
TRAINED = "■"
NARROWEST, WIDEST = 8, 15
SHALLOWEST, DEEPEST = 2, 4
"""Lines of a cell."""


class MonthSheet(Lines, can_focus=True):
    """Arrows move from day to day, also into other months; Enter or a click takes the day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Go to day", id="month.take"),
        Binding("left", "move(-1)", "Day before", id="month.left", show=False),
        Binding("right", "move(1)", "Day after", id="month.right", show=False),
        Binding("up", "move(-7)", "Week before", id="month.up", show=False),
        Binding("down", "move(7)", "Week after", id="month.down", show=False),
        Binding("p,pageup", "month(-1)", "Month before", id="month.previous"),
        Binding("n,pagedown", "month(1)", "Month after", id="month.next"),
        Binding("home", "today", "Today", id="month.today", show=False),
    ]

    class Moved(Message):
        """Another day is under the cursor, perhaps in another month."""

    class Taken(Message):
        """The day under the cursor was chosen."""

    def __init__(self, day: date, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.day, self.today = day, today
        self.month: Month | None = None

    def show(self, month: Month) -> None:
        """Draw this month, which has the cursor in it."""
        self.month = month
        self.redraw()

    # --- the cursor --------------------------------------------------------------------

    def go(self, day: date) -> None:
        """Put the cursor on a day, today at the latest."""
        self.day = min(day, self.today)
        tell_screen(self, self.Moved())

    def action_move(self, days: int) -> None:
        """Some days on or back."""
        self.go(self.day + timedelta(days=days))

    def action_month(self, step: int) -> None:
        """The same day of the month before or after, or its last one."""
        first = self.day.replace(day=1)
        other = (first + timedelta(days=31) if step > 0 else first - timedelta(days=1)).replace(day=1)
        last = (other + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.go(other.replace(day=min(self.day.day, last.day)))

    def action_today(self) -> None:
        """Go back to the day that it is."""
        self.go(self.today)

    def action_take(self) -> None:
        """Tell the screen that the day under the cursor was chosen."""
        self.post_message(self.Taken())

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; one on the cursor chooses."""
        offset = event.get_content_offset(self)
        if offset is None or self.month is None:
            return
        width, deep = self._cell(self.size.width, self.size.height)
        week, place = (offset.y - 1) // deep, offset.x // width
        if 0 <= week < len(self.month.weeks) and place < DAYS:
            cell = self.month.weeks[week][place]
            if cell and cell.day == self.day:
                self.action_take()
            elif cell:
                self.go(cell.day)

    # --- drawing -----------------------------------------------------------------------

    def _cell(self, width: int, height: int) -> tuple[int, int]:
        wide, deep = width // DAYS, (height - 1) // MOST_WEEKS
        return max(NARROWEST, min(WIDEST, wide)), max(SHALLOWEST, min(DEEPEST, deep))

    def draw(self, width: int, height: int) -> list[Row]:
        """A line of weekdays, and two to four lines a week."""
        if self.month is None:
            return []
        wide, deep = self._cell(width, height)
        canvas = Canvas(wide * DAYS, 1 + deep * len(self.month.weeks))
        for place, name in enumerate(weekdays(self.month.first)):
            canvas.put(place * wide + 1, 0, name, "bold $muted")
        for week, days in enumerate(self.month.weeks):
            for place, day in enumerate(days):
                if day:
                    self._draw_day(canvas, day, place * wide, 1 + week * deep, wide - 1)
        return canvas.rows()

    def _draw_day(self, canvas: Canvas, day: Day, x: int, y: int, width: int) -> None:
        here = day.day == self.day
        style = "" if day.entries or day.sessions else "$muted"
        if here:
            style = "bold on $panel"
            for row in range(2):
                canvas.put(x, y + row, " " * width, style)
            canvas.put(x, y, "▸", style)
        pain = f" {STEPS[round(day.pain * 0.7)]} {number(day.pain)}" if day.pain is not None else ""
        canvas.put(x + 1, y, f"{day.day.day:>2}{pain}"[: width - 1], style)
        signs = f"{TRAINED if day.sessions else ' '} {SWOLLEN[day.swelling or 'none']}"
        canvas.put(x + 1, y + 1, signs, style)
        if day.day == self.today:
            canvas.put(x + 1, y, f"{day.day.day:>2}", f"underline {style}")
