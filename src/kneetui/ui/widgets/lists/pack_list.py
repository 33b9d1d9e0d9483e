"""What is installed, in parts, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.config.lazy_dataclass import dataclass
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, cells, fit

GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing: its ``part`` of the list, a name, a word at the right, a line below; ``wrong`` marks a problem."""

    part: str
    name: str
    right: str = ""
    below: str = ""
    wrong: bool = False


class PackList(CursorList):
    """Lines under the names of their parts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open", id="list.choose"),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Have other packs in their place; the cursor stays where it can."""
        self.lines = tuple(lines)
        self.cursor = max(0, min(self.cursor, len(self.lines) - 1))
        self.redraw()

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.lines)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        line = self.lines[index]
        rows: list[Row] = []
        if index == 0 or self.lines[index - 1].part != line.part:
            rows = [*([()] if index else []), ((line.part, "bold $primary"),)]
        mark = "! " if line.wrong else ""
        room = width - 2 - len(mark)
        name = fit(line.name, min(cells(line.name), room))
        right = f"{fit(line.right, min(cells(line.right), max(0, room - cells(name) - GAP))):>{room - cells(name)}}"
        row: Row = (
            ("▸ " if here else "  ", "bold $accent"),
            (mark, "bold $warning"),
            (name, "bold"),
            (right, "$muted"),
        )
        rows.append(tuple((text, f"{style} on $panel") for text, style in row) if here else row)
        below = fit(line.below, width - 4)
        return [*rows, (("    ", ""), (below, "$muted"))] if line.below else rows

    def action_pick(self) -> None:
        """Open what is under the cursor."""
        if self.lines:
            self.pick(self.cursor)
