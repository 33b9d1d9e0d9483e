"""Lines of standard input, of which the next one can be waited for as long as is wanted."""

from __future__ import annotations

import os
import select
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TextIO

BLOCK = 65536
"""Bytes that are read at once."""

WAITS_FOR_FILES = os.name == "posix"
"""Whether any file can be waited for; elsewhere only sockets can."""


class TypedLines:
    """Reads a stream past Python's own buffer, which would hide lines that came already.

    A stream that is no file (as in tests) is read line by line, without waiting.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        self._file = _file_of(stream)
        self._bytes = b""
        self._thread: Thread | None = None
        self._blocks: SimpleQueue[bytes] = SimpleQueue()

    def next(self, seconds: float | None = None) -> str | None:
        """The next line with its end; empty at the end of the input, ``None`` if none came in so many ``seconds``."""
        if self._file is None:
            return self.stream.readline() if self.stream else ""
        ends = None if seconds is None else monotonic() + seconds
        while b"\n" not in self._bytes:
            block = self._block(None if ends is None else max(0.0, ends - monotonic()))
            if block is None:
                return None
            if not block:
                rest, self._bytes = self._bytes, b""
                return self._text(rest)
            self._bytes += block
        line, _, self._bytes = self._bytes.partition(b"\n")
        return self._text(line + b"\n")

    def already(self) -> list[str]:
        """Whole lines that came before now, without their ends; they are not read any more."""
        while self._file is not None and WAITS_FOR_FILES and (block := self._block(0)):
            self._bytes += block
        *lines, self._bytes = self._bytes.split(b"\n")
        return [self._text(line).strip() for line in lines]

    def _text(self, data: bytes) -> str:
        return data.decode(getattr(self.stream, "encoding", None) or "utf-8", "replace")

    def _block(self, seconds: float | None) -> bytes | None:
        """What came; ``None`` if nothing did in time."""
        assert self._file is not None
        if WAITS_FOR_FILES:
            ready, _, _ = select.select([self._file], [], [], seconds)
            return os.read(self._file, BLOCK) if ready else None
        return self._block_of_thread(self._file, seconds)

    def _block_of_thread(self, file: int, seconds: float | None) -> bytes | None:
        """The same by a thread that reads; a block that comes too late is the next one."""
        if self._thread is None:
            self._thread = Thread(target=lambda: self._blocks.put(os.read(file, BLOCK)), daemon=True)
            self._thread.start()
        try:
            block = self._blocks.get(timeout=seconds)
        except Empty:
            return None
        self._thread = None
        return block


def _file_of(stream: TextIO | None) -> int | None:
    try:
        return stream.fileno() if stream else None
    except (OSError, ValueError):
        return None


_open: list[TypedLines] = []


def typed_lines() -> TypedLines:
    """Those of standard input, the same ones as long as it is the same stream."""
    if not _open or _open[0].stream is not sys.stdin:
        _open[:] = [TypedLines(sys.stdin)]
    return _open[0]
