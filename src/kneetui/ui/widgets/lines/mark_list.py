"""A list in which any number of entries can be marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, fit


class MarkList(CursorList):
    """``entries`` are texts by id; space marks the one under the cursor, or takes its mark away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="list.mark"),
    ]

    def __init__(self, entries: Mapping[str, str], marked: Collection[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries = dict(entries)
        self.marked = {entry for entry in entries if entry in marked}

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.entries)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        key, text = list(self.entries.items())[index]
        box = "[x] " if key in self.marked else "[ ] "
        style = "bold $accent" if here else "bold" if key in self.marked else ""
        return [(("▸ " if here else "  ", "bold $accent"), (box + fit(text, width - 6), style))]

    def pick(self, index: int) -> None:
        """Mark an entry, or take its mark away."""
        self.move_to(index)
        if self.entries:
            self.marked ^= {list(self.entries)[index]}
            self.redraw()

    def action_mark(self) -> None:
        """The same for the entry under the cursor."""
        self.pick(self.cursor)
