"""Reads a file of this computer whole, unless it is larger than any pack."""

from __future__ import annotations

import stat
from pathlib import Path

from kneetui.content.loading.invisible_chars import shown
from kneetui.packs.errors import PackError


def read_file(path: Path, most: int) -> bytes:
    """The bytes of a file, at most ``most``. Raises :class:`PackError`."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise PackError.of("this is not a file", "Give the path of a file.", path)
        if state.st_size > most:
            raise too_large(path, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PackError.of(
            f"it cannot be read ({reason})", "Check the path.", shown(str(path), 200)
        ) from None
    if len(data) > most:
        raise too_large(path, most)
    return data


def too_large(place: object, most: int) -> PackError:
    """The error for what is larger than ``most`` bytes."""
    message = f"it is larger than {most:,} bytes"
    return PackError.of(message, "A pack is text, and far smaller; check that this is one.", place)
