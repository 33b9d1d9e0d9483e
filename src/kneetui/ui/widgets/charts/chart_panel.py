"""The chart with its sentence, as large as the window allows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from kneetui.services.diary.chart_words import few_words, words
from kneetui.status.trend.chart_data import ChartData
from kneetui.ui.widgets.charts.charts import chart, legend_fits, short_legend
from kneetui.ui.widgets.lines.lines import Lines, Row, fold

LOW, HIGH = 24, 36
"""Rows of the window below which the chart is lower, and from which on it is higher."""
AROUND = 4
"""Columns that border and padding take."""
BESIDE = 8
"""Rows of the window that are not for chart and sentence: top line, border, key bar and a list of four."""


class ChartPanel(Lines):
    """Shows pictures of one knee, or of both side by side, under a title."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._pictures: Sequence[ChartData] = ()
        self._legend = False

    def show(self, title: str, pictures: Sequence[ChartData]) -> None:
        """Other pictures; none hides the panel."""
        self._pictures = pictures
        self.display = bool(pictures)
        if pictures:
            self.border_title = title
            self._name_signs(self.app.size.width - AROUND)
            self.redraw()

    def on_resize(self) -> None:
        """The legend moves between the border and the place beside the chart."""
        self._name_signs(self.size.width)

    def _name_signs(self, width: int) -> None:
        """The legend in the border, if there is no room beside the chart."""
        if self._pictures and self._legend != (not legend_fits(self._pictures, width)):
            self._legend = not self._legend
            self.border_subtitle = Content.assemble(*short_legend(width - 4)) if self._legend else ""

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """The chart as high as the screen bears it, and below it as much in words as fits."""
        if not self._pictures:
            return []
        deep = self.app.size.height
        rows, load_rows = (5, 1) if deep < LOW else (11, 2) if deep >= HIGH else (6, 2)
        drawn = chart(self._pictures, width, rows, load_rows)
        paragraphs = fold(words(self._pictures), width)
        if len(drawn) + len(paragraphs) > deep - BESIDE:
            paragraphs = fold(few_words(self._pictures), width)
        return [*drawn, *(((text, ""),) for text in paragraphs)]
