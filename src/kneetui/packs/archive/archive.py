"""One file that holds a pack: ``ID-VERSION.zip``, the same bytes for the same pack, with a manifest of hashes.

A pack is data. Of an archive or a wheel only the files of a pack are taken, and they are only read as text.
"""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from pathlib import Path, PurePosixPath

from kneetui.content.format import limits
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.pack_files import (
    HEAD,
    MANIFEST,
    belongs,
    name_problem,
    pack_files,
    read_file,
    size_problem,
)
from kneetui.content.model import Problem
from kneetui.packs.archive.manifest import Listed, Manifest, differences
from kneetui.packs.archive.manifest import read as read_manifest
from kneetui.packs.archive.safe_zip import Zip
from kneetui.packs.errors import PackError

Files = dict[str, bytes]
"""Path in the pack (with ``/``) -> bytes."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+[a-z0-9.+-]{0,40}", re.ASCII)


def folder_files(folder: Path) -> Files:
    """The files of the pack in a folder. Raises :class:`PackError`."""
    paths, problems = pack_files(folder)
    files: Files = {}
    for path in paths:
        try:
            files[path.relative_to(folder).as_posix()] = read_file(path)
        except OSError as error:
            problems.append(
                Problem(
                    message=error.strerror or "the file cannot be read",
                    remedy="Save it again.",
                    file=str(path),
                )
            )
    if problems:
        raise PackError(problems)
    return files


def unpack(archive: Path, into: Path) -> Manifest:
    """Unpack the pack of an archive into the folder ``into``, which must be empty or missing.

    An archive without a manifest, a folder zipped by hand, is taken as well; its one folder at the top is
    left away, and what is no file of a pack is left out. Everything is looked at before anything is written.
    Raises :class:`PackError`, also if the files cannot be written.
    """
    manifest, files = opened(archive)
    _write(files, into, archive)
    return manifest


def unpack_wheel(wheel: Path, into: Path) -> Manifest:
    """Unpack the one folder with a ``pack.toml`` of a wheel into ``into``; the wheel's code is not even read.

    Raises :class:`PackError`.
    """
    manifest, files = opened(wheel, anywhere=True)
    _write(files, into, wheel)
    return manifest


def opened(archive: Path, *, anywhere: bool = False) -> tuple[Manifest, Files]:
    """What an archive holds, in memory; ``anywhere`` finds the pack in any folder of it, as in a wheel.

    Raises :class:`PackError`.
    """
    zipped = Zip(archive)
    top = _top(zipped, anywhere)
    inside = {name.removeprefix(top): name for name in zipped.entries if name.startswith(top)}
    promised = None
    if MANIFEST in inside and not anywhere:
        _fit(zipped, {MANIFEST: inside[MANIFEST]})
        promised = read_manifest(zipped.read(inside[MANIFEST]), archive)
    names = {short: name for short, name in inside.items() if belongs(short)}
    _fit(zipped, names)
    files = {short: zipped.read(names[short]) for short in sorted(names)}
    name, version = _head(files[HEAD], archive)
    manifest = Manifest(
        id=name, version=version, files=_listed(files), sha256=sha256(zipped.data).hexdigest()
    )
    if promised:
        others = [entry for entry in zipped.entries if entry not in (*names.values(), inside[MANIFEST])]
        if others:
            message = f"“{shown(others[0])}” is in the archive and not in the manifest"
            raise PackError.of(message, "Get the archive again: it was changed.", archive, MANIFEST)
        wrong = differences(promised, manifest.files, archive)
        if wrong:
            raise wrong
        if (promised.id, promised.version) != (name, version):
            message = "the manifest names another pack or version than pack.toml"
            raise PackError.of(message, "Get the archive again: it was changed.", archive, MANIFEST)
    return manifest, files


def _listed(files: Files) -> tuple[Listed, ...]:
    return tuple(Listed.of(name, files[name]) for name in sorted(files))


def _top(zipped: Zip, anywhere: bool) -> str:
    """The folder of the pack in the archive: empty, or its path with a slash."""
    heads = [PurePosixPath(name) for name in zipped.entries if name.rpartition("/")[2] == HEAD]
    candidates = [head for head in heads if anywhere or len(head.parts) <= 2]
    if PurePosixPath(HEAD) in candidates:
        return ""
    if len(candidates) != 1:
        message = f"there is no {HEAD} in it" if not candidates else f"there is more than one {HEAD} in it"
        remedy = "An archive holds one pack: its files at the top, or in one folder."
        raise PackError.of(message, remedy, zipped.path)
    return f"{candidates[0].parent.as_posix()}/"


def _fit(zipped: Zip, names: dict[str, str]) -> None:
    """Nothing is too much, by what the archive says of itself."""
    total = sum(zipped.entries[name].file_size for name in names.values())
    wrong: list[tuple[str, tuple[str, str]]] = []
    if len(names) > limits.FILES:
        wrong.append(("", (f"a pack has at most {limits.FILES} files", "Put more tables into one file.")))
    if total > limits.TOTAL_BYTES:
        message = f"the files would have {total:,} bytes together, at most {limits.TOTAL_BYTES:,} are read"
        wrong.append(("", (message, "A pack is text, and far smaller.")))
    for short, name in names.items():
        problem = name_problem(short.rpartition("/")[2]) or size_problem(zipped.entries[name].file_size)
        if problem:
            wrong.append((short, problem))
    if wrong:
        raise PackError(
            [
                Problem(message=message, remedy=remedy, file=str(zipped.path), key=shown(short))
                for short, (message, remedy) in wrong
            ]
        )


def _head(data: bytes, archive: Path) -> tuple[str, str]:
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
        name, version = raw["id"], raw["version"]
    except (ValueError, RecursionError, KeyError):
        name = version = None
    good = isinstance(name, str) and isinstance(version, str)
    if not (good and _ID.fullmatch(name) and len(name) <= 64 and _VERSION.fullmatch(version)):
        remedy = "Correct it in the folder, and build the archive again."
        raise PackError.of(f"{HEAD} has no id and version that can be read", remedy, archive, HEAD)
    return name, version


def _write(files: Files, into: Path, archive: Path) -> None:
    written: list[Path] = []
    try:
        into.mkdir(parents=True, exist_ok=True)
        if any(into.iterdir()):
            message = f"the folder {shown(str(into), 300)} is not empty"
            raise PackError.of(message, "Choose an empty folder.", archive)
        for name, data in files.items():
            path = into / name
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(data)
            path.chmod(0o644)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        message = f"the files cannot be written ({error.strerror or error})"
        raise PackError.of(message, "Choose another folder, or make room on the disk.", into) from None
