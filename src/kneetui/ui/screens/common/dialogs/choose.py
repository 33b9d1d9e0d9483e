"""A dialog with a few things to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.lines.cursor_list import CursorList
from kneetui.ui.widgets.lines.menu import Choice, Menu

if TYPE_CHECKING:
    from kneetui.services.training.played.session_choices import SessionChoice


class ChooseDialog(KneeModal[str]):
    """Ends with the id of the choice, or with ``None`` after Esc."""

    def __init__(self, title: str, text: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.caption, self.text, self.choices = title, text, tuple(choices)

    def compose(self) -> ComposeResult:
        """The caption in the frame, the text if there is one, and the choices."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = Content(self.caption)
            frame.border_subtitle = self.app.with_keys("<dialog.close> closes")
            if self.text:
                yield Static(Content(self.app.with_keys(self.text) + "\n"))
            yield Menu(self.choices)

    def on_mount(self) -> None:
        """The menu takes the keys."""
        self.query_one(Menu).focus()

    def on_cursor_list_picked(self, event: CursorList.Picked) -> None:
        """End with the id of the choice, unless another key ended it already."""
        if self.is_current:
            self.app.key_guard.answered()
            self.dismiss(self.choices[event.index].id)


class NumberedDialog(ChooseDialog):
    """As :class:`ChooseDialog`; the number of a choice chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"number({number})", f"Choice {number}", id=f"numbered.{number}", show=False)
        for number in range(1, 10)
    ]

    def __init__(self, title: str, text: str, choices: Sequence[Choice]) -> None:
        numbered = (
            Choice(choice.id, f"{number} {choice.text}", choice.detail)
            for number, choice in enumerate(choices, 1)
        )
        super().__init__(title, text, tuple(numbered))

    def action_number(self, number: int) -> None:
        """A digit chooses the line with that number; one that no line has is told which there are."""
        if not self.is_current:
            return
        most = len(self.choices)
        if not 1 <= number <= most:
            self.notify(
                f"There is no {number} here: {'only 1' if most == 1 else f'1 to {most}'}.", markup=False
            )
            return
        self.app.key_guard.answered()
        self.dismiss(self.choices[number - 1].id)

    def on_key(self, event: Key) -> None:
        """No line has the number 0."""
        if event.key == "0":
            event.stop()
            self.action_number(0)


def session_dialog(title: str, text: str, options: Iterable[SessionChoice]) -> ChooseDialog:
    """A question of a session, with the answers that it has."""
    return ChooseDialog(title, text, [Choice(one.key, one.text, one.detail) for one in options])
