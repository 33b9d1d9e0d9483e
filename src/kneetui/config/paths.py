"""Where kneetui keeps things: settings, the diary, drafts and the compiled library."""

from __future__ import annotations

import contextlib
import os
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
    """Where the settings stand: what a person chose, and could choose again."""
    return _folder("config", ".config")


def data_dir() -> Path:
    """The diary and drafts: what nobody may lose."""
    return _folder("data", ".local/share")


def cache_dir() -> Path:
    """What can be made again: the compiled library, and the patterns of modules."""
    return _folder("cache", ".cache")


def private_dir(path: Path) -> Path:
    """The folder; it and the folders above it are made if needed, readable by their owner alone."""
    for folder in (*reversed(path.parents), path):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def write_private(path: Path, data: str | bytes, *, mode: int = 0o600, durable: bool = True) -> None:
    """Write a file whole or not at all, readable by its owner alone unless ``mode`` says otherwise.

    A symbolic link stays, and what it names is written. What is there and no regular file (a pipe, a device)
    is written into and never replaced, nor are its rights changed. Without ``durable`` it outlives the program, and the
    computer only if that stays on for some seconds more. Raises ``OSError``.
    """
    import tempfile

    private_dir(path.parent)
    raw = data.encode() if isinstance(data, str) else data
    if path.exists() and not path.is_file():
        path.write_bytes(raw)
        return
    target = path.resolve() if path.is_symlink() else path
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
