"""A number, or a word, in block letters."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from kneetui.ui.widgets.lines.lines import Lines, Row
from kneetui.ui.widgets.player.big_font import height, rows, width

PLACES = 5
"""Characters there is room for: 59:59."""


class Blocks(Lines):
    """A few characters in block letters, exactly as large as they are."""

    DEFAULT_CSS = """
    Blocks { width: auto; height: auto; }
    """

    def __init__(self, text: str = "", *, size: float = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text, self.pixel = text, size

    def show(self, text: str, size: float | None = None) -> None:
        """Another text, or another size; only what changed is painted, unless it takes other room."""
        size = size or self.pixel
        if (text, size) == (self.text, self.pixel):
            return
        laid = size != self.pixel or (self._auto and width(text, size) != width(self.text, self.pixel))
        self.text, self.pixel = text, size
        if not laid:
            self.redraw()
        else:
            self._drawn = None
            self.refresh(layout=True)

    @property
    def _auto(self) -> bool:
        return self.styles.width is None or self.styles.width.is_auto

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as the text."""
        return width(self.text, self.pixel)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as the letters."""
        return height(self.pixel)

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        return [((line, ""),) for line in rows(self.text, self.pixel)] if self.text else []


class BigNumber(Horizontal):
    """A number that counts: each character is painted by itself, so that a second costs few bytes."""

    DEFAULT_CSS = """
    BigNumber { width: auto; height: auto; }
    BigNumber Blocks { margin: 0 2 0 0; }
    BigNumber Blocks.-empty { display: none; }
    """

    def __init__(self, text: str = "", *, size: float = 2, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text, self.pixel = text, size

    def compose(self) -> ComposeResult:
        """One widget a character."""
        for char in self.text.ljust(PLACES, "\0")[:PLACES]:
            place = Blocks(char.strip("\0"), size=self.pixel)
            place.set_class(char == "\0", "-empty")
            yield place

    def show(self, text: str, size: float | None = None) -> None:
        """Another number, of at most :data:`PLACES` characters."""
        size = size or self.pixel
        if (text, size) == (self.text, self.pixel):
            return
        self.text, self.pixel = text, size
        for n, place in enumerate(self.query(Blocks)):
            place.set_class(n >= len(text), "-empty")
            place.show(text[n : n + 1], size)
