"""A short list of things to do: Enter does the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.config.lazy_dataclass import dataclass
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, fold


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu: an id for the code, a text, and a detail below it."""

    id: str
    text: str
    detail: str = ""


class Menu(CursorList):
    """Texts with a detail each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Choose", id="list.choose"),
    ]

    def __init__(
        self, choices: Sequence[Choice] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.choices = tuple(choices)

    def show(self, choices: Sequence[Choice]) -> None:
        """Have other choices in their place; the cursor stays where it can."""
        self.choices = tuple(choices)
        self.cursor = max(0, min(self.cursor, len(self.choices) - 1))
        self.redraw()

    @property
    def chosen(self) -> Choice:
        """The choice under the cursor."""
        return self.choices[self.cursor]

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.choices)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        choice = self.choices[index]
        marker, style = ("▸ ", "bold $accent") if here else ("  ", "bold")
        texts = fold(choice.text, width - 2)
        rows: list[Row] = [
            ((marker if n == 0 else "  ", style), (text, style)) for n, text in enumerate(texts)
        ]
        if choice.detail:
            rows += [(("  ", ""), (text, "$muted")) for text in fold(choice.detail, width - 2)]
        return rows

    def action_pick(self) -> None:
        """Choose what is under the cursor."""
        if self.choices:
            self.pick(self.cursor)
