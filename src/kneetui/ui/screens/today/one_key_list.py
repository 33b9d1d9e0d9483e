"""A list of things that are asked about: a digit answers for the one under the cursor and goes on to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.lines.cursor_list import CursorList

Key = TypeVar("Key")
Value = TypeVar("Value")


class OneKeyList(CursorList, Generic[Key, Value]):
    """``values`` are the answers so far, by what was asked about; ``keys`` is that in its order."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self.keys = tuple(keys)
        self.values: dict[Key, Value] = {}

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.keys)

    def answer(self, value: Value) -> None:
        """Take the answer for the one under the cursor, and go on."""
        self.values[self.keys[self.cursor]] = value
        self.action_next()

    def action_next(self) -> None:
        """On to the next one; after the last one the dialog ends."""
        last = self.cursor == len(self.keys) - 1
        self.redraw()
        if last:
            self.pick(self.cursor)
        else:
            self.move_to(self.cursor + 1)


class OneKeyDialog(KneeModal[Mapping[Key, Value]]):
    """Around such a list; ends with its answers, also after Esc. What was left open is not among them."""

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """The last one has its answer."""
        event.stop()
        self.action_close()

    def action_close(self) -> None:
        """End with what was answered."""
        if self.is_current:
            self.dismiss(self.query_one(OneKeyList).values)
