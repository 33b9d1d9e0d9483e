"""What ships with kneetui is read once a run, and not again by every test.

Nothing in a test changes the core or the packs of this repository, and a library is frozen, so that tests can share
it. A pack as it was read is not, so each reader gets a copy. Whatever else is read, also a core that a test wrote,
is read as ever.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kneetui.content.compiled.cache import undisturbed
from kneetui.content.loading import loader
from kneetui.content.loading.pack import Pack
from kneetui.content.model import Library

ROOT = Path(__file__).parents[1]
SHIPPED = (ROOT / "src", ROOT / "packs")

_read_pack = loader.load_pack


@cache
def _is_shipped(folder: Path) -> bool:
    return any(folder.is_relative_to(place) for place in SHIPPED)


@cache
def _pickled(folder: Path, origin: str) -> bytes:
    return pickle.dumps(_read_pack(folder, origin), protocol=5)


def load_pack(folder: Path, origin: str = "folder") -> Pack:
    """The pack in ``folder``: a copy, if it is one of ours."""
    if not _is_shipped(folder):
        return _read_pack(folder, origin)
    with undisturbed():
        pack = pickle.loads(_pickled(folder, origin))
    assert isinstance(pack, Pack)
    return pack


def share() -> None:
    """Begin to share; before anything takes one of these functions by its name."""
    loader.load_pack = load_pack
    from kneetui.content.loading import merge

    read_library = merge.load
    shared = cache(read_library)

    def load(folders: Iterable[tuple[Path, str]] = (), language: str = "") -> Library:
        """The library of the core and the packs in ``folders``: the same one, if all are ours."""
        wanted = tuple(folders)
        if all(_is_shipped(folder) for folder in (merge.CORE, *(folder for folder, _ in wanted))):
            return shared(wanted, language)
        return read_library(wanted, language)

    merge.load = load
