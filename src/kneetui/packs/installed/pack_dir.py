"""Where packs stand: this user's shelf and the shelf of the whole host, and which of them are in use.

A shelf is a folder with one folder a pack, named by its id, and beside it ``ID.toml``, the record of
how it came there (:mod:`kneetui.packs.installed.install_record`). What is read here is read at every start, so it is little:
the names on the shelves and one small file. No record, no pack and no plugin is opened for it, unless
packs of plugins and packs of a shelf could have one id.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from kneetui.config import paths
from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.loading.pack_files import read_file
from kneetui.packs.installed import disabled

SYSTEM = "KNEETUI_SYSTEM_PACKS"
"""Environment variable: another place for the packs of all users of this host."""

PLUGINS = "KNEETUI_PLUGINS"
"""Environment variable: if set, only what it names is used; empty means the core alone."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
READY = ".ready-"
"""Before the id: a pack that is complete and in force, but not yet in its place."""

Folders = list[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place for packs. ``scope`` says for whom: ``this user`` or ``all users``."""

    scope: str
    folder: Path

    @property
    def shared(self) -> bool:
        """Whether it is for all users of the host."""
        return self.scope == ALL_USERS

    @property
    def backups(self) -> Path:
        """Where edited packs go when others take their place; kneetui never deletes anything there."""
        return self.folder / "_kept"

    def packs(self) -> dict[str, Path]:
        """The folder of each pack by id, in the order of the ids. A shelf that cannot be read is empty."""
        pack_folders: dict[str, Path] = {}
        ready: dict[str, Path] = {}
        try:
            entries = list(os.scandir(self.folder))
        except OSError:
            return {}
        for entry in entries:
            if entry.name.startswith(READY):
                name = entry.name.removeprefix(READY)
                places = (Path(entry.path) / "pack", self.folder / name)
                there = next((place for place in places if place.is_dir()), None)
                if there and ID.match(name):
                    ready[name] = there
            elif ID.match(entry.name) and entry.is_dir(follow_symlinks=False):
                pack_folders[entry.name] = Path(entry.path)
        return dict(sorted((pack_folders | ready).items()))


THIS_USER = "this user"
ALL_USERS = "all users"


def user() -> Shelf:
    """The shelf of this user."""
    return Shelf(THIS_USER, paths.data_dir() / "packs")


def system() -> Shelf:
    """The shelf of all users of this host."""
    return Shelf(ALL_USERS, Path(os.environ.get(SYSTEM) or "/usr/local/share/kneetui/packs"))


def shelves() -> tuple[Shelf, Shelf]:
    """Both shelves; what stands on the first goes before the same on the second."""
    return user(), system()


def folders() -> Folders:
    """The packs of both shelves that are in use, each with a word on where it came from.

    A pack of this user goes before one of all users with the same id; what this user switched off is
    left out, and so is what the environment does not name.
    """
    off = disabled.disabled()
    return [(folder, origin) for name, folder, origin in _on_shelves() if name not in off]


def used(of_plugins: Iterable[tuple[Path, str]]) -> Folders:
    """Every pack in use: those of plugins, then those of the shelves.

    Of two with one id, the shelf's is used: somebody asked for it by name, and was told.
    """
    shelved = _on_shelves()
    off = disabled.disabled()
    taken = off.union(name for name, *_ in shelved)
    rest = [
        (folder, origin) for folder, origin in of_plugins if not taken or id_of(Path(folder)) not in taken
    ]
    return [*rest, *((folder, origin) for name, folder, origin in shelved if name not in off)]


def hidden(of_plugins: Sequence[tuple[Path, str]]) -> list[tuple[str, Path, str, str]]:
    """Packs that are installed but give way to another with the same id: id, folder, origin, and whose."""
    first: dict[str, str] = {}
    behind = []
    for shelf in shelves():
        for name, folder in shelf.packs().items():
            if name in first:
                behind.append((name, folder, shelf.scope, first[name]))
            first.setdefault(name, shelf.scope)
    for folder, origin in of_plugins:
        name = id_of(Path(folder))
        if name in first:
            behind.append((name, Path(folder), origin, first[name]))
    return behind


def named(name: str) -> bool:
    """Whether the environment lets a pack of a shelf be used."""
    switch = os.environ.get(PLUGINS)
    return switch is None or name in {word.strip() for word in switch.split(",")}


def id_of(folder: Path) -> str:
    """The id in a folder's ``pack.toml``; the folder's name if it cannot be read."""
    import tomllib

    try:
        name = tomllib.loads(read_file(folder / "pack.toml").decode("utf-8-sig")).get("id")
    except (OSError, ValueError, RecursionError):
        name = None
    return name if isinstance(name, str) else folder.name


def _on_shelves() -> list[tuple[str, Path, str]]:
    pack_folders: dict[str, tuple[Path, str]] = {}
    for shelf in reversed(shelves()):
        pack_folders |= {name: (folder, shelf.scope) for name, folder in shelf.packs().items()}
    return [(name, folder, origin) for name, (folder, origin) in sorted(pack_folders.items()) if named(name)]
