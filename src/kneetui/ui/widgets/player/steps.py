"""Steps of an exercise, numbered, with hanging indents."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.ui.widgets.lines.lines import Lines, Row, fold

INDENT = 3


class Steps(Lines):
    """As many lines as the steps take."""

    def __init__(self, steps: Sequence[str] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.steps = tuple(steps)

    def show(self, steps: Sequence[str]) -> None:
        """Have other steps; the same ones draw nothing."""
        if tuple(steps) != self.steps:
            self.steps = tuple(steps)
            self.redraw()

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        rows: list[Row] = []
        for number, step in enumerate(self.steps, 1):
            first, *others = fold(step, width - INDENT)
            rows.append(((f"{number}".ljust(INDENT), "$muted"), (first, "")))
            rows += [((" " * INDENT, ""), (line, "")) for line in others]
        return rows
