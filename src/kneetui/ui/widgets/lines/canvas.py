"""A grid of styled characters that becomes lines."""

from __future__ import annotations

from itertools import groupby

from kneetui.ui.widgets.lines.lines import Row

SEEN = ("on $", "underline")
"""Parts of a style that also show on a blank."""


class Canvas:
    """``width`` x ``height`` blank cells; what falls outside is dropped."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells: dict[tuple[int, int], tuple[str, str]] = {}

    def put(self, x: int, y: int, text: str, style: str = "") -> None:
        """Write ``text`` from a cell on to the right."""
        for offset, char in enumerate(text):
            if 0 <= x + offset < self.width and 0 <= y < self.height:
                self._cells[x + offset, y] = (char, style)

    def at(self, x: int, y: int) -> str:
        """The character in a cell; a space if nothing was put there."""
        return self._cells.get((x, y), (" ", ""))[0]

    def rows(self) -> list[Row]:
        """One line a row, each of the full width."""
        return [self._row(y) for y in range(self.height)]

    def _row(self, y: int) -> Row:
        """Blanks take the style before them: fewer changes of style are fewer bytes on the line."""
        style = next((own for x in range(self.width) if (own := self._style(x, y)) is not None), "")
        runs: list[tuple[str, str]] = []
        for x in range(self.width):
            own = self._style(x, y)
            style = own if own is not None else "" if _seen(style) else style
            runs.append((self.at(x, y), style))
        grouped = groupby(runs, key=lambda cell: cell[1])
        return tuple(("".join(char for char, _ in run), style) for style, run in grouped)

    def _style(self, x: int, y: int) -> str | None:
        """The style of a cell; ``None`` for one that shows nothing, so that any style will do."""
        char, style = self._cells.get((x, y), (" ", ""))
        return None if char == " " and not _seen(style) else style


def _seen(style: str) -> bool:
    return any(part in style for part in SEEN)
