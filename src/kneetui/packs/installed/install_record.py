"""The record of an installed pack: its version, where it came from, and the hash of every file.

It stands beside the pack's folder, as ``ID.toml``. From it follows what the pack's own files cannot say:
whether somebody edited them since, and where to look for a newer version.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.packs.installed.pack_dir import READY, Shelf

SIGNED = "signed by"
"""How the words on a signature begin that was checked."""

KINDS = ("folder", "archive", "wheel", "url", "index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Where a pack came from.

    ``kind`` is one of ``folder``, ``archive``, ``wheel`` (then ``place`` is a path), ``url`` (then it is
    the address) or ``index`` (then ``index`` is the name of the index, ``name`` what the pack is called
    there, and ``place`` the file). ``sha256`` is the hash of the file, empty for a folder.
    """

    kind: str
    place: str
    index: str = ""
    sha256: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.index} ({self.place})" if self.index else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of an installed pack. ``files`` maps a path inside the pack to its sha256."""

    id: str
    version: str
    came: Came
    installed: datetime
    signature: str
    """In words: by which key it is signed, or that it is not."""
    pinned: bool = False
    files: Mapping[str, str] = field(default_factory=dict)


def hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every file in a folder, by its path with ``/``.

    What is no file that can be read counts as well, with a word in place of its hash.
    """
    import hashlib

    digests: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        try:
            if path.is_symlink():
                digests[name] = f"link to {os.readlink(path)}"  # noqa: PTH115
            elif path.is_file():
                with path.open("rb") as file:
                    digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
            elif not path.is_dir():
                digests[name] = "not a file"
        except OSError:
            digests[name] = "not readable"
    return digests


def edited(folder: Path, record: Record | None) -> tuple[str, ...]:
    """The files that somebody changed, added or removed since the installation, in their order.

    Without a record every file is: nobody knows where the pack came from.
    """
    before = record.files if record else {}
    now = hashes(folder)
    return tuple(sorted(name for name in {*before, *now} if before.get(name) != now.get(name)))


def place(shelf: Shelf, name: str) -> Path:
    """Where the record of a pack stands, or would."""
    waiting = shelf.folder / f"{READY}{name}" / "record.toml"
    return waiting if waiting.is_file() else shelf.folder / f"{name}.toml"


def read(shelf: Shelf, name: str) -> Record | None:
    """The record of a pack; ``None`` if there is none that can be read."""
    return read_file(name, place(shelf, name))


def read_file(name: str, path: Path) -> Record | None:
    """The record in a file; ``None`` if it cannot be read."""
    import tomllib

    try:
        return _record(name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None


def _record(name: str, raw: dict[str, Any]) -> Record:
    came = raw["from"]
    when = raw["installed"]
    files = raw["files"]
    kind = str(came["kind"])
    if kind not in KINDS or not isinstance(when, datetime):
        raise ValueError(f"not a record: {name}")
    return Record(
        id=name,
        version=str(raw["version"]),
        came=Came(
            kind=kind,
            place=str(came["place"]),
            index=str(came.get("index", "")),
            sha256=str(came.get("sha256", "")),
            name=str(came.get("name", "")),
        ),
        installed=when,
        signature=str(raw.get("signature", "")),
        pinned=raw.get("pinned") is True,
        files={str(file): str(value) for file, value in files.items()},
    )


def spell(record: Record) -> str:
    """A record as TOML."""
    import tomli_w

    came = {
        key: value
        for key in ("kind", "place", "index", "sha256", "name")
        if (value := getattr(record.came, key))
    }
    return tomli_w.dumps(
        {
            "version": record.version,
            "installed": record.installed.replace(microsecond=0),
            "signature": record.signature,
            "pinned": record.pinned,
            "from": came,
            "files": dict(record.files),
        }
    )


def with_pin(record: Record, pinned: bool) -> Record:
    """The same record, pinned or not."""
    return replace(record, pinned=pinned)
