"""The few answers that would make it more urgent, straight on the assessment."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.content.model import Library
from kneetui.triage.assessment import Change
from kneetui.triage.interview import FIRST_PAGE
from kneetui.widgets.lines import Lines, Row, cells, fold

GO = {"emergency": "Go at once if", "urgent": "Go today if", "soon": "See someone soon if"}
MOST = 3
NARROW = 70
"""Below this width one is enough; the whole list is a key away."""


def said(change: Change, library: Library) -> str:
    """A change as “question: option”; the warning signs say it without their question."""
    if (
        library.questions[change.question].page == FIRST_PAGE
        and library.questions[change.question].kind == "choices"
    ):
        return change.said
    return f"{change.asked.rstrip('?:. ')}: {change.said}"


class GoIf(Lines):
    """At most three changes of the highest level, one a question; those that fit on a line come first."""

    DEFAULT_CSS = """
    GoIf { margin-bottom: 1; }
    """

    def __init__(self, library: Library, changes: Sequence[Change]) -> None:
        super().__init__()
        self._library = library
        self.level = changes[0].urgency if changes else ""
        order = list(library.questions)
        self.changes = sorted(
            (each for each in changes if each.urgency == self.level),
            key=lambda each: order.index(each.question),
        )
        self.display = bool(changes)

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        chosen: dict[str, str] = {}
        for change in self.changes:
            text = said(change, self._library)
            before = chosen.get(change.question)
            if before is None or (cells(before) > width - 2 >= cells(text)):
                chosen[change.question] = text
        short = sorted(chosen.values(), key=lambda text: cells(text) > width - 2)
        rows: list[Row] = [((GO.get(self.level, "More urgent if"), "bold $primary"),)]
        for text in short[: MOST if width >= NARROW else 1]:
            lines = fold(text, width - 2)
            rows += [(("▸ " if n == 0 else "  ", "$primary"), (line, "")) for n, line in enumerate(lines)]
        return rows
