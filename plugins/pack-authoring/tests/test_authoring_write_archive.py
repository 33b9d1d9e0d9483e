"""An archive has the same bytes for the same pack, and lists the hash of every file."""

from __future__ import annotations

import os
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from kneetui.packs.archive import archive
from kneetui.packs.errors import PackError
from kneetui_pack_authoring.write_archive import build

NAMES = ["LICENSE", "README.md", "locale/de.toml", "pack.toml", "questions.toml"]


def test_the_manifest_has_the_hash_of_every_file(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(build(folder, tmp_path)) as zipped:
        manifest = tomllib.loads(zipped.read("manifest.toml").decode())
        assert [file["name"] for file in manifest["file"]] == NAMES
        for file in manifest["file"]:
            data = zipped.read(file["name"])
            assert (file["size"], file["sha256"]) == (len(data), sha256(data).hexdigest())


def test_the_same_pack_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first = build(folder, tmp_path / "a").read_bytes()
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o755 if path.is_dir() else 0o640)
    other = tmp_path / "elsewhere"
    folder.rename(other)
    assert build(other, tmp_path / "b").read_bytes() == first
    (other / "LICENSE").write_text("other\n")
    assert build(other, tmp_path / "c").read_bytes() != first


def test_the_archive_of_an_archive_is_the_same(folder: Path, tmp_path: Path) -> None:
    path = build(folder, tmp_path / "a")
    archive.unpack(path, tmp_path / "again")
    assert build(tmp_path / "again", tmp_path / "b").read_bytes() == path.read_bytes()


def test_a_bad_pack_is_not_built(folder: Path, tmp_path: Path) -> None:
    (folder / "tips.toml").write_text("[[tip]]\n")
    with pytest.raises(PackError) as refused:
        build(folder, tmp_path / "out")
    assert "tips.toml" in str(refused.value)
    assert not (tmp_path / "out").exists()
