"""Opens files within limits, and reads their text whatever its encoding."""

from __future__ import annotations

import codecs
import stat
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kneetui.plugins.hooks import ImportFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LIMIT: Final = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""
TABLE_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of the largest text that is read as a whole; twenty years of training take four."""
CHUNK: Final = 1 << 16

NOTE_LENGTH: Final = 120


@contextmanager
def opened(path: Path, limit: int = LIMIT) -> Iterator[BinaryIO]:
    """The bytes of an ordinary file. Raises :class:`ImportFailed` if there is none or too much of it."""
    try:
        # A pipe or a device would wait for ever, or never end.
        ordinary = stat.S_ISREG(path.stat().st_mode)
        file = path.open("rb") if ordinary else None
    except OSError as error:
        raise ImportFailed(
            f"{path.name} cannot be opened: {error.strerror}",
            "Check the path and whether you may read the file.",
        ) from error
    if file is None:
        raise ImportFailed(f"{path.name} is not a file", "Name a file with training sessions.")
    with file:
        size = file.seek(0, 2)
        file.seek(0)
        if size > limit:
            raise ImportFailed(
                f"{path.name} is larger than {limit // 1024 // 1024} MB", "Export a shorter span of time."
            )
        if not size:
            raise ImportFailed(f"{path.name} is empty", "Export it again.")
        yield file


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, a part at a time."""
    while chunk := file.read(CHUNK):
        yield chunk


def read_text(path: Path, limit: int = TABLE_LIMIT) -> str:
    """The text of a file. Raises :class:`ImportFailed` if there is none or too much of it."""
    with opened(path, limit) as file:
        try:
            data = file.read(limit)
        except OSError as error:
            raise ImportFailed(f"{path.name} cannot be read: {error.strerror}", "Copy it again.") from error
    if not data.strip():
        raise ImportFailed(f"{path.name} is empty", "Export it again.")
    return _decode(data)


def clean(text: str, length: int = NOTE_LENGTH) -> str:
    """One short line without control characters."""
    visible = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    line = " ".join(visible.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
