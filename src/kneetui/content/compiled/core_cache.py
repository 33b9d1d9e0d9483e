"""The core, read and checked, kept on disk: checking one small pack need not read it all again.

The file is named after the core's own files and the code that reads them, like the compiled library
(:mod:`kneetui.content.compiled.cache`). Only shapes of a pack are read back.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
import sys
from pathlib import Path
from typing import Any

from kneetui.config import paths
from kneetui.content.compiled import cache
from kneetui.content.format import deprecated, fields, schema
from kneetui.content.loading import loader
from kneetui.content.loading import merge as building
from kneetui.content.loading import pack as shapes
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.pack import Pack

ORIGIN = "built in"

_TABLES = tuple(dict.fromkeys(table.__module__ for table in schema.TABLES))
"""The modules in which the shapes of tables stand."""

_MODULES = (
    *(sys.modules[name] for name in (*cache.MODEL, *_TABLES)),
    *(deprecated, fields, shapes, schema),
)
_CODE = (Path(__file__), *(Path(str(module.__file__)) for module in (loader, *_MODULES)))
_SHAPES = tuple(module.__name__ for module in _MODULES)
_PATHS = ("PosixPath", "WindowsPath")


class _PackReader(pickle.Unpickler):
    """Reads a pack's own shapes and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "pathlib" and name in _PATHS:
            return super().find_class(module, name)
        if module in _SHAPES and "." not in name:
            shape = super().find_class(module, name)
            if isinstance(shape, type) and shape.__module__ == module:
                return shape
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a pack")


def core_pack() -> Pack:
    """The built-in pack as :func:`~kneetui.content.loading.loader.load_pack` reads it, from its file if that is still true.

    Its cases are left out: no other pack names them. A core with problems is never kept, and a cache that
    cannot be written is no error.
    """
    folder = building.CORE
    path = paths.cache_dir() / f"core-{_fingerprint(folder)}.pickle"
    pack = _read(path)
    if pack is not None:
        return pack
    pack = load_pack(folder, ORIGIN)
    pack.tables.pop("case", None)
    if not pack.problems:
        with contextlib.suppress(OSError):
            paths.write_private(path, pickle.dumps(pack, protocol=5))
            for old in path.parent.glob("core-*.pickle"):
                if old != path:
                    old.unlink(missing_ok=True)
    return pack


def _read(path: Path) -> Pack | None:
    try:
        pack = _PackReader(io.BytesIO(path.read_bytes())).load()
    except Exception:
        return None
    return pack if isinstance(pack, Pack) else None


def _fingerprint(folder: Path) -> str:
    seen = hashlib.sha256(cache.fingerprint([(folder, ORIGIN)]).encode())
    for file in _CODE:
        with contextlib.suppress(OSError):
            info = file.stat()
            seen.update(f"\0{file.name}\0{info.st_size}\0{info.st_mtime_ns}".encode())
    return seen.hexdigest()[:32]
