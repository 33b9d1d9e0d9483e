"""Words to mark: as many as fit, or one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row


class Leaving(CursorList):
    """A list whose arrows go on to the next widget at its ends."""

    def action_move(self, step: int) -> None:
        """Move the cursor, or on to the next widget; what is out of sight is scrolled to first."""
        ends = abs(step) == 1 and not 0 <= self.cursor + step < self.count()
        if ends and not self.out_of_sight(step):
            if step > 0:
                self.screen.focus_next()
            else:
                self.screen.focus_previous()
            return
        super().action_move(step)


class Marks(Leaving):
    """Space, Enter or a click marks the word under the cursor; with ``several`` it also takes the mark away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "mark", "Mark", id="marks.mark"),
    ]

    def __init__(
        self,
        words: Mapping[str, str],
        marked: Iterable[str] = (),
        *,
        several: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.words = dict(words)
        self.several = several
        self.marked = {word for word in marked if word in self.words}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The marked ids, in the order of the list."""
        return tuple(word for word in self.words if word in self.marked)

    def mark(self, words: Iterable[str]) -> None:
        """Other marks, by the program."""
        marked = {word for word in words if word in self.words}
        if marked != self.marked:
            self.marked = marked
            self.redraw()

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.words)

    def action_mark(self) -> None:
        """Mark the word under the cursor, or take its mark away."""
        self.pick(self.cursor)

    def pick(self, index: int) -> None:
        """See :meth:`CursorList.pick`."""
        word = list(self.words)[index]
        self.marked = self.marked ^ {word} if self.several else {word}
        super().pick(index)
        self.redraw()

    def entry(self, index: int, width: int, here: bool) -> list[Row]:  # noqa: ARG002
        """See :meth:`CursorList.entry`."""
        key, text = list(self.words.items())[index]
        on = key in self.marked
        box = ("[x] " if on else "[ ] ") if self.several else ("(●) " if on else "( ) ")
        style = "bold $accent" if here else "bold" if on else ""
        return [(("▸ " if here else "  ", "bold $accent"), (box, style), (text, style))]
