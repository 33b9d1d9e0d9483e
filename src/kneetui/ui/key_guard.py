"""A key that answered one question does not answer the next one too."""

from __future__ import annotations

HELD = 0.7
"""Seconds within which the same key counts as held down: terminals repeat it after 0.25 to 0.66 s, then faster."""


class KeyGuard:
    """Knows which key answered last, and when what stands on the screen was shown.

    Terminals say when a key goes down, never when it comes up. So the key that answered is believed to be held until
    another key comes, or nothing for ``held`` seconds. Times are those of the key events. One that is not ``on``
    stops nothing.
    """

    def __init__(self, *, held: float = HELD, on: bool = True) -> None:
        self.held, self.on = held, on
        self._key, self._answered_by = "", ""
        self._last = self._shown = 0.0

    def answered(self) -> None:
        """The key at work answered something; what comes next wants a key of its own."""
        self._answered_by = self._key

    def shown(self, time: float) -> None:
        """Something else to answer is shown from now on."""
        self._shown = time

    def stops(self, key: str, time: float) -> bool:
        """Whether a key was typed before it could be meant for what is shown, or is still held down."""
        if not self.on:
            return False
        if time < self._shown:
            return True
        held = key == self._answered_by and time - self._last < self.held
        self._last = time
        if not held:
            self._key, self._answered_by = key, ""
        return held
