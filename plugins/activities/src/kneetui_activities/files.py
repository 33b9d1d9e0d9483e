"""Reads the text of a file, whatever its encoding, within limits."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import ImportFailed

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 50 * 1024 * 1024
"""Bytes of the largest file that is read."""

NOTE_LENGTH = 120


def read_text(path: Path) -> str:
    """The text of a file. Raises :class:`ImportFailed` if there is none or too much of it."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise ImportFailed(
            f"{path.name} cannot be opened: {error.strerror}",
            "Check the path and whether you may read the file.",
        ) from error
    if len(data) > LIMIT:
        raise ImportFailed(
            f"{path.name} is larger than {LIMIT // 1024 // 1024} MB", "Export a shorter span of time."
        )
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
