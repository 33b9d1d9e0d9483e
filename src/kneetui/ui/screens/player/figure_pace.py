"""When the figure of the player moves, and where to. No Textual in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.routines.player import Player

FRAME = 1.9
"""Seconds that a frame stays at least."""

SLOW_FRAME = 6.0
"""The same while minutes are counted."""


class Pace:
    """Follows the repetitions of a session: one way on the way down, back on the way up."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Another stretch of work: back to the first frame."""
        self.frame = self._step = 0
        self._since = float("-inf")

    def at(self, player: Player, now: float, frames: int) -> int:
        """The frame to show ``now`` (seconds of any clock) of so many."""
        minutes = player.item is not None and player.item.dose.minutes > 0
        if player.state != "work" or now - self._since < (SLOW_FRAME if minutes else FRAME):
            return self.frame
        last, before = frames - 1, self.frame
        if player.beat:
            self.frame = last if player.beat.name in ("down", "hold") else 0
        elif player.seconds_left is None or minutes:
            self._step += 1
            turn = self._step % (2 * last) if last else 0
            self.frame = min(turn, 2 * last - turn)
        else:
            self.frame = last
        if self.frame != before:
            self._since = now
        return self.frame
