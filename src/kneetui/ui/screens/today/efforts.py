"""How hard sessions from files were: a list, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.wording import moment_words, number
from kneetui.services.diary.entry_words import training
from kneetui.ui.screens.today.one_key_list import OneKeyDialog, OneKeyList
from kneetui.ui.widgets.lines.lines import Row, fit

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry

HARDEST = 10
HINT = "1 very easy · 3 moderate · 5 hard · 7 very hard · 0 is 10, the most you can. <effort.next> leaves one open."
VALUE = 12


class EffortList(OneKeyList[int, float]):
    """A session a line; a digit says how hard it was and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next", id="effort.next"),
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
        super().__init__([entry.id for entry in sessions])
        self.sessions = tuple(sessions)

    def entry(self, index: int, width: int, here: bool) -> list[Row]:
        """See :meth:`CursorList.entry`."""
        entry = self.sessions[index]
        effort = self.values.get(entry.id)
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
        self.answer(effort)


class EffortDialog(OneKeyDialog[int, float]):
    """Ends with the efforts by entry id; what was left open stays unknown."""

    def __init__(self, sessions: Sequence[Entry]) -> None:
        super().__init__()
        self.sessions = tuple(sessions)

    def compose(self) -> ComposeResult:
        """What the digits mean, and the list."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content("How hard was it?")
            frame.border_subtitle = self.app.with_keys("<dialog.close> ends")
            yield Static(Content(self.app.with_keys(f"{HINT}\n")))
            yield EffortList(self.sessions)

    def on_mount(self) -> None:
        """No higher than the screen."""
        sessions = self.query_one(EffortList)
        sessions.styles.height = max(3, min(len(self.sessions), self.app.size.height - 9))
        sessions.focus()
