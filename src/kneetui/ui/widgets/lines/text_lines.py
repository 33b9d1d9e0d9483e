"""Text that changes: one line, or paragraphs."""

from __future__ import annotations

from textual.content import Content

from kneetui.ui.widgets.lines.lines import Lines, Piece, Row


class TextLine(Lines):
    """One line of text in one style."""

    DEFAULT_CSS = """
    TextLine { height: 1; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = text

    def show(self, text: str) -> None:
        """Have another text; the same one draws nothing."""
        if text != self.text:
            self.text = text
            self.redraw()

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        return [((self.text, ""),)]


class TextLines(Lines):
    """Paragraphs of styled pieces, wrapped to the width; what does not fit a fixed height is cut."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.paragraphs: tuple[Row, ...] = ()
        self.reserve: tuple[Row, ...] = ()
        """Room is kept for the longest of these paragraphs, so that nothing moves when one takes another's place."""

    def show(self, *paragraphs: Row) -> None:
        """Have other paragraphs; the same ones draw nothing."""
        if paragraphs != self.paragraphs:
            self.paragraphs = paragraphs
            self.redraw()

    @property
    def text(self) -> str:
        """What it says, one paragraph a line."""
        return "\n".join("".join(text for text, _ in paragraph) for paragraph in self.paragraphs)

    def draw(self, width: int, height: int) -> list[Row]:
        """See :meth:`Lines.draw`."""
        rows = [row for paragraph in self.paragraphs for row in wrapped(paragraph, width)]
        reserved = max((len(wrapped(paragraph, width)) for paragraph in self.reserve), default=0)
        rows += [()] * (reserved - len(rows))
        return rows[:height] if height else rows


def wrapped(paragraph: Row, width: int) -> list[Row]:
    """A paragraph in lines of at most ``width`` cells, at least one."""
    lines = Content.assemble(*paragraph).wrap(max(width, 1))
    return [_pieces(line) for line in lines] or [()]


def _pieces(line: Content) -> Row:
    text, at = line.plain.rstrip(), 0
    pieces: list[Piece] = []
    for span in sorted(line.spans, key=lambda span: span.start):
        if span.start > at:
            pieces.append((text[at : span.start], ""))
        pieces.append((text[max(at, span.start) : span.end], str(span.style)))
        at = max(at, span.end)
    pieces.append((text[at:], ""))
    return tuple(piece for piece in pieces if piece[0])
