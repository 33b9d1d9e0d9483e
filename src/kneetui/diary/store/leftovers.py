"""What lies beside a diary file and belongs to another one: SQLite would play it into a backup that was put back.

Both checks read file formats that SQLite documents (https://sqlite.org/fileformat2.html), and say so only if they are sure.
"""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LEFT: Final = "left-over"

STILL: Final = 0.05
"""Seconds in which a change by another program shows."""

_FORMAT_AT, _COUNTER_AT, _HEADER = 18, 24, 100
_LEGACY: Final = 1
"""The write version of a file that has no write-ahead log; the log is named in the file before it is there."""

_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEAD: Final = struct.Struct(">8sIIIII")
"""Magic, records, nonce, pages of the diary before, bytes of a sector, bytes of a page."""


def set_aside(path: Path) -> list[Path]:
    """Rename what belongs to another diary file than ``path``, so that nothing of it is lost; the new names."""
    strange = []
    for name, belongs in (("-wal", _log_belongs), ("-journal", _journal_belongs)):
        beside = path.with_name(path.name + name)
        if _size(beside) and _size(path) >= _HEADER and _is_strange(belongs, path, beside):
            target = _free_name(beside)
            beside.rename(target)
            path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
            strange.append(target)
    return strange


def _is_strange(belongs: Callable[[Path, Path], bool], path: Path, beside: Path) -> bool:
    """Whether it never belongs while nothing moves: what a program is writing just now changes or goes, and is left to it."""
    try:
        before = _state(path, beside)
        if belongs(path, beside):
            return False
        time.sleep(STILL)
        return before == _state(path, beside) and not belongs(path, beside)
    except FileNotFoundError:
        return False


def _state(path: Path, beside: Path) -> tuple[bytes, int, int]:
    stat = beside.stat()
    return _header(path), stat.st_mtime_ns, stat.st_size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _free_name(path: Path) -> Path:
    number = 1
    while (target := path.with_name(f"{path.name}.{LEFT}-{number}")).exists():
        number += 1
    return target


def _log_belongs(path: Path, _log: Path) -> bool:
    return _header(path)[_FORMAT_AT] != _LEGACY


def _journal_belongs(path: Path, journal: Path) -> bool:
    """Whether the diary is what the journal was begun on, or what came of it.

    A journal holds each page as it was. Page 1 counts the changes: in its diary the count is the same, or one higher.
    """
    before = next((page for number, page in _pages(journal) if number == 1), None)
    if before is None:
        return True
    return _counter(_header(path)) - _counter(before) in (0, 1)


def _pages(journal: Path) -> Iterator[tuple[int, bytes]]:
    """The pages in a journal; none if it is not whole enough for SQLite either."""
    with journal.open("rb") as file:
        head = file.read(_JOURNAL_HEAD.size)
        if len(head) < _JOURNAL_HEAD.size:
            return
        magic, records, _, _, sector, size = _JOURNAL_HEAD.unpack(head)
        if magic != _JOURNAL_MAGIC or not records or not 512 <= size <= 65_536:
            return
        file.seek(sector)
        while len(record := file.read(size + 8)) == size + 8:
            yield int.from_bytes(record[:4], "big"), record[4:-4]


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)


def _counter(page: bytes) -> int:
    return int.from_bytes(page[_COUNTER_AT : _COUNTER_AT + 4], "big")
