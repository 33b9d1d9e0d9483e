"""Lines that change while a session runs."""

from __future__ import annotations

from itertools import zip_longest

from textual.geometry import Region

from kneetui.ui.widgets.lines.lines import Lines, Row, cells


def repaint(widget: Lines) -> None:
    """Draw anew, and repaint each line no further than to its last changed cell.

    What stands left of a change is sent again, so what changes most belongs on the left.
    """
    if not widget.is_mounted or not widget.size.width:
        return
    height = widget.styles.height
    grows = height is None or height.is_auto
    before, after = widget._drawn, widget._paint()
    if before is None or (len(before) != len(after) and grows):
        widget.refresh(layout=True)
        return
    for y, (old, new) in enumerate(zip_longest(before, after, fillvalue=())):
        changed = last_change(old, new)
        if changed:
            widget.refresh(Region(0, y, min(changed, widget.size.width), 1))


class Changing(Lines):
    """Sends as little as it can."""

    def redraw(self) -> None:
        """See :func:`repaint`."""
        repaint(self)


def last_change(old: Row, new: Row) -> int:
    """How many cells from the left reach over everything that differs; 0 if nothing does."""
    if old == new:
        return 0
    before, after = _cells(old), _cells(new)
    most = max(len(before), len(after))
    blank = (" ", "")
    before += [blank] * (most - len(before))
    after += [blank] * (most - len(after))
    return max((n + 1 for n in range(most) if before[n] != after[n]), default=0)


def _cells(row: Row) -> list[tuple[str, str]]:
    return [(char, style) for text, style in row for char in text for _ in range(max(1, cells(char)))]


class Words(Changing):
    """One line of text in one style."""

    DEFAULT_CSS = """
    Words { height: 1; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = text

    def show(self, text: str) -> None:
        """Another text."""
        if text != self.text:
            self.text = text
            self.redraw()

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        return [((self.text, ""),)]
