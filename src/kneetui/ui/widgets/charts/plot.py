"""Draws the days of one knee: pain as marks, load as bars, the band of real change behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.weeks import MONDAY, week_start
from kneetui.config.wording import short_date_words, short_month_words
from kneetui.diary.by_day.days import Day, worst
from kneetui.ui.widgets.lines.canvas import Canvas

if TYPE_CHECKING:
    from kneetui.status.trend.marks import Mark
    from kneetui.status.trend.trend import Band
    from kneetui.ui.widgets.lines.lines import Row

DURING, AFTER, MORNING, SEVERAL = "●", "○", "▲", "◆"
BAND, BAR, UNRATED = "░", "█", "?"
ASSESSMENT, LOOK, PHASE = "A", "L", "P"
MARKS = {"assessment": ASSESSMENT, "look": LOOK, "phase": PHASE}
"""Kind of mark -> its character, what matters most first."""
STEPS = "▁▂▃▄▅▆▇█"
COLOURS = {
    DURING: "$primary",
    AFTER: "$secondary",
    MORNING: "$accent",
    SEVERAL: "bold",
    BAND: "$border",
    BAR: "$muted",
    UNRATED: "$muted",
    ASSESSMENT: "bold",
    LOOK: "bold",
    PHASE: "bold",
}
PAINS = (MORNING, DURING, AFTER, SEVERAL)
GUTTER = 3
"""Columns for the numbers at the left."""
MONTHS_FROM = 180
"""Days from which on months stand below a chart instead of weeks."""
WIDEST_MONTH = 6
"""Columns of the name of a month, and of a year."""
WIDEST_DAY = 6
"""More columns than this for one day make a chart no clearer."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Columns: ``per`` for one day, or one for ``group`` days. The last column ends today."""

    per: int
    group: int
    count: int

    @classmethod
    def fit(cls, days: int, width: int) -> _Scale:
        if days <= width:
            return cls(min(width // days, WIDEST_DAY), 1, days)
        group = ceil(days / width)
        return cls(1, group, ceil(days / group))

    def column(self, back: int) -> int:
        """The first column of the day that lies ``back`` days back."""
        return (self.count - 1 - back // self.group) * self.per


def plot(
    days: Sequence[Day],
    bands: Sequence[Band | None],
    marks: Sequence[Mark],
    size: tuple[int, int, int],
    marked: bool,
    first_weekday: int = MONDAY,
) -> list[Row]:
    """Lines for the days, oldest first, with a line of marks on top if ``marked``.

    ``size`` is the width, the rows for pain and the rows for load. Dates stand below ``first_weekday``.
    """
    width, rows, load_rows = size
    scale = _Scale.fit(len(days), width - GUTTER)
    top = 1 if marked else 0
    canvas = Canvas(width, top + rows + load_rows + 1)
    _labels(canvas, top, rows)
    for back, usual in enumerate(reversed(bands)):
        x = GUTTER + scale.column(back)
        if usual and back % scale.group == 0:
            _shade(canvas, x, scale.per, top, rows, usual)
    for group, x in _groups(days, scale):
        _pains(canvas, x, scale.per, top, rows, group)
    _bars(canvas, scale, days, top + rows, load_rows)
    order = list(MARKS)
    for mark in sorted(marks, key=lambda mark: order.index(mark.kind), reverse=True):
        x = GUTTER + scale.column((days[-1].day - mark.day).days)
        canvas.put(x, 0, MARKS[mark.kind], COLOURS[MARKS[mark.kind]])
    _dates(canvas, scale, days, first_weekday)
    return canvas.rows()


def _labels(canvas: Canvas, top: int, rows: int) -> None:
    for row in range(rows):
        value = 10 * (rows - 1 - row) / (rows - 1)
        if value.is_integer():
            canvas.put(0, top + row, f"{value:2.0f}", "$muted")


def _row(value: float, rows: int) -> int:
    """The row of a pain from 0 to 10, counted from the top."""
    return rows - 1 - int(value / 10 * (rows - 1) + 0.5)


def _shade(canvas: Canvas, x: int, per: int, top: int, rows: int, usual: Band) -> None:
    for row in range(_row(usual.high, rows), _row(usual.low, rows) + 1):
        canvas.put(x, top + row, BAND * per, COLOURS[BAND])


def _groups(days: Sequence[Day], scale: _Scale) -> Iterator[tuple[Sequence[Day], int]]:
    for column in range(scale.count):
        end = len(days) - (scale.count - 1 - column) * scale.group
        yield days[max(0, end - scale.group) : end], GUTTER + column * scale.per


def _pains(canvas: Canvas, x: int, per: int, top: int, rows: int, group: Sequence[Day]) -> None:
    """Morning, during and after, each in its own column if a day has three."""
    values = (
        (MORNING, worst(day.morning for day in group)),
        (DURING, worst(day.during for day in group)),
        (AFTER, worst(day.after for day in group)),
    )
    for place, (char, value) in enumerate(values):
        if value is None:
            continue
        at = x + place * per // 3, top + _row(value, rows)
        shown = SEVERAL if canvas.at(*at) in PAINS else char
        canvas.put(*at, shown, COLOURS[shown])


def _loads(days: Sequence[Day], group: int) -> list[float | None]:
    """The load of each day, or of each ``group`` of days, the last ones ending today."""
    starts = range(len(days) % group - group if len(days) % group else 0, len(days), group)
    load_groups = ([day.load for day in days[max(0, start) : start + group]] for start in starts)
    known = ([load for load in loads if load is not None] for loads in load_groups)
    return [sum(loads) if loads else None for loads in known]


def _bars(canvas: Canvas, scale: _Scale, days: Sequence[Day], top: int, rows: int) -> None:
    loads = _loads(days, scale.group)
    most = max((load for load in loads if load), default=1.0)
    thick = scale.per if scale.per < 3 else scale.per - 1
    for (group, x), load in zip(_groups(days, scale), loads, strict=True):
        if load is None:
            if any(day.unrated for day in group):
                canvas.put(x, top + rows - 1, UNRATED, COLOURS[UNRATED])
            continue
        level = max(1, round(load / most * rows * len(STEPS)))
        for row in range(rows):
            left = level - row * len(STEPS)
            if left > 0:
                canvas.put(x, top + rows - 1 - row, STEPS[min(left, len(STEPS)) - 1] * thick, COLOURS[BAR])


def _months(canvas: Canvas, scale: _Scale, days: Sequence[Day], limit: int) -> None:
    """The first days of months, or of years where months have no room."""
    last = days[-1].day
    columns = 30 * scale.per / scale.group
    months = columns * 12 >= 4 * WIDEST_MONTH
    step = next((step for step in (1, 2, 3) if columns * step >= WIDEST_MONTH), 3) if months else 12
    free = GUTTER
    for year in range(days[0].day.year, last.year + 1):
        for month in range(1, 13, step):
            day = date(year, month, 1)
            x, text = GUTTER + scale.column((last - day).days), f"└{short_month_words(day)}"
            if days[0].day <= day <= last and free <= x and x + len(text) < limit:
                canvas.put(x, canvas.height - 1, text, "$muted")
                free = x + len(text) + 1


def _dates(canvas: Canvas, scale: _Scale, days: Sequence[Day], first_weekday: int) -> None:
    """The last day at the right; the first days of weeks before it, as many as there is room for."""
    y, last = canvas.height - 1, days[-1].day
    end = GUTTER + scale.count * scale.per
    text = f"{short_date_words(last)}┘"
    limit = end - len(text)
    canvas.put(limit, y, text, "$muted")
    if len(days) >= MONTHS_FROM:
        _months(canvas, scale, days, limit)
        return
    first = week_start(days[0].day + timedelta(days=6), first_weekday)
    starts = [first + timedelta(days=7 * week) for week in range((last - first).days // 7 + 1)]
    columns = [GUTTER + scale.column((last - day).days) for day in starts]
    step = next((step for step in (1, 2, 4) if 7 * step * scale.per / scale.group >= 9), 8)
    for number, (day, x) in enumerate(zip(starts, columns, strict=True)):
        text = f"└{short_date_words(day)}"
        if number % step == 0 and x + len(text) < limit:
            canvas.put(x, y, text, "$muted")
