"""The newest entries of the diary, to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kneetui.config.wording import day_column
from kneetui.ui.widgets.lines.lines import Lines, Row

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry

MOST = 10
"""No more entries than this."""


class Lately(Lines):
    """One entry a line; the lines are kept free until the library is there."""

    def __init__(self, library: Callable[[], Library | None], *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._library = library
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Other entries, newest first."""
        self.entries = tuple(entries[:MOST])
        self.set_class(not self.entries, "-empty")
        self.redraw()

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        library = self._library()
        return [() if library is None else _line(entry, library) for entry in self.entries]


def _line(entry: Entry, library: Library) -> Row:
    from kneetui.services.diary.entry_words import gist, pains_of  # not needed on a small screen

    pains = [f"{number} {pain.at}" for pain, number in pains_of(entry)]
    words = [
        f"pain {', '.join(pains)}" if pains else "",
        f"swelling {entry.swelling}" if entry.swelling else "",
    ]
    parts = [part for part in (*words, gist(entry, library)) if part]
    day = day_column(entry.when)
    return ((f"{day}  ", "bold"), (f"{entry.knee:<5}  ", "$muted"), (" · ".join(parts), ""))
