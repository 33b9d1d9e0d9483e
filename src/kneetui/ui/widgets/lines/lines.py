"""A widget that draws lines of text and repaints only those that changed.

There is one way of repainting. A widget describes its lines as plain tuples, keeps what it drew last, and asks
Textual to paint only the lines that differ: Textual paints by regions and makes every line of a region anew, and a
new layout places every widget of the screen again. So a line costs nothing while its tuple stays equal, and a layout
is asked for only if a widget that is as high as its text has more or fewer lines. Which cells of a line changed
is of no concern here: :class:`kneetui.terminal.screen_buffer.ScreenBuffer` sends nothing but those. A widget that
kept its own account of cells would do it for itself alone, and be wrong as soon as another one lay over it.

Sizes and foldings of texts are remembered, for a list measures the same texts at every key.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from kneetui.terminal.frames import paint_with_next_frame

Piece: TypeAlias = tuple[str, str]
"""A text and its style."""
Row: TypeAlias = tuple[Piece, ...]
"""One line."""


MARKER = "▸"
"""Stands before what is selected, and nowhere else: the cursor of the terminal goes to it."""
BULLET = "•"
"""Stands before each of several sentences to read."""


def fold(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` cells, at least one."""
    return list(_folded(text, max(width, 1)))


@lru_cache(maxsize=1024)
def _folded(text: str, width: int) -> tuple[str, ...]:
    return tuple(line.plain.rstrip() for line in Content(text).wrap(width)) or ("",)


def cells(text: str) -> int:
    """How many cells a text takes."""
    return cell_len(text)


@lru_cache(maxsize=1024)
def fit(text: str, width: int) -> str:
    """The text cut or filled up to exactly ``width`` cells; a cut one ends with an ellipsis."""
    long = cells(text)
    if long > width:
        return Content(text).truncate(max(width, 0), ellipsis=True).plain
    return text + " " * (width - long)


def hanging(mark: Row, text: str, width: int, style: str) -> list[Row]:
    """A text folded beside the ``mark`` that stands before its first line; there is one line at least."""
    indent = sum(cells(piece) for piece, _ in mark)
    first, *more = fold(text, width - indent)
    return [(*mark, (first, style)), *(((" " * indent, ""), (line, style)) for line in more)]


def marker_at(row: Row, y: int) -> Offset | None:
    """Where the marker of a selection stands in a line, if it has one."""
    before = 0
    for text, _ in row:
        if MARKER in text:
            return Offset(before + cells(text.partition(MARKER)[0]), y)
        before += cells(text)
    return None


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
        before, after = self._drawn, self._draw_lines()
        if before is None or (len(before) != len(after) and self._grows):
            self.refresh(layout=True)
            return
        for y, (old, new) in enumerate(zip_longest(before, after, fillvalue=())):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))
                paint_with_next_frame(self)

    @property
    def _grows(self) -> bool:
        height = self.styles.height
        return height is None or height.is_auto

    def _draw_lines(self) -> list[Row]:
        self._room = self.size
        self._drawn = self.draw(self.size.width, 0 if self._grows else self.size.height)
        return self._drawn

    def caret(self) -> Offset | None:
        """The cell where the selection is drawn, for the cursor of the terminal: the marker, else the beginning."""
        rows = self._drawn or ()
        return next((at for y, row in enumerate(rows) if (at := marker_at(row, y)) is not None), Offset(0, 0))

    def watch_has_focus(self, has_focus: bool) -> None:
        """What takes keys looks different."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        rows = self._draw_lines() if self._drawn is None or self._room != self.size else self._drawn
        width = self.size.width
        if y >= len(rows) or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        content = Content.assemble(*rows[y]).truncate(width, ellipsis=True)
        strip = Visual.to_strips(self, content, width, 1, self.visual_style)[0]
        return strip.adjust_cell_length(width, self.visual_style.rich_style)
