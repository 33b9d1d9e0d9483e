"""The few answers that would make it more urgent, straight on the assessment."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.content.model import Library
from kneetui.triage.changes import AnswerChange
from kneetui.triage.wording import MORE, AnswerGroup, groups
from kneetui.ui.widgets.lines.lines import Lines, Row, cells, fold

MOST = 3
NARROW = 70
"""Below this width one is enough; the whole list is a key away."""


def question_line(group: AnswerGroup, width: int) -> str:
    """The question with as many of its answers as fit on a line, at least one."""
    for count in range(len(group.answers), 0, -1):
        more = " / …" if count < len(group.answers) else ""
        text = f"{group.first(count)}{more}"
        if cells(text) <= width:
            break
    return text


class GoIf(Lines):
    """At most three questions whose answers would lead to the highest level; those that fit on a line come first.

    ``few``: there is room for one only.
    """

    DEFAULT_CSS = """
    GoIf { margin-bottom: 1; }
    """

    def __init__(self, library: Library, changes: Sequence[AnswerChange], *, few: bool = False) -> None:
        super().__init__()
        self.level = changes[0].urgency if changes else ""
        self.groups = [group for group in groups(library, changes) if group.urgency == self.level]
        self.most = 1 if few else MOST
        self.display = bool(changes)

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        texts = [question_line(group, width - 2) for group in self.groups]
        texts.sort(key=lambda text: cells(text) > width - 2)
        rows: list[Row] = [((MORE.get(self.level, "More urgent if"), "bold $primary"),)]
        for text in texts[: self.most if width >= NARROW else 1]:
            lines = fold(text, width - 2)
            rows += [(("▸ " if n == 0 else "  ", "$primary"), (line, "")) for n, line in enumerate(lines)]
        return rows
