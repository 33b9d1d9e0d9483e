"""A list with a cursor, of which Options, Menu and the other lists are made."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Offset, Region, Spacing
from textual.message import Message
from textual.widget import Widget

from kneetui.terminal.frames import tell_screen
from kneetui.ui.widgets.lines.lines import Lines, Row, marker_at
from kneetui.ui.widgets.lines.room import small

PAGE = 5
"""Entries that a page has."""


class CursorList(Lines, can_focus=True):
    """Entries of one or more lines; the one under the cursor stays in sight. Enter picks it.

    Subclasses say how many entries there are and draw each one. A cursor of -1 is on none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", id="list.up", show=False),
        Binding("down,j", "move(1)", "Down", id="list.down", show=False),
        Binding("pageup", f"move({-PAGE})", "Five up", id="list.page-up", show=False),
        Binding("pagedown", f"move({PAGE})", "Five down", id="list.page-down", show=False),
        Binding("home", "move(-999)", "First", id="list.first", show=False),
        Binding("end", "move(999)", "Last", id="list.last", show=False),
    ]

    class Moved(Message):
        """The cursor moved to ``index``."""

        def __init__(self, sender: CursorList, index: int) -> None:
            super().__init__()
            self.sender, self.index = sender, index

        @property
        def control(self) -> CursorList:
            """The list whose cursor it is: ``on`` takes a selector for it."""
            return self.sender

    class Picked(Moved):
        """Enter or a click chose ``index``."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self._first = 0
        self._seen = 0
        self._owner: list[int] = []

    def count(self) -> int:
        """How many entries there are."""
        raise NotImplementedError

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """The lines of one entry; ``here`` if the cursor is on it and the list has the focus."""
        raise NotImplementedError

    def draw(self, width: int, height: int) -> list[Row]:
        """The entries that there is room for, and how many are above and below."""
        total = self.count()
        entries = [self.entry(n, width, n == self.cursor and self.has_focus) for n in range(total)]
        first, last = self._window([len(entry) for entry in entries], height)
        self._first = first
        self._seen = max(self._seen, last)
        rows: list[Row] = []
        owner: list[int] = []
        if first:
            rows.append(((f"  ▲ {first} more", "$muted"),))
            owner.append(first - 1)
        for index in range(first, last):
            rows += entries[index]
            owner += [index] * len(entries[index])
        if last < total:
            rows.append(((f"  ▼ {total - last} more", "$muted"),))
            owner.append(last)
        self._owner = owner
        return rows

    def _window(self, sizes: list[int], height: int) -> tuple[int, int]:
        """Which entries are in sight, from the first to before the last, given how many lines each takes.

        The list scrolls as little as it must. It begins where it began before, or at the cursor if that went above;
        then it moves down, entry by entry, until the cursor's is whole in sight; then up again as long as the end
        of the list still fits, so that no room is left empty below. An entry higher than the room is shown alone.
        """
        total = len(sizes)
        if not height or sum(sizes) <= height:
            return 0, total
        first = min(self._first, max(self.cursor, 0))
        while first < total:
            last = self._last(sizes, first, height)
            if self.cursor < last:
                break
            first += 1
        while first > 0 and self._last(sizes, first - 1, height) == total:
            first -= 1
        return first, max(self._last(sizes, first, height), min(first + 1, total))

    @staticmethod
    def _last(sizes: list[int], first: int, height: int) -> int:
        """The entry before which the window ends if it begins at ``first``: only whole entries are shown.

        A line is kept for "more" above where there is something above, and one below where not all of the rest fits.
        """
        room = height - (1 if first else 0)
        if sum(sizes[first:]) <= room:
            return len(sizes)
        room -= 1
        last = first
        while last < len(sizes) and sizes[last] <= room:
            room -= sizes[last]
            last += 1
        return last

    def move_to(self, index: int) -> None:
        """Put the cursor on an entry."""
        index = max(0, min(self.count() - 1, index))
        if self.count() and index != self.cursor:
            self.cursor = index
            self.redraw()
            self.bring_into_sight()
            tell_screen(self, self.Moved(self, index))

    def action_move(self, step: int) -> None:
        """Move the cursor by some entries.

        What is around the list scrolls until the cursor's entry is in sight, and on past the first and the last; in a
        small terminal a page of it is scrolled past the cursor.
        """
        before, around = self.cursor, self._around()
        if around is not None and abs(step) == PAGE and small(self.app.size):
            rows = max(around[0].size.height - around[1].height - 1, 1)
            around[0].scroll_relative(y=rows if step > 0 else -rows, animate=False)
            return
        if not self.out_of_sight(step):
            self.move_to(self.cursor + step if self.cursor >= 0 or step < 0 else step - 1)
        if around is not None and self.cursor == before:
            around[0].scroll_relative(y=step, animate=False)

    def _around(self) -> tuple[Widget, Spacing] | None:
        """What the list scrolls with, if that is higher than its room, and what stands still at its edges."""
        part: Widget = self
        for widget in self.ancestors:
            if not isinstance(widget, Widget):
                return None
            if widget.allow_vertical_scroll and widget.max_scroll_y:
                return widget, part.dock_gutter
            part = widget
        return None

    def _place(self) -> Region:
        """Where the entry under the cursor stands in the terminal."""
        mine = [y for y, index in enumerate(self._owner) if index == self.cursor] or [0]
        corner = self.content_region.offset
        return Region(corner.x, corner.y + mine[0], self.size.width, len(mine))

    def out_of_sight(self, step: int) -> bool:
        """Whether the cursor's entry is yet to come in this direction."""
        around = self._around()
        if around is None:
            return False
        entry, seen = self._place(), around[0].content_region.shrink(around[1])
        return entry.y >= seen.bottom if step > 0 else entry.bottom <= seen.y

    def bring_into_sight(self) -> None:
        """Where the list scrolls with what is around it, the entry under the cursor stays to be seen."""
        around = self._around()
        if around is not None:
            widget, edges = around
            entry = self._place().translate(widget.scroll_offset - widget.content_region.offset)
            widget.scroll_to_region(entry, spacing=edges, animate=False)

    def pick(self, index: int) -> None:
        """What a click on an entry does."""
        self.move_to(index)
        self.post_message(self.Picked(self, index))

    def index_at(self, x: int, y: int) -> int | None:  # noqa: ARG002
        """The entry drawn at this place, if there is one."""
        return self._owner[y] if 0 <= y < len(self._owner) else None

    def caret(self) -> Offset | None:
        """See :meth:`Lines.caret`; of the marks in the list that of the entry under the cursor."""
        rows = self._drawn or []
        mine = [y for y, index in enumerate(self._owner) if index == self.cursor and y < len(rows)]
        marked = (at for y in mine if (at := marker_at(rows[y], y)) is not None)
        return next(marked, Offset(0, mine[0])) if mine else super().caret()

    def on_click(self, event: Click) -> None:
        """The mouse chooses as well."""
        offset = event.get_content_offset(self)
        index = None if offset is None else self.index_at(offset.x, offset.y)
        if index is not None:
            self.focus()
            self.pick(index)
