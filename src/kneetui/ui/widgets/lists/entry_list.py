"""The entries of a diary, newest first; only the lines in sight are drawn, and older ones are fetched when needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from kneetui.config.wording import month_words
from kneetui.terminal.frames import tell_screen
from kneetui.ui.widgets.lines.lines import Lines, Row, fold
from kneetui.ui.widgets.lists.entry_text import heading, line

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry

WHEEL = 3


class ListedEntries(Protocol):
    """The stretch of a diary that a list shows."""

    def entries(self) -> Sequence[Entry]:
        """What was read so far, newest first."""
        ...

    def older(self) -> Sequence[Entry]:
        """More at the end; none at the very end."""
        ...

    def newer(self) -> Sequence[Entry]:
        """More at the beginning; none at the very beginning."""
        ...

    def oldest(self) -> bool:
        """Go to the very end; whether that is another stretch."""
        ...

    def newest(self) -> bool:
        """Go to the very beginning; whether that is another stretch."""
        ...


class EntryList(Lines, can_focus=True):
    """``stretch`` is asked for more when the cursor comes near an end of what it shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open", id="diary.open"),
        Binding("up", "move(-1)", "Up", id="list.up", show=False),
        Binding("down", "move(1)", "Down", id="list.down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list.page-up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list.page-down", show=False),
        Binding("home", "first", "First", id="list.first", show=False),
        Binding("end", "last", "Last", id="list.last", show=False),
    ]

    class Moved(Message):
        """The cursor is on another entry."""

    class Picked(Message):
        """Enter or a click chose ``entry``."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(
        self, library: Callable[[], Library], stretch: ListedEntries, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._library, self._stretch = library, stretch
        self._lines: list[Entry | date] = []
        self._cursor = 0
        self._top = 0
        self.today = date.max
        """The month of today needs no heading."""
        self.nothing = ""
        """The sentence that stands in for an empty list."""

    # --- entries -----------------------------------------------------------------------

    @property
    def selected(self) -> Entry | None:
        """The entry under the cursor."""
        at = self._lines[self._cursor] if self._cursor < len(self._lines) else None
        return None if at is None or isinstance(at, date) else at

    def show(self, select: int | None = None) -> None:
        """Other entries. The cursor goes to the one with the id ``select``, or stays where it was."""
        self._lines = []
        self._append(self._stretch.entries())
        if select is not None:
            self._cursor = self._line_of(select)
        self._put(min(self._cursor, len(self._lines) - 1), -1)

    def _line_of(self, entry_id: int) -> int:
        return next(
            (n for n, at in enumerate(self._lines) if not isinstance(at, date) and at.id == entry_id), 0
        )

    def _append(self, entries: Sequence[Entry]) -> None:
        last = next((at for at in reversed(self._lines) if not isinstance(at, date)), None)
        month = (last.when.year, last.when.month) if last else (self.today.year, self.today.month)
        for entry in entries:
            if month != (entry.when.year, entry.when.month):
                month = (entry.when.year, entry.when.month)
                self._lines.append(entry.when.date().replace(day=1))
            self._lines.append(entry)

    def _fetch_older(self) -> bool:
        older = self._stretch.older()
        self._append(older)
        return bool(older)

    def _fetch_newer(self) -> bool:
        """What is shown stays where it is: the new lines are above it."""
        if not self._stretch.newer():
            return False
        selected, before = self.selected, self._cursor
        self._lines = []
        self._append(self._stretch.entries())
        self._cursor = self._line_of(selected.id) if selected else 0
        self._top += self._cursor - before
        return True

    # --- the cursor --------------------------------------------------------------------

    def _put(self, line: int, way: int) -> None:
        """Put the cursor on a line, or on the next one in the direction ``way`` that is an entry."""
        before = self.selected
        line = max(0, min(line, len(self._lines) - 1))
        if self._lines and isinstance(self._lines[line], date):
            line += way if 0 <= line + way < len(self._lines) else -way
        self._cursor = max(0, line)
        self.redraw()
        if self.selected is not before:
            tell_screen(self, self.Moved())

    def action_move(self, step: int) -> None:
        """Move the cursor by some lines."""
        while self._cursor + step + self.size.height >= len(self._lines) and self._fetch_older():
            pass
        while step < 0 and self._cursor + step < self.size.height and self._fetch_newer():
            pass
        self._put(self._cursor + step, 1 if step > 0 else -1)

    def action_page(self, way: int) -> None:
        """Move the cursor by what is in sight."""
        self.action_move(way * max(1, self.size.height - 2))

    def action_first(self) -> None:
        """To the newest entry."""
        if self._stretch.newest():
            self.show()
        self._put(0, 1)

    def action_last(self) -> None:
        """To the oldest entry; those between are not read for that."""
        if self._stretch.oldest():
            self.show()
        self._put(len(self._lines) - 1, -1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is something to open."""
        return bool(self._lines) if action == "pick" else True

    def action_pick(self) -> None:
        """Choose the entry under the cursor."""
        if self.selected:
            self.post_message(self.Picked(self.selected))

    def on_click(self, event: Click) -> None:
        """The mouse moves the cursor; a second click on the same line opens it."""
        offset = event.get_content_offset(self)
        at = self._top + offset.y - 1 if offset is not None and offset.y else -1
        if 0 <= at < len(self._lines) and not isinstance(self._lines[at], date):
            if at == self._cursor:
                self.action_pick()
            self._put(at, 1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(-WHEEL)

    # --- drawing -----------------------------------------------------------------------

    def draw(self, width: int, height: int) -> list[Row]:
        """The names of the columns, and the lines in sight.

        A diary may hold thousands of entries; only the window of ``room`` lines from ``_top`` is made. The window
        stays where it is while the cursor is inside, and otherwise moves just so far that the cursor stands on its
        first or last line. At the first entry it goes to the very top, where the heading of its month may stand
        that the cursor passes over.
        """
        if not self._lines:
            parts = [text for part in self.nothing.split("\n") for text in fold(part, width - 4)]
            return [(), *((("  ", ""), (text, "")) for text in parts)]
        room = max(1, height - 1)
        self._top = max(0, min(self._top, self._cursor, len(self._lines) - room))
        if self._cursor >= self._top + room:
            self._top = self._cursor - room + 1
        elif self._cursor == 1:
            self._top = 0
        return [heading(width), *(self._line(n, width) for n in range(self._top, self._top + room))]

    def _line(self, at: int, width: int) -> Row:
        if at >= len(self._lines):
            return ()
        what = self._lines[at]
        if isinstance(what, date):
            name = f" {month_words(what)} "
            return (("──", "$border"), (name, "$muted"), ("─" * (width - 2 - len(name)), "$border"))
        before = self._lines[at - 1] if at > self._top else None
        dated = before is None or isinstance(before, date) or before.when.date() != what.when.date()
        return line(what, width, self._library(), dated=dated, here=at == self._cursor)
