"""How long a session may stand without a key before it ends: as the person set, and no longer than the host allows.

A line that stalls tells nobody that it did: the app would live on, with a draft that the next login wants.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic
from typing import Final

IDLE: Final = "KNEETUI_IDLE"
"""Environment variable: minutes that the host allows; 0 for any number."""

CHOICES: Final = ("", "15", "60", "240", "never")
"""Minutes; empty for as the host says."""

OVER_SSH: Final = 60
"""Minutes over SSH where neither the person nor the host set one. At a terminal of one's own there is no limit."""

MINUTE: Final = 60.0


def limit(chosen: str = "") -> float | None:
    """Seconds without a key after which a session ends; ``None`` for never."""
    host = _host()
    wanted = int(chosen) if chosen.isdecimal() else 0
    if host is None:
        host = 0
        wanted = OVER_SSH if not chosen and "SSH_CONNECTION" in os.environ else wanted
    minutes = min(wanted or host, host or wanted)
    return minutes * MINUTE if minutes else None


def _host() -> int | None:
    minutes = os.environ.get(IDLE, "")
    return int(minutes) if minutes.isdecimal() else None


def ended(seconds: float) -> str:
    """The sentence with which such a session ends."""
    return (
        f"No key was pressed for {seconds / MINUTE:.0f} minutes, so kneetui ended. Everything is kept: start it again "
        "and go on."
    )


class IdleTime:
    """How long nothing came from the person; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self._last = clock()

    def touch(self) -> None:
        """A key, a click or a paste came: begin to count anew."""
        self._last = self.clock()

    @property
    def seconds(self) -> float:
        """Seconds since the last of them, or since it was made."""
        return self.clock() - self._last
