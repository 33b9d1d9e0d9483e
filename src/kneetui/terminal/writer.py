"""Writes to a terminal that may be slow, stuck or gone, without ever holding up who writes."""

from __future__ import annotations

import os
import selectors
import threading
from collections import deque
from collections.abc import Callable

MOST_WAITING = 256 * 1024
"""Bytes that may wait for the terminal; beyond them frames are dropped until it takes them again."""

PIECE = 4096
"""Bytes given to the terminal at once: as much as is still sent when the rest is forgotten."""

CANCEL = b"\x18"
"""Makes a terminal drop a sequence that was broken off."""


class Writer(threading.Thread):
    """Writes to the terminal in the background; :meth:`write` never blocks.

    Both functions are called from this thread: ``caught_up`` once a terminal that was too slow has
    taken everything again, so that the app can paint what was dropped, and ``gone`` when there is no
    terminal any more.
    """

    def __init__(
        self, fileno: int, caught_up: Callable[[], None], gone: Callable[[], None], charset: str = "utf-8"
    ) -> None:
        super().__init__(daemon=True, name="kneetui-output")
        self._fileno = fileno
        self.charset = charset
        self._caught_up, self._gone = caught_up, gone
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._sending = 0
        self._dropping = self._cut = self._stopped = False
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """Bytes that the terminal has not taken yet."""
        with self._changed:
            return self._bytes + self._sending

    def write(self, text: str) -> None:
        """Queue text; what does not fit is dropped as a whole."""
        data = text.encode(self.charset, "replace")
        with self._changed:
            if self._bytes + self._sending + len(data) > MOST_WAITING:
                self._dropping = True
            if self._dropping:
                return
            self._waiting.append(data)
            self._bytes += len(data)
            self._changed.notify()

    def forget(self) -> None:
        """Drop what waits, down to the piece that is on its way."""
        with self._changed:
            self._waiting.clear()
            self._bytes = 0
            self._dropping = False
            self._cut = self._sending > 0

    def run(self) -> None:
        """Write until stopped or until the terminal is gone."""
        while data := self._next():
            if not self._put(data):
                self._gone()
                return
            with self._changed:
                self._sending = 0
                self._cut = False
                resumed = self._dropping and not self._waiting
                self._dropping = self._dropping and not resumed
            if resumed:
                self._caught_up()

    def _next(self) -> bytes:
        """All that waits, as soon as something does; nothing once stopped."""
        with self._changed:
            while not self._waiting and not self._stopped:
                self._changed.wait()
            data = b"".join(self._waiting)
            self._waiting.clear()
            self._bytes = 0
            self._sending = len(data)
        return data

    def _put(self, data: bytes) -> bool:
        """Write it all, or until it is forgotten; ``False`` if the terminal is gone."""
        view = memoryview(data)
        while view:
            if self._cut:
                self._cut = False
                view = memoryview(CANCEL)
            try:
                view = view[os.write(self._fileno, view[:PIECE]) :]
            except BlockingIOError:
                with selectors.DefaultSelector() as selector:
                    selector.register(self._fileno, selectors.EVENT_WRITE)
                    selector.select(1.0)
            except OSError:
                return False
        return True

    def stop(self) -> None:
        """Write what waits, for at most a moment, and end."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if threading.current_thread() is not self:
            self.join(0.5)
