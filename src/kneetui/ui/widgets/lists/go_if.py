"""When to go at once: the few signs that fit this person, straight on the assessment."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.triage.wording import GO_AT_ONCE
from kneetui.ui.widgets.lines.lines import BULLET, Lines, Row, hanging


class GoIfList(Lines):
    """All of the signs, a sentence a line, as every other form has them."""

    DEFAULT_CSS = """
    GoIfList { margin-bottom: 1; }
    """

    def __init__(self, signs: Sequence[str]) -> None:
        super().__init__()
        self.signs = tuple(signs)
        self.display = bool(signs)

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        rows: list[Row] = [((GO_AT_ONCE, "bold $primary"),)]
        for sign in self.signs:
            rows += hanging(((f"{BULLET} ", "$primary"),), sign, width, "")
        return rows
