"""A pack as one file, ``ID-VERSION.zip``: the same bytes for the same pack, with a manifest of hashes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from kneetui.config.paths import write_private
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.pack_files import MANIFEST
from kneetui.packs.archive.archive import Files, folder_files
from kneetui.packs.archive.manifest import FORMAT, Listed, Manifest
from kneetui.packs.errors import PackError

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


def build(folder: Path, target: Path) -> Path:
    """Write the archive of the pack in ``folder`` into the folder ``target``; the path of the archive.

    The same files give the same bytes, whenever and wherever. Raises :class:`PackError` if the pack's format
    is wrong, ``OSError`` if the archive cannot be written.
    """
    pack = load_pack(folder)
    if pack.problems or pack.info is None:
        raise PackError(pack.problems)
    files = folder_files(folder)
    manifest = Manifest(
        id=pack.info.id,
        version=pack.info.version,
        files=tuple(Listed.of(name, files[name]) for name in sorted(files)),
    )
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"{manifest.id}-{manifest.version}.zip"
    write_private(path, packed({MANIFEST: manifest_text(manifest), **files}), mode=0o644)
    return path


def manifest_text(manifest: Manifest) -> bytes:
    """The manifest as TOML; equal ones give equal bytes."""
    lines = [f"format = {FORMAT}", f'id = "{manifest.id}"', f'version = "{manifest.version}"']
    for file in manifest.files:
        lines += ["", "[[file]]", f'name = "{file.name}"', f"size = {file.size}", f'sha256 = "{file.sha256}"']
    return ("\n".join(lines) + "\n").encode()


def packed(files: Files) -> bytes:
    """Files as a zip: sorted, stored as they are, without times, owners or anything of this machine."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.external_attr, entry.create_system = _MODE, _UNIX
            archive.writestr(entry, files[name])
    return file.getvalue()
