"""The knee at one glance, and sentences to keep in mind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kneetui.config.wording import count, knee_name
from kneetui.ui.widgets.lines.lines import Lines, Piece, Row, cells, fold
from kneetui.ui.widgets.lines.room import small

if TYPE_CHECKING:
    from textual.geometry import Size

    from kneetui.status.summary import Glance, KneeGlance

BARS = "▁▂▃▄▅▆▇█"
NO_DATA = "·"
TRENDS = {
    "settling": ("▼ settling", "bold $success"),
    "steady": ("● steady", "bold"),
    "rising": ("▲ rising", "bold $warning"),
    "unknown": ("· too few days to tell", "$muted"),
}
GAP: Piece = ("   ", "")
NARROW = 76
"""Columns of the terminal below which there is only room for what is most telling."""
ALWAYS = 2
"""So many sentences are shown, whatever room they take: what the level asks for, and what the first cause does."""
LEAST = 3
"""Lines the panel has at least."""
FEW = 4
"""Lines it has at most on a narrow screen."""


def flow(groups: Iterable[Sequence[Piece]], width: int) -> list[Row]:
    """Groups of pieces side by side, as many on a line as fit."""
    rows: list[list[Piece]] = []
    used = width
    for group in groups:
        size = sum(cells(text) for text, _ in group)
        if rows and used + len(GAP[0]) + size <= width:
            rows[-1] += [GAP, *group]
            used += len(GAP[0]) + size
        else:
            rows.append(list(group))
            used = size
    return [tuple(row) for row in rows]


class KneePanel(Lines):
    """Where each knee is heading, its last numbers, two weeks in bars, swelling, load, the last answers."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.glance: Glance | None = None
        self.last_answers: tuple[str, ...] = ()
        self.trouble: tuple[str, str] | None = None
        self.empty: tuple[str, str] = ("", "")

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`; on a narrow screen only what is most telling, in one column all."""
        narrow = self.app.size.width < NARROW and not small(self.app.size)
        if self.trouble:
            message, remedy = self.trouble
            rows: list[Row] = [
                *(((text, "bold $error"),) for text in fold(f"! {message}.", width)),
                *(((text, ""),) for text in fold(f"{remedy}.", width)),
            ]
        elif self.glance and self.glance.knees:
            rows = [row for knee in self.glance.knees for row in _knee(knee, width, narrow)]
            answers: list[list[Piece]] = [[(text, "")] for text in self.last_answers]
            if answers:
                answers[0].insert(0, ("last answers ", "$muted"))
            rows += flow(answers, width)
            load: list[list[Piece]] = [[(text, "")] for text in self.glance.load]
            if load:
                load[0].insert(0, ("load ", "$muted"))
            rows += flow(load, width)
            rows = rows[:FEW] if narrow else rows
        else:
            name, hint = self.empty
            rows = [((name, "bold"),), *(((text, "$muted"),) for text in fold(hint, width))]
        return rows if small(self.app.size) else rows + [()] * (LEAST - len(rows))


def _knee(knee: KneeGlance, width: int, narrow: bool) -> list[Row]:
    trend, style = TRENDS[knee.word]
    bars = [
        (NO_DATA if height is None else BARS[height], "$muted" if height is None else "bold $primary")
        for height in knee.heights
    ]
    name: list[Piece] = [(knee_name(knee.knee), "bold"), GAP, (trend, style)]
    head = flow([name, [(", ".join(knee.numbers), "")]], width)
    if narrow and len(head) > 1:
        head = flow([name, [(knee.numbers[0], "")]], width)[:1]
    picture = [("pain ", "$muted"), *bars, (f" {count(len(bars), 'day')}", "$muted")]
    return [*head, *flow([picture, [("swelling ", "$muted"), (knee.swelling, "")]], width)]


class Sentences(Lines):
    """As many whole sentences as fit into some lines, the first two in any case; in one column all of them.

    A sentence may end with what is an emergency, so none is cut.
    """

    def __init__(self, lines: int, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.most = lines
        self.sentences: tuple[str, ...] = ()

    def show(self, sentences: Sequence[str]) -> None:
        """Have other sentences; the same ones draw nothing."""
        if self.sentences != tuple(sentences):
            self.sentences = tuple(sentences)
            self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A grid measures by its first column; this spans them all."""
        return super().get_content_height(container, viewport, max(width, viewport.width - self.gutter.width))

    def draw(self, width: int, height: int) -> list[Row]:  # noqa: ARG002
        """See :meth:`Lines.draw`."""
        rows: list[Row] = []
        if small(self.app.size):
            return [((text, ""),) for sentence in self.sentences for text in fold(sentence, width)]
        narrow = self.app.size.width < NARROW
        most, always = (2 * self.most if narrow else self.most), ALWAYS
        if self.border_subtitle:  # takes the line of a border that is not there on a narrow screen
            most, always = most - narrow, 1
        for number, sentence in enumerate(self.sentences):
            lines = [((text, ""),) for text in fold(sentence, width)]
            if number < always or len(rows) + len(lines) <= most:
                rows += lines
        return rows + [()] * (most - len(rows))
