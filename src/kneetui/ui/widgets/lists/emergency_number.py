"""The number to call."""

from __future__ import annotations

from kneetui.ui.widgets.lines.lines import Lines, Row


class EmergencyNumber(Lines):
    """One line, above everything that scrolls."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        return [(("Emergency number: ", "bold"), (f" {self.number} ", "bold reverse $error"))]
