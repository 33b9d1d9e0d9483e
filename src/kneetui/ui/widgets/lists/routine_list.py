"""The list of routines: one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import minutes_words
from kneetui.routines.criteria import WEEK
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, cells, fit, hanging
from kneetui.ui.widgets.lines.room import folded

NAME, MINUTES, OFTEN = 26, 8, 11
ROOMY = 64
"""Columns from which the list says how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineLine:
    """What the list says of a routine; ``tag`` is empty, ``yours`` or ``suggested``."""

    id: str
    name: str
    minutes: int
    per_week: int
    needs: str
    tag: str = ""


class RoutineList(CursorList):
    """Enter opens the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="routines.open"),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines: tuple[RoutineLine, ...] = ()

    def show(self, lines: Sequence[RoutineLine]) -> None:
        """Other routines; the cursor stays on its routine if that is still there."""
        here = self.chosen
        self.lines = tuple(lines)
        ids = [line.id for line in lines]
        self.cursor = ids.index(here.id) if here and here.id in ids else 0
        self.redraw()

    @property
    def chosen(self) -> RoutineLine | None:
        """The routine under the cursor."""
        return self.lines[self.cursor] if 0 <= self.cursor < len(self.lines) else None

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.lines)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        line = self.lines[index]
        if folded(width):
            return self._folded(line, width, here)
        style = "bold $accent" if here else "bold" if line.tag else ""
        longest = min(max(NAME, *(cells(other.name) for other in self.lines)), width // 2)
        row: list[tuple[str, str]] = [
            ("▸ " if here else "  ", "bold $accent"),
            (fit(line.name, longest), style),
        ]
        row.append((fit(f" {minutes_words(line.minutes):>6}", MINUTES), ""))
        often = OFTEN if width >= ROOMY else 0
        row.append((fit(_often(line.per_week), often), "$muted"))
        tag = f" ● {line.tag}" if line.tag else ""
        room = width - longest - MINUTES - often - 2 - cells(tag)
        row += [(fit(line.needs, max(0, room)), "$muted"), (tag, "bold $secondary")]
        return [tuple(row)]

    @staticmethod
    def _folded(line: RoutineLine, width: int, here: bool) -> list[Row]:
        """The name, and below it what else is to say."""
        about = [minutes_words(line.minutes), _often(line.per_week), line.needs, line.tag]
        mark = ("▸ " if here else "  ", "bold $accent")
        return [
            *hanging((mark,), line.name, width, "bold" if here else ""),
            *hanging((("    ", ""),), " · ".join(filter(None, about)), width, "$muted"),
        ]

    def action_open(self) -> None:
        """Open the routine under the cursor."""
        if self.chosen:
            self.pick(self.cursor)


def _often(per_week: int) -> str:
    """How often, in as few columns as ``10 a week`` takes; 0 is whenever there is training."""
    if not per_week:
        return "any time"
    return f"{per_week // WEEK} a day" if per_week > WEEK and not per_week % WEEK else f"{per_week} a week"
