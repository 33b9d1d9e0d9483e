"""The diary over time: a week, a month, a year, a training block or everything, and the places where it hurt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from kneetui.config.about import SIDES, next_knee
from kneetui.config.wording import knee_name, short_date_words
from kneetui.report.periods_page import HEAD, in_columns, places_sentence, table_rows
from kneetui.services.patterns import long_view
from kneetui.status.trend.periods import KINDS
from kneetui.ui.screens.common.base import STORAGE_ERRORS, KneeScreen
from kneetui.ui.widgets.charts.charts import chart, legend_fits, short_legend
from kneetui.ui.widgets.lines.lines import Lines, Row, fit, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.services.patterns.long_view import LongView
    from kneetui.status.trend.periods import Period, PeriodKind

WORDS = {"week": "Week", "month": "Month", "year": "Year", "block": "Training block", "all": "Everything"}
NO_BLOCK = "No training block yet: a block begins with the first session of a routine."
NO_ENTRY = "Nothing in the diary yet."
THERE, NOT_THERE = "●", "·"
PLACE = 34
"""Columns for the name of a place."""
DATE = 8


class HistoryText(Lines):
    """Chart, sentences and table of a period, or the places over time."""

    def __init__(self) -> None:
        super().__init__(id="history")
        self.view: LongView | None = None
        self.places: Sequence[tuple[date, tuple[str, ...]]] | None = None
        self.words = ""

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """What there is of it."""
        rows: list[Row] = []
        if self.places is not None:
            rows += self._places(width)
        elif self.view:
            deep = self.app.size.height
            rows += chart(self.view.pictures, width, 11 if deep >= 36 else 6, 2)
            rows += [()] if legend_fits(self.view.pictures, width) else [(), short_legend(width), ()]
        rows += [((text, ""),) for part in self.words.split("\n") for text in fold(part, width)]
        if self.view and self.places is None:
            table = list(table_rows(self.view.parts))
            if table:
                rows += [(), ((in_columns(HEAD), "bold"),), *(((in_columns(row), ""),) for row in table)]
        return rows

    def _places(self, width: int) -> list[Row]:
        """A row a place and a column an assessment, the newest at the right."""
        if not self.places:
            return []
        shown = self.places[-max(1, (width - PLACE) // DATE) :]
        rows: list[Row] = [
            ((" " * PLACE + "".join(f"{short_date_words(day):<{DATE}}" for day, _ in shown), "$muted"),)
        ]
        for place in dict.fromkeys(place for _, named in reversed(shown) for place in named):
            marks = "".join(f"{THERE if place in named else NOT_THERE:<{DATE}}" for _, named in shown)
            rows.append(((f"{fit(place, PLACE - 1)} ", ""), (marks, "bold")))
        return [*rows, ()]


class HistoryScreen(KneeScreen[None]):
    """One knee, or left against right, over any stretch of the diary."""

    heading = "History"
    DEFAULT_CSS = """
    HistoryScreen VerticalScroll {
        padding: 0 1; scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Before", id="history.before", priority=True),
        Binding("right", "step(1)", "After", id="history.after", priority=True),
        Binding("g", "kind", "Week to all", id="history.kind"),
        Binding("k", "knee", "Knee", id="history.knee"),
        Binding("p", "places", "Places", id="history.places"),
    ]

    def __init__(self, knee: str, kind: PeriodKind = "month") -> None:
        super().__init__()
        self.knee = knee
        self.kind: PeriodKind = kind
        self.period: Period | None = None
        self._day: date | None = None
        self.show_places = False

    def body(self) -> ComposeResult:
        """A chart and what it says."""
        with VerticalScroll(id="scroll"):
            yield HistoryText()

    def on_mount(self) -> None:
        """Begin with this month."""
        self.query_one("#scroll").focus()
        self._show()

    def _show(self) -> None:
        title = knee_name(self.knee) if self.knee != "both" else "Left against right"
        self.say(f"{title} · {WORDS[self.kind]}", "reading …")
        today = self.services.now().date()
        day = min(self._day or today, today)
        self._read(self.knee, self.kind, self.period or day, self.show_places)

    @work(thread=True, exclusive=True, group="history")
    def _read(self, knee: str, kind: PeriodKind, where: Period | date, show_places: bool) -> None:
        """Twenty years take a moment; the keys go on meanwhile."""
        try:
            wanted = long_view.period_of(self.services, kind, where) if isinstance(where, date) else where
            view = long_view.view(self.services, kind, wanted, knee) if wanted else None
            sides = SIDES if knee == "both" else (knee,)
            places = (
                [(side, long_view.places(self.services, side)) for side in sides] if show_places else None
            )
        except STORAGE_ERRORS as error:
            self.app.call_from_thread(self.app.show_error, error)
            return
        self.app.call_from_thread(self._draw, view, places)

    def _draw(
        self,
        view: LongView | None,
        places: Sequence[tuple[str, Sequence[tuple[date, tuple[str, ...]]]]] | None,
    ) -> None:
        text = self.query_one(HistoryText)
        text.view, self.period = view, view.period if view else None
        if places is not None:
            text.places = sorted(
                (named for _, of_side in places for named in of_side), key=lambda named: named[0]
            )
            text.words = "\n".join(places_sentence(of_side, side) for side, of_side in places)
        else:
            text.places = None
            nothing = NO_BLOCK if self.kind == "block" else NO_ENTRY
            text.words = "\n".join(view.sentences) if view else nothing
        text.redraw()
        self.say(remark="places" if places is not None else view.period.label if view else "")

    def action_step(self, way: int) -> None:
        """The period before or after; at the end nothing happens."""
        if self.period and not self.show_places:
            try:
                other = long_view.step(self.services, self.kind, self.period, way)
            except STORAGE_ERRORS as error:
                self.app.show_error(error)
                return
            if other:
                self.period = other
                self._show()

    def action_kind(self) -> None:
        """A week, a month, a year, a training block, everything: the one around the same days."""
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self.show_places = False
        self._day = self.period.end if self.period else None
        self.period = None
        self._show()

    def action_knee(self) -> None:
        """The next knee; of both left against right."""
        self.knee = next_knee(self.knee)
        self._show()

    def action_places(self) -> None:
        """Where it hurt at each assessment, or the chart again."""
        self.show_places = not self.show_places
        self._show()
