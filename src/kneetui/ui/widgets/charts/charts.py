"""The chart of a knee, and the sparkline of Today."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.diary.by_day.days import Day
from kneetui.diary.by_day.days import sparkline as heights
from kneetui.status.trend.chart_data import ChartData
from kneetui.ui.widgets.charts.plot import (
    AFTER,
    ASSESSMENT,
    BAND,
    BAR,
    COLOURS,
    DURING,
    GUTTER,
    LOOK,
    MORNING,
    PHASE,
    SEVERAL,
    STEPS,
    UNRATED,
    plot,
)
from kneetui.ui.widgets.lines.lines import Row

NOTHING = "·"
"""In a sparkline: a day that nobody wrote about, which is not zero."""
LEGEND = 26
GAP = 2
FEWEST_COLUMNS = 42
SHORT = {
    DURING: "during",
    AFTER: "after",
    MORNING: "morning",
    SEVERAL: "several",
    BAND: "usual",
    BAR: "load",
    ASSESSMENT: "assessment",
    PHASE: "phase",
    LOOK: "looked at",
}
"""The legend in single words."""


def chart(pictures: Sequence[ChartData], width: int, rows: int = 6, load_rows: int = 2) -> list[Row]:
    """One knee with the legend beside it if there is room, or both side by side; without the sentence."""
    marked = any(picture.marks for picture in pictures)
    if len(pictures) > 1:
        each_width = (width - GAP) // len(pictures)
        drawn = [
            [_heading(picture, each_width), *_plot(picture, (each_width, rows, 1), marked)]
            for picture in pictures
        ]
        return [_beside(line) for line in zip(*drawn, strict=True)]
    if not legend_fits(pictures, width):
        return _plot(pictures[0], (width, rows, load_rows), marked)
    lines = _plot(pictures[0], (width - GAP - LEGEND, rows, load_rows), marked)
    beside = legend(pictures)
    if len(beside) < len(lines):
        beside.insert(0, ())
    beside += [()] * (len(lines) - len(beside))
    return [_beside(pair) for pair in zip(lines, beside, strict=False)]


def legend_fits(pictures: Sequence[ChartData], width: int) -> bool:
    """Whether :func:`chart` sets the legend beside the chart: not if a day then has no column of its own."""
    room = width - GUTTER - GAP - LEGEND
    days = len(pictures[0].summary.days)
    return len(pictures) == 1 and room >= FEWEST_COLUMNS and not room < days <= width - GUTTER


def _plot(data: ChartData, size: tuple[int, int, int], marked: bool) -> list[Row]:
    return plot(data.summary.days, data.bands, data.marks, size, marked, data.first_weekday)


def _heading(data: ChartData, width: int) -> Row:
    return ((" " * GUTTER, ""), (data.name.ljust(width - GUTTER), "bold"))


def _beside(lines: Sequence[Row]) -> Row:
    first, *others = lines
    return first + tuple(piece for line in others for piece in ((" " * GAP, ""), *line))


def legend(pictures: Sequence[ChartData]) -> list[Row]:
    """What the characters of a chart mean, a line each."""
    days = [day for picture in pictures for day in picture.summary.days]
    changes = sorted({picture.summary.rule.change for picture in pictures})
    lines: list[Row] = [
        _meaning(DURING, "during training"),
        _meaning(AFTER, "after training"),
        _meaning(MORNING, "in the morning"),
        _meaning(SEVERAL, "more than one of these"),
        *(_meaning(BAND, f"usual, {change:g} points each way") for change in changes),
    ]
    loads = [day.load for day in days if day.load]
    if loads:
        lines.append(_meaning(BAR, f"load, a day at most {max(loads):.0f}"))
    if any(day.unrated and day.load is None for day in days):
        lines.append(_meaning(UNRATED, "training without load"))
    if any(picture.marks for picture in pictures):
        lines.append((*_meaning(ASSESSMENT, "assessment  "), *_meaning(PHASE, "new phase")))
    if any(mark.kind == "look" for picture in pictures for mark in picture.marks):
        lines.append(_meaning(LOOK, "somebody looked at it"))
    return lines


def _meaning(char: str, words: str) -> Row:
    return ((char, COLOURS[char]), (f" {words}", ""))


def short_legend(width: int) -> Row:
    """The legend as one line, as much of it as there is room for."""
    line: Row = ()
    for char, word in SHORT.items():
        longer = (*line, ("  " if line else "", ""), *_meaning(char, word))
        if sum(len(text) for text, _ in longer) > width:
            break
        line = longer
    return line


def sparkline(days: Sequence[Day]) -> str:
    """The worst pain of each day as one character: ``▁`` is 0, ``█`` is 10, ``·`` says nothing."""
    return "".join(NOTHING if height is None else STEPS[height] for height in heights(days, len(STEPS)))
