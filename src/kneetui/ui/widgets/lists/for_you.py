"""For people whom the general advice was not made for: whom to ask, and what is different."""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.content.model import Tip
from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.lines.lines import Lines, Row, fold
from kneetui.ui.widgets.lines.sentences import whole_sentences

MORE = "More: <assessment.advice>"
ROOMY, TALL = 36, 24
"""Rows of the terminal from which on all of it is shown, or :data:`SOME` lines or :data:`FEW`; below, the title alone."""

SOME, FEW, TITLE = 4, 2, 1


class ForYou(Lines):
    """The first of the tips in whole sentences, as many as there is room for, and the titles of the others.

    ``few``: what stands above takes more room than usual.
    """

    DEFAULT_CSS = """
    ForYou { margin-bottom: 1; padding: 0 1; border-left: thick $primary; }
    """

    def __init__(self, tips: Sequence[Tip], *, few: bool = False) -> None:
        super().__init__()
        self.few = few
        self.tips = tuple(tips)
        self.display = bool(tips)

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        if not self.tips:
            return []
        first, *others = self.tips
        title: list[Row] = [((line, "bold"),) for line in fold(f"{first.title}.", width)]
        also: list[Row] = []
        if others:
            names = " · ".join(tip.title for tip in others)
            also = [((line, "bold"),) for line in fold(f"Also: {names}", width)]
        more = with_keys(self, MORE)
        text = whole_sentences(first.text, width, self._most() - len(title) - len(also), more)
        if not text:
            title = [((line, "bold"),) for line in fold(f"{first.title}. {more}", width)]
        return [*title, *(((line, ""),) for line in text), *also]

    def _most(self) -> int:
        rows = self.app.size.height
        if rows >= ROOMY:
            return 99
        if rows < TALL:
            return TITLE
        return FEW if self.few else SOME
