"""What ships with kneetui is read once a run, and not again by every test.

Nothing in a test changes the core or the packs of this repository, and a library is frozen, so that tests can share
it. A pack as it was read is not, so each reader gets lists of its own; the tables in them nobody changes. Whatever
else is read, also a core that a test wrote, is read as ever. What is reckoned once from a library is held for more
libraries than the app ever has: a test that changes one compares it with the other, again and again.

An app that a test starts compiles its library here, where all this is known already, and not in a process of its own;
what that does is told in ``tests/content/compiled/test_compile.py`` and ``tests/test_layers.py``.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

from textual.cache import LRUCache

from kneetui.config import distributions
from kneetui.content.compiled import cache as compiled
from kneetui.content.compiled.cache import undisturbed
from kneetui.content.compiled.compile import OtherProcess
from kneetui.content.loading import loader, toml
from kneetui.content.loading.pack import Pack
from kneetui.content.loading.pack_files import read_file
from kneetui.content.model import Library
from kneetui.triage import memo

ROOT = Path(__file__).parents[1]
SHIPPED = (ROOT / "src", ROOT / "packs")

COMPARED = 8
"""Two libraries, the core of each, and what stays from other tests."""

WORTHWHILE = 2_000
"""A file of so many bytes takes longer to parse than to look up."""

_read_pack = loader.load_pack
_parse = toml.parse
_parsed: LRUCache[bytes, bytes] = LRUCache(64)
_packed = compiled.packed
compile_apart = OtherProcess.compile


@cache
def _is_shipped(folder: Path) -> bool:
    return any(folder.is_relative_to(place) for place in SHIPPED)


@cache
def _read(folder: Path, origin: str) -> Pack:
    return _read_pack(folder, origin)


def load_pack(folder: Path, origin: str = "folder") -> Pack:
    """The pack in ``folder``: a copy, if it is one of ours."""
    if not _is_shipped(folder):
        return _read_pack(folder, origin)
    pack = _read(folder, origin)
    return replace(
        pack,
        tables={kind: list(items) for kind, items in pack.tables.items()},
        problems=list(pack.problems),
        warnings=list(pack.warnings),
        broken=set(pack.broken),
    )


def parse(path: Path) -> toml.Parsed:
    """A TOML file: not parsed again where it holds what another held, as the copies of our packs do that tests change."""
    try:
        data = read_file(path)
    except OSError:
        return _parse(path)
    known = _parsed.get(data)
    if known is None:
        parsed = _parse(path)
        if len(data) > WORTHWHILE and not parsed.mistakes:
            _parsed[data] = pickle.dumps(parsed, protocol=5)
        return parsed
    with undisturbed():
        again = pickle.loads(known)
    assert isinstance(again, toml.Parsed)
    return again


def _compile_here(self: OtherProcess, folders: compiled.Folders, cache_dir: Path, language: str = "") -> None:
    """Leave it to whoever reads the library."""


def share() -> None:
    """Begin to share; before anything takes one of these functions by its name."""
    loader.load_pack = load_pack
    memo.HELD = COMPARED
    OtherProcess.compile = _compile_here  # type: ignore[method-assign]
    vars(distributions)["_read"] = _reading(frozenset(sys.path))
    from kneetui.content.loading import merge

    read_library = merge.load
    shared = cache(read_library)
    ours: dict[int, Library] = {}

    def load(folders: Iterable[tuple[Path, str]] = (), language: str = "") -> Library:
        """The library of the core and the packs in ``folders``: the same one, if all are ours."""
        wanted = tuple(folders)
        if all(_is_shipped(folder) for folder in (merge.CORE, *(folder for folder, _ in wanted))):
            library = shared(wanted, language)
            ours[id(library)] = library
            return library
        return read_library(wanted, language)

    merge.load = load
    from kneetui.triage.evaluation import cases

    for reader in (loader, cases):
        vars(reader)["parse"] = parse
    keeping = _keeping(merge.merged)

    def merged(packs: Sequence[Pack]) -> Library:
        """One attempt to merge packs: the same one, if all are ours."""
        return keeping(packs)

    merge.merged = merged
    compiled.packed = _packing(ours)


def _reading(places: Collection[str]) -> Callable[[str, str, str], str | None]:
    """What reads a file of a distribution: once, of those that are installed when the run begins."""
    read = distributions._read
    shared = cache(read)

    def text(place: str, folder: str, file: str) -> str | None:
        return shared(place, folder, file) if place in places else read(place, folder, file)

    return text


def _keeping(merged: Callable[[Sequence[Pack]], Library]) -> Callable[[Sequence[Pack]], Library]:
    """``merged``, which knows what whole packs of ours came to: a bad pack beside them is tried, then they without it."""
    known: dict[tuple[object, ...], tuple[Sequence[Pack], Library]] = {}

    def get(packs: Sequence[Pack]) -> Library:
        if not all(_is_shipped(pack.folder) and _is_good(pack) for pack in packs):
            return merged(packs)
        key = tuple((pack.folder, pack.origin, *map(id, chain(*pack.tables.values()))) for pack in packs)
        if key not in known:
            library = merged(packs)
            if not all(map(_is_good, packs)):
                return library
            known[key] = packs, library
        return known[key][1]

    return get


def _is_good(pack: Pack) -> bool:
    return pack.info is not None and not (pack.problems or pack.warnings or pack.broken)


def _packing(ours: Mapping[int, Library]) -> Callable[..., bytes]:
    """``packed``, which packs each of our libraries once; they are known by their ids."""

    @cache
    def body(number: int) -> bytes:
        return _packed(ours[number])

    def packed(library: Library, state: str = "") -> bytes:
        """The compiled form of a library."""
        return (
            body(id(library)) + compiled._spelled(state) if id(library) in ours else _packed(library, state)
        )

    return packed
