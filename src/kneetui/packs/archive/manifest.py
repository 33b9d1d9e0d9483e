"""``manifest.toml``: what an archive holds, with the size and hash of every file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.loading.pack_files import MANIFEST, belongs, name_problem
from kneetui.packs.errors import PackError

FORMAT = 1
"""Version of the manifest."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of an archive: its path in the pack, size in bytes, SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> Listed:
        """A file as it is."""
        return cls(name, len(data), sha256(data).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What came out of an archive.

    ``files`` holds what is in the pack. ``sha256`` is that of the whole archive.
    """

    id: str
    version: str
    files: tuple[Listed, ...]
    sha256: str = ""


def read(data: bytes, archive: object) -> Manifest:
    """The manifest of an archive. Raises :class:`PackError`."""
    try:
        raw = tomllib.loads(data.decode())
        return _manifest(raw)
    except (ValueError, RecursionError) as error:
        reason = str(error) if type(error) is ValueError else "it is not valid TOML"
        remedy = "Build the archive again with kneetui pack build."
        raise PackError.of(f"the manifest cannot be read: {reason}", remedy, archive, MANIFEST) from None


def _manifest(raw: Mapping[str, Any]) -> Manifest:
    if raw.get("format") != FORMAT:
        raise ValueError(f"only format {FORMAT} is known")
    name, version, files = raw.get("id"), raw.get("version"), raw.get("file")
    if not isinstance(name, str) or not isinstance(version, str) or not isinstance(files, list):
        raise ValueError("id, version or the files are missing")
    listed = tuple(_listed(file) for file in files)
    names = [file.name for file in listed]
    if len(set(names)) < len(names):
        raise ValueError("a file stands twice in it")
    return Manifest(id=name, version=version, files=listed)


def _listed(raw: Any) -> Listed:
    match raw:
        case {"name": str(name), "size": int(size), "sha256": str(digest)} if _sound(name):
            return Listed(name, size, digest)
    raise ValueError("a file is not listed with name, size and sha256, or is none of a pack")


def _sound(name: str) -> bool:
    return belongs(name) and not name_problem(name.rpartition("/")[2])


def differences(promised: Manifest, files: Sequence[Listed], archive: object) -> PackError | None:
    """Why the files are not those of the manifest, if they are not."""
    from kneetui.content.model import Problem

    expected = {file.name: file for file in promised.files}
    digests = {file.name: file for file in files}
    wrong = [
        f"“{name}” is in the manifest and not in the archive" for name in expected if name not in digests
    ]
    wrong += [
        f"“{name}” is in the archive and not in the manifest" for name in digests if name not in expected
    ]
    wrong += [
        f"“{name}” is not what the manifest says: its hash or size differs"
        for name, digest in digests.items()
        if name in expected and expected[name] != digest
    ]
    remedy = "Get the archive again: it was damaged or changed."
    return (
        PackError(
            [Problem(message=message, remedy=remedy, file=str(archive), key=MANIFEST) for message in wrong]
        )
        if wrong
        else None
    )
