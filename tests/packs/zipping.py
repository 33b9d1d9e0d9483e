"""Zip files as nobody should write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.content.packs import PACK, QUESTIONS

FILES = {"pack.toml": PACK.format(id="tennis"), "questions.toml": QUESTIONS.format(id="tennis")}


def entry(name: str, mode: int = 0o100644, **more: object) -> zipfile.ZipInfo:
    """An entry of a zip made on Unix."""
    info = zipfile.ZipInfo(name)
    info.external_attr, info.create_system = mode << 16, 3
    for key, value in more.items():
        setattr(info, key, value)
    return info


def zipped(
    path: Path,
    *extra: tuple[zipfile.ZipInfo, bytes],
    files: dict[str, str] = FILES,
    packing: int = zipfile.ZIP_DEFLATED,
    change: Callable[[bytes], bytes] = bytes,
) -> Path:
    """A zip of a good pack with further entries, and its bytes changed at the end."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for info, data in extra:
            archive.writestr(info, data, packing)
    path.write_bytes(change(made.getvalue()))
    return path
