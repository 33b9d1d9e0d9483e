"""The things to do now, and why the one under the cursor is among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.lines.after_refresh import after_refresh
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, cells, fit, fold, hanging
from kneetui.ui.widgets.lines.room import folded, small
from kneetui.ui.widgets.lines.sentences import whole_sentences
from kneetui.ui.widgets.lists.knee_panel import NARROW

if TYPE_CHECKING:
    from kneetui.services.home.agenda import AgendaItem

LINES = 5
"""Lines kept for items, so that nothing moves when more of them come."""
WHY = 2
"""Lines kept for the reason."""
GAP = 2


class AgendaList(CursorList):
    """One item a line, a detail at its right; the reason stands below the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Do it", id="list.choose"),
    ]

    def __init__(
        self, items: Sequence[AgendaItem] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.items = tuple(items)

    def show(self, items: Sequence[AgendaItem]) -> None:
        """Other items; the cursor stays on its item as long as that is there."""
        if self.items == tuple(items):
            return
        held = self.chosen
        self.items = tuple(items)
        same = [
            n
            for n, item in enumerate(self.items)
            if held and self.cursor and item.action == held.action and item.entry == held.entry
        ]
        self.cursor = same[0] if same else max(0, min(self.cursor, len(self.items) - 1))
        self.redraw()

    @property
    def chosen(self) -> AgendaItem | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.items)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`; in a small terminal all of it, folded."""
        item = self.items[index]
        symbols = 2 if any(task.symbol for task in self.items) else 0
        if folded(width):
            whole = f"{item.title} · {item.detail}" if item.detail else item.title
            mark = (("▸ " if here else "  ", "bold $accent"), (f"{item.symbol:<{symbols}}", "bold $warning"))
            return hanging(mark, whole, width, "bold" if here else "")
        title = fit(item.title, min(cells(item.title), width - 2 - symbols))
        room = max(0, width - 2 - symbols - cells(title) - GAP)
        detail = fit(item.detail, room) if room >= min(cells(item.detail), 8) else ""
        detail = f"{detail.rstrip():>{room}}" if detail else ""
        row: Row = (
            ("▸ " if here else "  ", "bold $accent"),
            (f"{item.symbol:<{symbols}}", "bold $warning"),
            (title, "bold" if here else ""),
            (" " * GAP + detail, "$muted"),
        )
        return [row]

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """The items, room for more of them, and the reason."""
        rows = super().draw(width, 0)
        why = fold(with_keys(self, self.chosen.why), width - 4) if self.chosen else []
        if small(self.app.size):
            return [*rows, *(((" " * 4, ""), (text, "$muted")) for text in why)]
        rows_in_all = LINES + (1 if self.app.size.width < NARROW else WHY)
        most = max(rows_in_all - len(rows), rows_in_all - LINES)
        if len(why) > most:
            whole = whole_sentences(" ".join(why), width - 4, most)
            why = whole or [*why[: most - 1], f"{why[most - 1]} …"]
        reason: list[Row] = [(("  ", ""), (text, "$muted")) for text in why[:most]]
        rows += [()] * (min(LINES, rows_in_all - len(reason)) - len(rows))
        return [*rows, *reason, *[()] * (rows_in_all - len(rows) - len(reason))]

    def on_resize(self) -> None:
        """With more or other items, the one under the cursor still stands in sight."""
        if small(self.app.size):
            after_refresh(self, self.bring_into_sight)

    def action_pick(self) -> None:
        """Do what is under the cursor."""
        if self.items:
            self.pick(self.cursor)
