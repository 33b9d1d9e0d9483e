"""What a command reads: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kneetui.cli.io.refusals import fail


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file (``-`` for standard input); leaves with a sentence if it cannot be read."""
    return as_text(read_bytes(path), path)


def read_bytes(path: str | Path) -> bytes:
    """What is in a file (``-`` for standard input); leaves with a sentence if it cannot be read."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        fail([f"{path}: {reason}. Give the path of a TOML file."])


def as_text(data: bytes, path: str | Path) -> str:
    """The text that the bytes of a file are; leaves with a sentence if they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail([f"{path}: the file is not UTF-8 text. Save it again as UTF-8."])


def read_toml(path: str | Path) -> dict[str, Any]:
    """A TOML file (``-`` for standard input); leaves with a sentence if it cannot be read."""
    import tomllib

    text = read_text(path)
    try:
        return tomllib.loads(text)
    except RecursionError:
        fail([f"{path}: not valid TOML: nested too deeply. Write each answer on its own line."])
    except ValueError as error:
        fail([f"{path}: not valid TOML: {error}. Check quotes, brackets and commas there."])
