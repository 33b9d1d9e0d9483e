"""The middle of the player: side and figure beside the word, the number, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kneetui.services.training.played import session_words as words
from kneetui.ui.widgets.lines.text_lines import TextLine
from kneetui.ui.widgets.player.big_font import HALF, width
from kneetui.ui.widgets.player.big_number import BigNumber, Blocks
from kneetui.ui.widgets.player.figure import Figure

if TYPE_CHECKING:
    from kneetui.routines.now import Now
    from kneetui.routines.player import Player

GAP = 2
"""Columns between the number and what comes next."""


class PlayerPanel(Horizontal):
    """Shows one moment of a session; only what changed is painted."""

    def compose(self) -> ComposeResult:
        """Side over figure; word over number, with the next word beside it."""
        with Vertical(id="shown"):
            yield Blocks(id="side")
            yield Figure(id="figure")
        with Vertical(id="count"):
            yield Blocks(id="word")
            with Horizontal(id="numbers"):
                yield BigNumber(id="number")
                with Vertical(id="then"):
                    yield TextLine("then", id="then-line")
                    yield Blocks(id="then-word", size=HALF)
            yield TextLine(id="beside")

    def show(self, now: Now, player: Player, *, large: bool) -> None:
        """A moment; with ``large`` letters of twice the size."""
        self.query_one("#side", Blocks).show(words.side_word(now.side))
        self.query_one("#word", Blocks).show(words.word(now.cue), 2 if large else 1)
        number = words.number(now, player)
        self.query_one(BigNumber).show(number, 4 if large else 2)
        self.query_one("#beside", TextLine).show(words.beside(now, player))
        figure = self.query_one(Figure)
        figure.show(now.exercise.frames)
        figure.go(now.frame)
        self._show_next(words.next_word(now), number, large=large)

    def _show_next(self, word: str, number: str, *, large: bool) -> None:
        """What comes next, if it has room beside the number."""
        size = 1 if large else HALF
        room = self.query_one("#count").size.width - width(number, 4 if large else 2) - 2 * GAP
        fits = width(word, size) <= room
        self.query_one("#then-word", Blocks).show(word if fits else "", size)
        self.query_one("#then-line", TextLine).show("then" if fits else "")
