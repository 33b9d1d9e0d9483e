"""The installed Python distributions: their names, versions, files and entry points.

What ``importlib.metadata`` says, read from the same files. That module takes as long to import as four empty
Pythons (it brings the parsers of mail and of archives along), and every command would wait for it; so it is asked only
where something else than a folder is on the path, or another finder knows distributions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial

_ENDINGS = (".dist-info", ".egg-info")
_HEADS = ("METADATA", "PKG-INFO")


class InstalledDistribution:
    """A distribution as its metadata tell of it, which are read when something of them is first asked for."""

    __slots__ = ("_heads", "_stem", "read_text")

    def __init__(self, stem: str, read_text: Callable[[str], str | None]) -> None:
        self._stem = stem
        self._heads: dict[str, str] | None = None
        self.read_text = read_text
        """The text of a file that describes the distribution, such as ``INSTALLER``, or ``None`` without one."""

    @property
    def name(self) -> str:
        """Its name, spelled as its author does."""
        return self._head("name") or self._stem.partition("-")[0]

    @property
    def version(self) -> str:
        """Its version; empty if it is not known."""
        return self._head("version") or self._stem.partition("-")[2]

    @property
    def key(self) -> str:
        """Its name as distributions are told apart by it."""
        return plain_name(self._stem.partition("-")[0] or self.name)

    def _head(self, key: str) -> str:
        if self._heads is None:
            self._heads = {}
            text = next(filter(None, map(self.read_text, _HEADS)), "")
            for line in text.splitlines():
                if not line.strip():
                    break
                name, _, value = line.partition(":")
                self._heads.setdefault(name.lower(), value.strip())
        return self._heads.get(key, "")


class EntryPoint:
    """One entry point: ``load`` gives what it names."""

    __slots__ = ("dist", "name", "value")

    def __init__(self, name: str, value: str, dist: InstalledDistribution) -> None:
        self.name = name
        self.value = value
        self.dist = dist

    def load(self) -> object:
        """The object that ``value`` (``module:attribute``) names. Raises what importing it raises."""
        from importlib import import_module

        module, _, attributes = self.value.partition("[")[0].partition(":")
        target: object = import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            target = getattr(target, attribute)
        return target


def plain_name(name: str) -> str:
    """A name of a distribution as all its spellings have it."""
    plain = name.lower().replace("_", "-").replace(".", "-")
    while "--" in plain:
        plain = plain.replace("--", "-")
    return plain


def distributions() -> list[InstalledDistribution]:
    """Every distribution, of two with one name the first on the path."""
    unique: dict[str, InstalledDistribution] = {}
    for dist in _with_doubles():
        unique.setdefault(dist.key, dist)
    return list(unique.values())


def distribution(name: str) -> InstalledDistribution | None:
    """The distribution of this name, or ``None`` if it is not installed."""
    wanted = plain_name(name)
    return next((dist for dist in _with_doubles() if dist.key == wanted), None)


def entry_points(group: str) -> list[EntryPoint]:
    """The entry points of a group, in the order of the path."""
    return [point for dist in distributions() for point in _points(dist, group)]


def _points(dist: InstalledDistribution, group: str) -> Iterator[EntryPoint]:
    text = dist.read_text("entry_points.txt") or ""
    if f"[{group}]" not in text:
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip()
        elif section == group and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield EntryPoint(name.strip(), value.strip(), dist)


def _with_doubles() -> list[InstalledDistribution]:
    try:
        return list(_in_folders())
    except _NotFolders:
        return list(_by_importlib())


class _NotFolders(Exception):
    """Distributions may be where only ``importlib.metadata`` looks."""


def _in_folders() -> Iterator[InstalledDistribution]:
    from importlib.machinery import PathFinder

    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        raise _NotFolders
    for place in dict.fromkeys(sys.path):
        if place.lower().endswith(".egg"):
            raise _NotFolders
        try:
            names = os.listdir(place or ".")  # noqa: PTH208 (makes no path of what is no distribution)
        except NotADirectoryError:
            raise _NotFolders from None
        except OSError:
            continue
        for name in names:
            if name.lower().endswith(_ENDINGS):
                yield InstalledDistribution(name.rpartition(".")[0], partial(_read, place, name))


def _read(place: str, folder: str, file: str) -> str | None:
    path = os.path.join(place, folder, file)  # noqa: PTH118 (most are not there, and a Path takes longer than to see that)
    try:
        with open(path, encoding="utf-8") as text:  # noqa: PTH123
            return text.read()
    except (OSError, UnicodeDecodeError):
        return None


def _by_importlib() -> Iterator[InstalledDistribution]:
    from importlib import metadata

    for dist in metadata.distributions():
        yield InstalledDistribution("", dist.read_text)
