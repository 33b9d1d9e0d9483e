"""How hard sessions from files were: a list, one key each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import moment_words, number
from kneetui.services.diary.entry_words import training
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.lines import Row, fit

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry

HARDEST = 10
HINT = "1 very easy · 3 moderate · 5 hard · 7 very hard · 0 is 10, the most you can. Enter leaves one open."
VALUE = 12


class EffortList(CursorList):
    """A session a line; a digit says how hard it was and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next", id="effort.next", key_display="Enter"),
        *(
            Binding(
                str(digit),
                f"effort({digit or HARDEST})",
                f"Effort {digit or HARDEST}",
                id=f"effort.{digit}",
                show=False,
            )
            for digit in range(10)
        ),
    ]

    def __init__(self, sessions: Sequence[Entry]) -> None:
        super().__init__()
        self.sessions = tuple(sessions)
        self.efforts: dict[int, float] = {}

    def count(self) -> int:
        """See :meth:`CursorList.count`."""
        return len(self.sessions)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        entry = self.sessions[index]
        effort = self.efforts.get(entry.id)
        words = f"effort {number(effort)}" if effort is not None else "not said"
        text = f"{moment_words(entry.when)}  {training(entry.session) if entry.session else ''}"
        row: Row = (
            ("▸ " if here else "  ", "bold $accent"),
            (f"{fit(text, width - 2 - VALUE)}", "bold" if here else ""),
            (f"{words:>{VALUE}}", "" if effort is not None else "$muted"),
        )
        return [row]

    def action_effort(self, effort: int) -> None:
        """Say how hard the session under the cursor was."""
        self.efforts[self.sessions[self.cursor].id] = effort
        self.action_next()

    def action_next(self) -> None:
        """On to the next session; after the last one the dialog ends."""
        last = self.cursor == len(self.sessions) - 1
        self.redraw()
        if last:
            self.pick(self.cursor)
        else:
            self.move_to(self.cursor + 1)


class EffortDialog(KneeModal[Mapping[int, float]]):
    """Ends with the efforts by entry id, also after Esc; what was left open stays unknown."""

    def __init__(self, sessions: Sequence[Entry]) -> None:
        super().__init__()
        self.sessions = tuple(sessions)

    def compose(self) -> ComposeResult:
        """What the digits mean, and the list."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content("How hard was it?")
            frame.border_subtitle = "Esc ends"
            yield Static(Content(f"{HINT}\n"))
            yield EffortList(self.sessions)

    def on_mount(self) -> None:
        """No higher than the screen."""
        sessions = self.query_one(EffortList)
        sessions.styles.height = max(3, min(len(self.sessions), self.app.size.height - 9))
        sessions.focus()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """The last one has its answer."""
        event.stop()
        self.action_close()

    def action_close(self) -> None:
        """End with what was said."""
        if self.is_current:
            self.dismiss(self.query_one(EffortList).efforts)
