"""The middle of the player: side and figure beside the word, the number, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kneetui.services.training.played import session_words as words
from kneetui.ui.keys.names import with_keys
from kneetui.ui.widgets.lines.text_lines import TextLine
from kneetui.ui.widgets.player.big_font import HALF, width
from kneetui.ui.widgets.player.big_number import BigNumber, Blocks
from kneetui.ui.widgets.player.figure import Figure

if TYPE_CHECKING:
    from kneetui.routines.session.now import Now
    from kneetui.routines.session.player import Player

Figures = Literal[1, 2, 4]
"""How large the figures are, which is how many columns a pixel of them takes."""
SMALL: Final[Figures] = 1
USUAL: Final[Figures] = 2
LARGE: Final[Figures] = 4

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
                    yield TextLine(id="plain-word")
                    yield TextLine("then", id="then-line")
                    yield Blocks(id="then-word", size=HALF)
                    yield TextLine(id="plain-beside")
            yield TextLine(id="beside")

    def show(self, now: Now, player: Player, *, size: Figures) -> None:
        """A moment, in figures of this size; the smallest ones stand beside words in plain letters."""
        self.query_one("#side", Blocks).show(words.side_word(now.side))
        self.query_one("#word", Blocks).show(words.word(now.cue), 2 if size == LARGE else 1)
        self.query_one("#plain-word", TextLine).show(
            f"{words.word(now.cue)} {words.side_word(now.side)}".rstrip()
        )
        number = words.number(now, player)
        self.query_one(BigNumber).show(number, size)
        beside = with_keys(self, words.beside(now, player))
        self.query_one("#beside", TextLine).show(beside)
        self.query_one("#plain-beside", TextLine).show(beside.partition(" · ")[0])
        figure = self.query_one(Figure)
        figure.show(now.exercise.frames)
        figure.go(now.frame)
        self._show_next(words.next_word(now), number, size)

    def _show_next(self, word: str, number: str, size: Figures) -> None:
        """What comes next, if it has room beside the number."""
        if size == SMALL:
            self.query_one("#then-line", TextLine).show(f"then {word}" if word else "")
            return
        letters = 1 if size == LARGE else HALF
        room = self.query_one("#count").size.width - width(number, size) - 2 * GAP
        fits = width(word, letters) <= room
        self.query_one("#then-word", Blocks).show(word if fits else "", letters)
        self.query_one("#then-line", TextLine).show("then" if fits else "")
