"""Finds what a person asked for and brings its files into a folder of their own, as data.

A folder, an archive or a wheel of this computer, or what a source of a plugin fetches.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kneetui.config import account
from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count
from kneetui.content.format import limits
from kneetui.content.model import Problem
from kneetui.packs.archive import archive
from kneetui.packs.archive.read_file import read_file
from kneetui.packs.checking.find_project import nearby
from kneetui.packs.errors import PackError
from kneetui.packs.install.sources import (
    FetchedPack,
    PackSource,
    checked_hash,
    fetched,
    is_address,
    is_name,
    no_source,
)
from kneetui.packs.installed.install_record import Came

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class ResolvedPack:
    """The files of a pack in ``folder``, where they came from, and in words how they are signed."""

    folder: Path
    came: Came
    signature: str


def find(
    what: str, into: Path, sources: Sequence[PackSource] = (), *, sha256: str = "", version: str = ""
) -> ResolvedPack:
    """Bring the pack that ``what`` names into ``into``, an empty folder.

    ``sha256`` is what the file must have; ``version`` chooses one where a source has several. Nothing is
    checked yet but that it is a pack's files and nothing else. Raises :class:`PackError`.
    """
    if sha256 and not _SHA256.match(sha256):
        remedy = "Copy all of its 64 digits, from 0 to 9 and a to f."
        raise PackError.of(f"“{sha256[:80]}” is no SHA-256", remedy)
    if not what:
        raise PackError.of("no pack is named", f"Give {ways_to_ask(sources)}.")
    permitted(what)
    path = Path(what) if is_name(what) else account.current().reading(what)
    if is_address(what) or account.current().confined or not os.path.lexists(path):
        remote = fetched(what, version, sources)
        if remote:
            return _remote(remote, into, sha256)
    if version:
        raise PackError.of(
            "a version can only be chosen from an index", "Write NAME@INDEX, or leave it away.", what
        )
    if os.path.isdir(path):  # noqa: PTH112 - no error for names that cannot be
        return _folder(path, into, sha256)
    data = read_file(path, limits.ARCHIVE_BYTES)
    kind = "wheel" if path.suffix == ".whl" else "archive"
    digest = _open(data, path.name, into, sha256, what)
    return ResolvedPack(into, Came(kind=kind, place=str(path.absolute()), sha256=digest), _unsigned(sha256))


def ways_to_ask(sources: Sequence[PackSource]) -> str:
    """What a person can give, in words."""
    if account.current().confined:
        return "NAME@INDEX"
    forms = (form for source in sources for form in source.forms)
    *most, last = ["a folder", "an archive (.zip)", "a wheel (.whl)", *forms]
    return f"{', '.join(most)}, or {last}"


def permitted(what: str) -> None:
    """Raises :class:`PackError` if this account may not have packs from there."""
    try:
        account.current().pack_place(what, by_name=is_name(what))
    except account.ForbiddenError as error:
        raise PackError.of(error.message, error.remedy, what) from None


def again(came: Came, into: Path, sources: Sequence[PackSource]) -> ResolvedPack:
    """What stands now where a pack came from, of an index the newest version. Raises :class:`PackError`."""
    if came.kind not in ("url", "index"):
        return find(came.place, into)
    what = f"{came.name}@{came.index}" if came.kind == "index" else came.place
    permitted(what)
    remote = fetched(what, "", sources)
    if remote is None:
        raise no_source(what)
    return _remote(remote, into, "")


def _remote(pack: FetchedPack, into: Path, sha256: str) -> ResolvedPack:
    digest = _open(pack.data, pack.file_name, into, sha256, pack.place)
    came = Came(
        kind="index" if pack.index else "url",
        place=pack.place,
        index=pack.index,
        sha256=digest,
        name=pack.name,
    )
    return ResolvedPack(into, came, pack.signature or _unsigned(sha256))


def _unsigned(sha256: str) -> str:
    return "unsigned: only the hash you gave was checked" if sha256 else "unsigned"


def _folder(path: Path, into: Path, sha256: str) -> ResolvedPack:
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
    return ResolvedPack(into, Came(kind="folder", place=str(folder)), "unsigned: a folder of this computer")


def _open(data: bytes, name: str, into: Path, sha256: str, where: str) -> str:
    """Unpack an archive or a wheel; its hash."""
    digest = checked_hash(data, sha256, where)
    wheel = name.endswith(".whl")
    file = into.with_name(f"{into.name}{'.whl' if wheel else '.zip'}")
    file.write_bytes(data)
    try:
        (archive.unpack_wheel if wheel else archive.unpack)(file, into)
    except PackError as error:
        raise PackError([_at(problem, file, where) for problem in error.problems]) from None
    finally:
        file.unlink()
    return digest


def _at(problem: Problem, file: Path, where: str) -> Problem:
    return replace(problem, file=where if problem.file == str(file) else problem.file)
