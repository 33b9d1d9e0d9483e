"""A dialog that asks what equipment somebody has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kneetui.config.lazy_dataclass import dataclass
from kneetui.ui.screens.common.base import KneeModal
from kneetui.ui.widgets.lines.mark_list import MarkList


@dataclass(frozen=True, slots=True)
class Equipment:
    """What somebody has; ``None`` lets every routine through."""

    things: frozenset[str] | None


class EquipmentDialog(KneeModal[Equipment]):
    """Asks for what is marked, or for every routine."""

    DEFAULT_CSS = """
    EquipmentDialog MarkList { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Show these", id="equipment.done"),
        Binding("x", "any", "Any", id="equipment.any"),
    ]

    def __init__(self, things: Mapping[str, str], marked: Collection[str]) -> None:
        super().__init__()
        self.things = things
        self.marked = frozenset(marked)

    def compose(self) -> ComposeResult:
        """The things to mark."""
        with Vertical(classes="dialog") as frame:
            frame.border_title = "What do you have?"
            frame.border_subtitle = self.app.with_keys(
                "<list.mark> marks · <equipment.done> shows · <equipment.any> any · <dialog.close> closes"
            )
            yield Static(
                Content("Routines that need nothing else are shown. A wall and a floor are always there.")
            )
            yield MarkList(self.things, self.marked)

    def on_mount(self) -> None:
        """No higher than the screen."""
        things = self.query_one(MarkList)
        things.styles.height = max(3, min(len(self.things), self.app.size.height - 8))
        things.focus()

    def action_done(self) -> None:
        """Use what is marked."""
        if self.is_current:
            self.dismiss(Equipment(frozenset(self.query_one(MarkList).marked)))

    def action_any(self) -> None:
        """Show every routine, whatever it needs."""
        if self.is_current:
            self.dismiss(Equipment(None))
