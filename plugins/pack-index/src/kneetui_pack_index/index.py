"""An index: one static TOML file that names packs, their versions, where each file is, and its hash.

Anyone can host one on any web server, beside the archives. What it looks like::

    format = 1

    [[pack]]
    id = "tennis"
    name = "Tennis"
    summary = "Sore knees from tennis."
    licence = "CC-BY-4.0"

    [[pack.version]]
    version = "0.2.0"
    file = "tennis-0.2.0.zip"     # beside the index, or a whole address
    sha256 = "…"
    requires = { kneetui = ">=0.1" }
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kneetui.content.loading.invisible_chars import shown
from kneetui.content.model import Problem
from kneetui.packs.errors import PackError
from kneetui.packs.install import versions as numbers
from kneetui.packs.installed.pack_dir import ID

FORMAT = 1
FILE = "index.toml"
MOST = 4_000_000
"""Bytes of an index, at most."""

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a pack: where its archive is (relative to the index), its hash, and what it requires."""

    version: str
    file: str
    sha256: str
    requires: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackListing:
    """A pack in an index, its newest version first."""

    id: str
    name: str
    summary: str
    licence: str
    versions: tuple[Version, ...]

    def best(self, wanted: str = "") -> Version | None:
        """The version ``wanted``; else the newest that this kneetui can use, finished ones before early ones."""
        from kneetui import __version__
        from kneetui.content.format.version_ranges import APP, allows

        if wanted:
            return next((version for version in self.versions if version.version == wanted), None)
        fitting = [
            version
            for version in self.versions
            if APP not in version.requires or allows(version.requires[APP], __version__)
        ]
        finished = [version for version in fitting if not numbers.number(version.version).is_prerelease]
        return next(iter(finished or fitting), None)


Index = dict[str, PackListing]
"""The packs of an index by id."""


def read(data: bytes, where: object) -> Index:
    """The packs of an index. Raises :class:`PackError` with what is wrong with it."""
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PackError.of("this is not an index: it is not valid TOML", _REMEDY, where) from None
    try:
        if raw.get("format") != FORMAT:
            raise ValueError(f"this index has a format that kneetui cannot read; it reads {FORMAT}")
        entries = [_entry(table) for table in _list(raw.get("pack", []))]
    except ValueError as error:
        raise PackError.of(str(error), _REMEDY, where) from None
    return {entry.id: entry for entry in entries}


_REMEDY = "Make it with kneetui pack index, or ask whoever made it."


def _list(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise ValueError("the packs and versions must be tables: [[pack]], [[pack.version]]")
    return value


def _entry(raw: dict[str, Any]) -> PackListing:
    name = _text(raw, "id")
    if not ID.match(name):
        raise ValueError(f"“{shown(name)}” is no id of a pack")
    versions = sorted(
        (_version(table, name) for table in _list(raw.get("version", []))),
        key=lambda version: numbers.number(version.version),
        reverse=True,
    )
    words = {key: _text(raw, key, "") for key in ("name", "summary", "licence")}
    return PackListing(
        id=name,
        name=words["name"] or name,
        summary=words["summary"],
        licence=words["licence"],
        versions=tuple(versions),
    )


def _version(raw: dict[str, Any], pack: str) -> Version:
    version, file, sha256 = (_text(raw, key) for key in ("version", "file", "sha256"))
    if not numbers.is_number(version):
        raise ValueError(f"“{shown(version)}” of the pack {pack} is no version")
    if not _SHA256.match(sha256):
        raise ValueError(f"the sha256 of {pack} {version} is not 64 small hexadecimal digits")
    requires = raw.get("requires", {})
    if not isinstance(requires, dict) or not all(isinstance(text, str) for text in requires.values()):
        raise ValueError(f"“requires” of {pack} {version} is not a table of version ranges")
    return Version(version=version, file=file, sha256=sha256, requires=requires)


def _text(raw: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str) or len(value) > 2_000 or shown(value, 3_000) != value:
        raise ValueError(f"“{key}” is missing, or no plain text")
    return value


def make(folder: Path) -> tuple[Path, Index]:
    """Write the index of the archives in a folder, as ``index.toml`` in it; its path, and what it names.

    The same archives give the same bytes. Raises :class:`PackError` with everything that is wrong with the
    archives, and ``OSError`` if the index cannot be written.
    """
    from kneetui.config.paths import write_private

    archives = sorted(folder.glob("*.zip"))
    if not archives:
        message = "there is no archive (*.zip) in this folder"
        raise PackError.of(message, "Put what kneetui pack build makes there.", folder)
    packs: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for archive in archives:
        try:
            head, version = _of(archive)
        except PackError as error:
            problems += error.problems
            continue
        entry = packs.setdefault(head["id"], {**head, "version": []})
        same = next((listed for listed in entry["version"] if listed["version"] == version["version"]), None)
        if same:
            message = f"{head['id']} {version['version']} is in {same['file']} as well"
            problems.append(Problem(message=message, remedy="Remove one of the two.", file=str(archive)))
        entry["version"].append(version)
        if _newest(entry["version"]) is version:
            entry.update(head)
    if problems:
        raise PackError(problems)
    path = folder / FILE
    write_private(path.absolute(), _spelled(packs.values()), mode=0o644)
    return path, read(path.read_bytes(), path)


def _newest(versions: list[dict[str, Any]]) -> dict[str, Any]:
    return max(versions, key=lambda version: numbers.number(version["version"]))


def _of(archive: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    from kneetui.content.loading.loader import load_pack
    from kneetui.packs.archive.archive import unpack

    with tempfile.TemporaryDirectory(prefix="kneetui-") as folder:
        manifest = unpack(archive, Path(folder) / "pack")
        pack = load_pack(Path(folder) / "pack")
        if pack.problems or pack.info is None:
            raise PackError(
                [
                    Problem(
                        message=f"{Path(p.file).name}: {p.key}: {p.message}",
                        remedy=p.remedy,
                        file=str(archive),
                    )
                    for p in pack.problems
                ]
            )
        info = pack.info
    words = {key: " ".join(getattr(info, key).split()) for key in ("name", "summary", "licence")}
    head = {"id": info.id, **words}
    version = {"version": info.version, "file": archive.name, "sha256": manifest.sha256}
    return head, version | ({"requires": dict(info.requires)} if info.requires else {})


def _spelled(entries: Iterable[dict[str, Any]]) -> str:
    import tomli_w

    def versions(entry: dict[str, Any]) -> list[dict[str, Any]]:
        return sorted(entry["version"], key=lambda version: numbers.number(version["version"]), reverse=True)

    packs = [
        {key: value for key, value in entry.items() if key != "version"} | {"version": versions(entry)}
        for entry in sorted(entries, key=lambda entry: str(entry["id"]))
    ]
    return tomli_w.dumps({"format": FORMAT, "pack": packs})
