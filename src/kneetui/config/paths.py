"""Where kneetui keeps things: settings, the diary, drafts and the compiled library."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

HOME = "KNEETUI_HOME"
"""Environment variable: one folder for everything, instead of the XDG folders."""


def _folder(kind: str, fallback: str) -> Path:
    home = os.environ.get(HOME)
    if home:
        return Path(home) / kind
    given = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if given.startswith("/"):
        return Path(given) / "kneetui"
    if os.name == "posix" and os.uname().sysname != "Darwin":
        return Path.home() / fallback / "kneetui"
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("kneetui", appauthor=False))


def config_dir() -> Path:
    """Settings."""
    return _folder("config", ".config")


def data_dir() -> Path:
    """The diary and drafts: what nobody may lose."""
    return _folder("data", ".local/share")


def cache_dir() -> Path:
    """What can be made again: the compiled library."""
    return _folder("cache", ".cache")


def private_dir(path: Path) -> Path:
    """The folder; it and the folders above it are made if needed, readable by their owner alone."""
    for folder in (*reversed(path.parents), path):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def write_private(path: Path, data: str | bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone (mode 0600)."""
    private_dir(path.parent)
    raw = data.encode() if isinstance(data, str) else data
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
