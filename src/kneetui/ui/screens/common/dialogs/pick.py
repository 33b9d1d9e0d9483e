"""A dialog with a long list to choose from."""

from __future__ import annotations

from kneetui.ui.screens.common.dialogs.choose import ChooseDialog
from kneetui.ui.widgets.lines.menu import Menu


class PickDialog(ChooseDialog):
    """As :class:`ChooseDialog`; the list scrolls within the dialog."""

    def on_mount(self) -> None:
        """No higher than the screen."""
        menu = self.query_one(Menu)
        rows = sum(2 if choice.detail else 1 for choice in self.choices)
        menu.styles.height = max(3, min(rows, self.app.size.height - 7))
        menu.focus()
