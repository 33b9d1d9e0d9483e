"""Answers to confirm one by one, and questions to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """One line to mark, or, without a mark (``None``), one to open. ``loud``: a warning sign."""

    text: str
    detail: str
    marked: bool | None = None
    loud: bool = False


class ProposalList(CursorList):
    """Space marks or unmarks the row under the cursor; Enter picks it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="proposals.mark"),
        Binding("enter", "pick", "Take", id="proposals.take"),
    ]

    def __init__(self, rows: Sequence[ProposalRow] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[ProposalRow] = list(rows)
        self.marked: set[int] = set()

    def show(self, rows: Sequence[ProposalRow]) -> None:
        """Other rows; those that begin marked are."""
        self.rows = list(rows)
        self.marked = {index for index, row in enumerate(self.rows) if row.marked}
        self.cursor = 0
        self.redraw()

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.rows)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        row = self.rows[index]
        box = "?   " if row.marked is None else "[x] " if index in self.marked else "[ ] "
        marker, style = ("▸ ", "bold $accent") if here else ("  ", "bold $error" if row.loud else "bold")
        texts = fold(row.text, width - 6)
        rows: list[Row] = [((marker, style), (box, style), (texts[0], style))]
        rows += [(("      ", ""), (text, style)) for text in texts[1:]]
        rows += [(("      ", ""), (text, "$muted")) for text in fold(row.detail, width - 6)]
        return rows

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        if self.rows and self.rows[self.cursor].marked is not None:
            self.marked ^= {self.cursor}
            self.redraw()

    def action_pick(self) -> None:
        """What Enter does is for the screen to say."""
        if self.rows:
            self.post_message(self.Picked(self, self.cursor))

    def pick(self, index: int) -> None:
        """A click marks; a row to open opens."""
        self.move_to(index)
        if self.rows[index].marked is None:
            self.post_message(self.Picked(self, index))
        else:
            self.action_mark()
