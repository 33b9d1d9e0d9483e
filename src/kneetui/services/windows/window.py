"""A running kneetui, as the other windows of the same person see it: there as long as its process lives.

Its sign of life is a file that it holds locked. The system lets go of the lock when the process ends, however that
happens, so nothing has to beat, and no number of a process can be taken for another one's. Where files cannot be locked,
nobody is believed to live: a draft is free then, and the window that had it notices that it was taken.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from kneetui.config.paths import private_dir

if sys.platform == "win32":
    LOCKS = False
else:
    try:
        import fcntl
    except ImportError:
        LOCKS = False
    else:
        LOCKS = True

if TYPE_CHECKING:
    from collections.abc import Iterator

ALONE: Final = "alone"
"""The file that is locked for as long as somebody looks at owners and writes."""

SIGN: Final = ".window"
"""How the file of a window ends."""

WAIT: Final = 0.3
"""Seconds that a screen stands still at most for another window that is writing."""

PAUSE: Final = 0.005


def _lock(handle: int, *, shared: bool = False) -> bool:
    """Lock an open file if nobody has; whether that went. Raises ``OSError`` where files cannot be locked.

    Several may have a ``shared`` lock.
    """
    if sys.platform == "win32" or not LOCKS:
        raise OSError("files are not locked here")
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def alone(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Nobody else looks at owners and writes meanwhile.

    Raises ``OSError`` if another window does for longer than ``wait`` seconds. A disk that takes no file, or locks none,
    is no reason to wait.
    """
    handle = -1
    with suppress(OSError):
        handle = _open(private_dir(folder) / ALONE)
    try:
        until = monotonic() + wait
        while handle >= 0 and not _free(handle):
            if monotonic() >= until:
                raise OSError(errno.EBUSY, "another window is writing just now")
            sleep(PAUSE)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _free(handle: int) -> bool:
    try:
        return _lock(handle)
    except OSError:
        return True


class Window:
    """This kneetui, once it has something that others want to know of."""

    def __init__(self) -> None:
        self.id = os.urandom(8).hex()
        self._handle = -1

    def open(self, folder: Path) -> None:
        """Give the sign of life, and take away those of windows that are gone; only while :func:`alone`.

        Raises ``OSError`` if the disk refuses.
        """
        if self._handle >= 0:
            return
        for sign in folder.glob(f"*{SIGN}"):
            if not lives(folder, sign.stem):
                sign.unlink(missing_ok=True)
        self._handle = _open(private_dir(folder) / f"{self.id}{SIGN}")
        with suppress(OSError):
            _lock(self._handle)

    def close(self, folder: Path) -> None:
        """Give no sign of life any more."""
        if self._handle >= 0:
            with suppress(OSError):
                (folder / f"{self.id}{SIGN}").unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1


def lives(folder: Path, window: str) -> bool:
    """Whether a window is still there."""
    try:
        handle = os.open(folder / f"{window}{SIGN}", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _lock(handle, shared=True)
    except OSError:
        return False
    finally:
        os.close(handle)
