"""The exercises of a phase with their doses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.config.lazy_dataclass import dataclass
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, fit, fold, hanging

NAME = 27


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseLine:
    """An exercise, its dose in words, and a remark such as what is done in its stead."""

    id: str
    name: str
    dose: str
    remark: str = ""


class ExerciseList(CursorList):
    """Enter opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="exercises.open"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[ExerciseLine, ...] = ()
        self.reserve: tuple[Sequence[ExerciseLine], ...] = ()
        """Room is kept for the longest of these lists, so that nothing moves when one takes another's place."""

    def show(self, lines: Sequence[ExerciseLine]) -> None:
        """Have other exercises in their place; the cursor stays where it can."""
        self.lines = tuple(lines)
        self.cursor = max(0, min(self.cursor, len(self.lines) - 1))
        self.redraw()

    @property
    def chosen(self) -> ExerciseLine | None:
        """The exercise under the cursor."""
        return self.lines[self.cursor] if self.lines else None

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.lines)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        return _rows(self.lines[index], width, here)

    def draw(self, width: int, height: int) -> list[Row]:
        """See :meth:`CursorList.draw`."""
        rows = super().draw(width, height)
        heights = (sum(len(_rows(line, width, False)) for line in lines) for lines in self.reserve)
        return rows + [()] * (max(heights, default=0) - len(rows))

    def action_open(self) -> None:
        """Open the exercise under the cursor."""
        if self.lines:
            self.pick(self.cursor)


def _rows(line: ExerciseLine, width: int, here: bool) -> list[Row]:
    style = "bold $accent" if here else ""
    marker = ("▸ " if here else "  ", "bold $accent")
    remark: list[Row] = [(("    ", ""), (text, "$warning")) for text in fold(line.remark, width - 4) if text]
    if width < 2 * NAME:
        return [
            *hanging((marker,), line.name, width, style),
            *(hanging((("    ", ""),), line.dose, width, "$muted") if line.dose else ()),
            *remark,
        ]
    doses = fold(line.dose, max(10, width - NAME - 3))
    rows: list[Row] = [(marker, (fit(line.name, NAME), style), (" ", ""), (doses[0], ""))]
    rows += [((" " * (NAME + 3), ""), (dose, "")) for dose in doses[1:]]
    return [*rows, *remark]
