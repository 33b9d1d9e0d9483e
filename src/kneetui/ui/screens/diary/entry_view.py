"""One entry of the diary, read only: an assessment, or a session of a routine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from kneetui.ui.screens.common.base import KneeScreen
from kneetui.ui.widgets.lines.lines import Lines, Row
from kneetui.ui.widgets.lists.entry_text import details

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry

WIDEST = 76
KINDS = {
    "assessment": "an assessment",
    "routine": "a routine",
    "look": "somebody looked at it",
    "alert": "an answer to an alert",
    "home-test": "a test at home",
}


class EntryText(Lines):
    """Everything in an entry; nothing without one."""

    def __init__(
        self, library: Callable[[], Library], entry: Entry | None = None, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._library, self._entry = library, entry

    def show(self, entry: Entry | None) -> None:
        """Have another entry in its place; ``None`` leaves it empty."""
        self._entry = entry
        self.redraw()

    def draw(self, width: int, height: int) -> list[Row]:
        """See :func:`~kneetui.ui.widgets.lists.entry_text.details`."""
        if self._entry is None:
            return []
        rows = details(self._entry, min(width, WIDEST), self._library())
        return rows[:height] if height else rows


class EntryViewScreen(KneeScreen[bool]):
    """Ends with whether the entry is to be edited."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit", id="diary.edit"),
    ]
    CSS_PATH = "entry_view.tcss"
    heading = "From the diary"

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry

    def body(self) -> ComposeResult:
        """All that is known of the entry, to scroll in."""
        with VerticalScroll():
            yield EntryText(lambda: self.services.library, self.entry)

    def remark(self) -> str:
        """What kind of entry this is."""
        return KINDS.get(self.entry.kind, "")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_edit(self) -> None:
        """Go on to the form."""
        if self.is_current:
            self.dismiss(True)
