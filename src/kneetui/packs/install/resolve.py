"""Finds what a person asked for and brings its files into a folder of their own, as data.

A folder, an archive, a wheel, an address of either, or ``NAME@INDEX``.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from kneetui.config.wording import count
from kneetui.content.format import limits
from kneetui.content.model import Problem
from kneetui.packs.archive import archive
from kneetui.packs.authoring.find_project import nearby
from kneetui.packs.errors import PackError
from kneetui.packs.index import trusted
from kneetui.packs.index.download import fetch, is_address, read
from kneetui.packs.index.index import Version
from kneetui.packs.installed.install_record import Came

_NAMED = re.compile(r"(?P<name>[a-z0-9-]+)@(?P<index>[a-z0-9-]+)\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a pack in ``folder``, where they came from, and in words how they are signed."""

    folder: Path
    came: Came
    signature: str


def find(what: str, into: Path, sha256: str = "", version: str = "") -> Found:
    """Bring the pack that ``what`` names into ``into``, an empty folder.

    ``sha256`` is what the file must have; ``version`` chooses one from an index. Nothing is checked yet but
    that it is a pack's files and nothing else. Raises :class:`PackError`.
    """
    if sha256 and not _SHA256.match(sha256):
        remedy = "Copy all of its 64 digits, from 0 to 9 and a to f."
        raise PackError.of(f"“{sha256[:80]}” is no SHA-256", remedy)
    if not what:
        raise PackError.of("no pack is named", "Give a folder, a file, an address, or NAME@INDEX.")
    named = _NAMED.match(what)
    if version and not named:
        raise PackError.of(
            "a version can only be chosen from an index", "Write NAME@INDEX, or leave it away.", what
        )
    if is_address(what):
        return _address(what, into, sha256)
    path = _path(what)
    if named and not os.path.lexists(path):
        return _named(named["name"], named["index"], into, sha256, version)
    if os.path.isdir(path):  # noqa: PTH112 - no error for names that cannot be
        return _folder(path, into, sha256)
    data = read(path, limits.ARCHIVE_BYTES)
    kind = "wheel" if path.suffix == ".whl" else "archive"
    found = _open(data, path.name, into, sha256, what)
    return Found(into, Came(kind, str(path.absolute()), sha256=found), _unsigned(sha256))


def _path(what: str) -> Path:
    try:
        return Path(what).expanduser()
    except RuntimeError:
        return Path(what)


def again(came: Came, into: Path) -> Found:
    """What stands now where a pack came from, of an index the newest version. Raises :class:`PackError`."""
    if came.kind == "index":
        return _named(came.name, came.index, into, "", "")
    return find(came.place, into)


def _unsigned(sha256: str) -> str:
    return "unsigned: only the hash you gave was checked" if sha256 else "unsigned"


def _address(address: str, into: Path, sha256: str) -> Found:
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    data = fetch(address, limits.ARCHIVE_BYTES)
    return Found(
        into, Came("url", address, sha256=_open(data, name, into, sha256, address)), _unsigned(sha256)
    )


def _folder(path: Path, into: Path, sha256: str) -> Found:
    if sha256:
        raise PackError.of("a folder has no hash", "Leave --sha256 away, or give an archive.", path)
    folder = path.absolute()
    if not (folder / "pack.toml").exists():
        inside = nearby(folder)
        if len(inside) > 1:
            message = f"there are {count(len(inside), 'pack')} in this folder"
            raise PackError.of(message, f"Give one of them, such as {inside[0]}.", path)
        folder = inside[0] if inside else folder
    for name, data in archive.folder_files(folder).items():
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    if not (into / "pack.toml").exists():
        remedy = "A pack is a folder with a pack.toml; see the pack author's guide."
        raise PackError.of("there is no pack.toml in this folder", remedy, path)
    return Found(into, Came("folder", str(folder)), "unsigned: a folder of this computer")


def _named(name: str, index: str, into: Path, sha256: str, version: str) -> Found:
    known = trusted.trusted()
    if index not in known:
        raise trusted.unknown(index)
    opened = trusted.open_index(known[index])
    entry = opened.index.get(name)
    if entry is None:
        from kneetui.content.loading.messages import did_you_mean

        names = ", ".join(sorted(opened.index)[:20]) or "nothing"
        message = f"the index {index} has no pack “{name}”"
        raise PackError.of(
            message, did_you_mean(name, list(opened.index)) or f"It has: {names}.", known[index].url
        )
    chosen = entry.best(version)
    if chosen is None:
        there = ", ".join(each.version for each in entry.versions[:20]) or "none"
        message = f"the index {index} has no {name} {version}".rstrip()
        what = "Choose one of these versions" if version else "None of them fits this kneetui; it has"
        raise PackError.of(message, f"{what}: {there}.", known[index].url)
    place = _place(known[index].url, chosen)
    wanted = sha256 or chosen.sha256
    data = fetch(place, limits.ARCHIVE_BYTES)
    digest = _open(data, Path(urlsplit(place).path).name, into, chosen.sha256, place)
    if digest != wanted:
        raise _other_hash(digest, wanted, place)
    return Found(into, Came("index", place, index, digest, name), opened.signature)


def _place(index: str, version: Version) -> str:
    """Where the file of a version is; an index on the web cannot point into this computer."""
    place = urljoin(index, version.file)
    if urlsplit(place).scheme != urlsplit(index).scheme and urlsplit(place).scheme != "https":
        message = f"the index points to {ascii(place[:200])[1:-1]}"
        raise PackError.of(message, "Ask its maker to use addresses relative to the index.", index)
    return place


def _open(data: bytes, name: str, into: Path, sha256: str, where: str) -> str:
    """Unpack an archive or a wheel; its hash."""
    digest = hashlib.sha256(data).hexdigest()
    if sha256 and digest != sha256:
        raise _other_hash(digest, sha256, where)
    wheel = name.endswith(".whl")
    file = into.with_name(f"{into.name}{'.whl' if wheel else '.zip'}")
    file.write_bytes(data)
    try:
        (archive.unpack_wheel if wheel else archive.unpack)(file, into)
    except PackError as error:
        raise PackError([_at(each, file, where) for each in error.problems]) from None
    finally:
        file.unlink()
    return digest


def _at(problem: Problem, file: Path, where: str) -> Problem:
    return replace(problem, file=where if problem.file == str(file) else problem.file)


def _other_hash(digest: str, wanted: str, where: str) -> PackError:
    message = f"the file is not the one that was promised: its SHA-256 is {digest}, not {wanted}"
    return PackError.of(message, "Do not use it. Ask whoever gave you the hash.", where)
