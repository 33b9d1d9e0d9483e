"""A widget that draws lines of text and repaints only those that changed."""

from __future__ import annotations

from typing import TypeAlias

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

Piece: TypeAlias = tuple[str, str]
"""A text and its style."""
Row: TypeAlias = tuple[Piece, ...]
"""One line."""


def fold(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` cells, at least one."""
    return [line.plain.rstrip() for line in Content(text).wrap(max(width, 1))] or [""]


def cells(text: str) -> int:
    """How many cells a text takes."""
    return Content(text).cell_length


def fit(text: str, width: int) -> str:
    """The text cut or filled up to exactly ``width`` cells; a cut one ends with an ellipsis."""
    long = cells(text)
    if long > width:
        return Content(text).truncate(max(width, 0), ellipsis=True).plain
    return text + " " * (width - long)


def _changed(before: list[Row], after: list[Row], width: int) -> tuple[int, int]:
    """The columns in which a line differs: without the pieces at its ends that stayed."""
    if not before or not after:
        return 0, width
    one, other = before[0], after[0]
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = sum(cells(text) for text, _ in one[:first])
    long = [sum(cells(text) for text, _ in row) for row in (one, other)]
    if long[0] != long[1] or long[0] > width:
        return start, width
    last = next((n for n, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), 0)
    return start, max(start + 1, long[0] - sum(cells(text) for text, _ in one[len(one) - last :]))


class Lines(Widget):
    """Subclasses say in :meth:`draw` what stands on each line, and call :meth:`redraw` after a change."""

    DEFAULT_CSS = """
    Lines { height: auto; width: 1fr; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: list[Row] | None = None
        self._room = Size(0, 0)

    def draw(self, width: int, height: int) -> list[Row]:
        """The lines for this room; a ``height`` of 0 means as many as it takes."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as there are lines."""
        return len(self.draw(width, 0))

    def redraw(self) -> None:
        """Draw anew, and repaint the lines that changed."""
        if not self.is_mounted or not self.size.width:
            return
        before, after = self._drawn, self._paint()
        if before is None or (
            len(before) != len(after) and self.styles.height is not None and self.styles.height.is_auto
        ):
            self.refresh(layout=True)
        else:
            for y in range(max(len(before), len(after))):
                if before[y : y + 1] != after[y : y + 1]:
                    start, end = _changed(before[y : y + 1], after[y : y + 1], self.size.width)
                    self.refresh(Region(start, y, end - start, 1))

    def _paint(self) -> list[Row]:
        height = self.styles.height
        auto = height is None or height.is_auto
        self._room = self.size
        self._drawn = self.draw(self.size.width, 0 if auto else self.size.height)
        return self._drawn

    def watch_has_focus(self, has_focus: bool) -> None:
        """What takes keys looks different."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        rows = self._paint() if self._drawn is None or self._room != self.size else self._drawn
        width = self.size.width
        if y >= len(rows) or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        content = Content.assemble(*rows[y]).truncate(width, ellipsis=True)
        strip = Visual.to_strips(self, content, width, 1, self.visual_style)[0]
        return strip.adjust_cell_length(width, self.visual_style.rich_style)
