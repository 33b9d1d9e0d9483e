"""The compiled library on disk: read back without a TOML parser and without pydantic.

The file is named after the packs it was made from (path, size and time of every TOML file, and the
version of the app), so a changed pack makes a new one. Only shapes of this package are read back.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneetui import __version__
from kneetui.content.model import Library

if TYPE_CHECKING:
    from collections.abc import Callable

Folders = Sequence[tuple[Path, str]]
SHAPE = 3
"""Raised when the shape of the compiled library changes."""

_SHAPES = ("kneetui.content.model", "kneetui.content.conditions")


class _Reader(pickle.Unpickler):
    """Reads the library's own shapes and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        if module in _SHAPES and "." not in name:
            shape = super().find_class(module, name)
            if isinstance(shape, type) and shape.__module__ == module:
                return shape
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a library")


def fingerprint(folders: Folders) -> str:
    """A name for this set of packs: changes when a TOML file is added, removed, resized or saved."""
    seen = hashlib.sha256(f"{__version__}/{SHAPE}".encode())
    for folder, origin in folders:
        seen.update(f"\0{folder}\0{origin}".encode())
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith(".toml"):
                with contextlib.suppress(OSError):
                    info = entry.stat()
                    seen.update(f"\0{entry.name}\0{info.st_size}\0{info.st_mtime_ns}".encode())
    return seen.hexdigest()[:32]


def read(path: Path) -> Library | None:
    """The compiled library in ``path``, or ``None`` if it is not there or not whole."""
    try:
        with path.open("rb") as file:
            library = _Reader(io.BytesIO(file.read())).load()
    except Exception:
        return None
    return library if isinstance(library, Library) else None


def load(folders: Folders, cache: Path, write: Callable[[Path, bytes], None]) -> Library:
    """The library of the core and the packs in ``folders``, from ``cache`` if it is still true.

    ``write`` stores the compiled file; a cache that cannot be written is no error.
    """
    core = Path(__file__).with_name("core")
    path = cache / f"library-{fingerprint([(core, 'built in'), *folders])}.pickle"
    library = read(path)
    if library is not None:
        return library
    from kneetui.content import library as building

    library = building.load(folders)
    with contextlib.suppress(OSError):
        write(path, pickle.dumps(library, protocol=5))
        _forget_old(cache, keep=path)
    return library


def _forget_old(cache: Path, keep: Path, most: int = 4) -> None:
    files = sorted(cache.glob("library-*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[most:]:
        if path != keep:
            path.unlink(missing_ok=True)
