"""Two weeks of every plan under way, a line a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from kneetui.config.weeks import week_start
from kneetui.config.wording import short_day_words
from kneetui.routines.calendar import LENGTH
from kneetui.services.training.two_weeks import DAY_WORDS, LEGEND, weeks_of_plans
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.widgets.lines.lines import fit
from kneetui.ui.widgets.lines.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kneetui.routines.calendar import PlanDay
    from kneetui.services.training.training import Training
    from kneetui.services.training.two_weeks import PlanWeeks
    from kneetui.ui.widgets.lines.lines import Row

MARGIN, CELL = 17, 20
"""Columns of the days, and of each plan."""


class TwoWeeksScreen(KneeScreen[None]):
    """Ends when Esc leads back to the room."""

    DEFAULT_CSS = """
    TwoWeeksScreen VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; }
    TwoWeeksScreen TextLines { height: auto; }
    """
    heading: ClassVar[str] = "Two weeks"

    def __init__(self, training: Training) -> None:
        super().__init__()
        self.training = training

    def body(self) -> ComposeResult:
        """Two weeks of sessions, a line a day, which scroll."""
        with VerticalScroll(id="scroll"):
            yield TextLines(id="days")

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one("#scroll").focus()

    def on_screen_resume(self) -> None:
        """Read the plans as they are now."""
        try:
            now = self.training.status()
            today = self.training.day
            first = week_start(today, self.services.first_weekday)
            weeks = weeks_of_plans(self.training, now, first)
        except STORAGE_ERRORS as error:
            self.app.show_error(error)
            return
        self.query_one("#days", TextLines).show(*_lines(weeks, today))


def _lines(weeks: Sequence[PlanWeeks], today: date) -> list[Row]:
    if not weeks:
        return [(("No plan is under way. Open one in Routines, and begin it.", ""),)]
    names = ((fit(plan.routine.name, CELL - 1) + " ", "bold") for plan in weeks)
    rows: list[Row] = [((" " * MARGIN, ""), *names)]
    for number in range(LENGTH):
        days = [plan.days[number] for plan in weeks]
        here = days[0].day == today
        style = "bold" if here else "$muted" if days[0].day < today else ""
        marker = (f"{'today' if here else '':<6}", "bold $accent")
        rows.append(((f"{short_day_words(days[0].day):<11}", style), marker, *map(_cell, days)))
    return [*rows, (), ((LEGEND, "$muted"),)]


def _cell(day: PlanDay) -> tuple[str, str]:
    sign, word = DAY_WORDS[day.kind]
    number = f" {day.number}" if day.number else ""
    style = "bold" if day.kind == "session" else "$success" if sign == "✓" else "$muted"
    return fit(f"{sign} {word}{number}", CELL), style
