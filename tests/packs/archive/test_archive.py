"""One file that holds a pack: the same bytes for the same pack, and the same pack out of it again."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from kneetui.packs.archive import archive
from kneetui.packs.errors import PackError
from kneetui_pack_authoring.write_archive import build
from tests.packs.zipping import FILES, entry, zipped

NAMES = ["LICENSE", "README.md", "locale/de.toml", "pack.toml", "questions.toml"]


def inside(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_way_there_and_back(folder: Path, tmp_path: Path) -> None:
    path = build(folder, tmp_path / "out")
    assert path.name == "tennis-0.1.0.zip"
    manifest = archive.unpack(path, tmp_path / "again")
    assert (manifest.id, manifest.version) == ("tennis", "0.1.0")
    assert [file.name for file in manifest.files] == NAMES
    assert manifest.sha256 == sha256(path.read_bytes()).hexdigest()
    assert inside(tmp_path / "again") == {name: (folder / name).read_bytes() for name in NAMES}


@pytest.mark.parametrize("top", ["", "tennis/", "tennis-main/"])
def test_a_folder_zipped_by_hand_is_taken(tmp_path: Path, top: str) -> None:
    files = {f"{top}{name}": text for name, text in FILES.items()}
    more = [(entry(f"{top}{name}"), b"x") for name in ("a.py", ".git/config", "tests/x.toml", "inner.zip")]
    mac = (entry("__MACOSX/._pack.toml"), b"x")
    path = zipped(tmp_path / "a.zip", *more, mac, files=files)
    archive.unpack(path, tmp_path / "out")
    assert sorted(inside(tmp_path / "out")) == ["pack.toml", "questions.toml"]


def test_a_remark_at_the_end_is_no_harm(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as file:
        file.comment = b"f" * 40
    assert archive.unpack(path, tmp_path / "out").id == "tennis"


def test_a_wheel_is_read_as_data(tmp_path: Path) -> None:
    run = tmp_path / "run"
    code = f"open({str(run)!r}, 'w')"
    files = {f"kneetui_tennis/content/{name}": text for name, text in FILES.items()}
    files |= {"kneetui_tennis/__init__.py": code, "kneetui_tennis-1.dist-info/RECORD": ""}
    path = zipped(tmp_path / "kneetui_tennis-1-py3-none-any.whl", files=files)
    manifest = archive.unpack_wheel(path, tmp_path / "out")
    assert manifest.id == "tennis"
    assert sorted(inside(tmp_path / "out")) == ["pack.toml", "questions.toml"]
    assert not run.exists()


def test_a_wheel_with_two_packs_is_refused(tmp_path: Path) -> None:
    files = {f"{top}/{name}": text for name, text in FILES.items() for top in ("a/x", "b/x")}
    with pytest.raises(PackError, match="more than one"):
        archive.unpack_wheel(zipped(tmp_path / "a.whl", files=files), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_folder_must_be_empty(folder: Path, tmp_path: Path) -> None:
    path = build(folder, tmp_path / "a")
    with pytest.raises(PackError, match="is not empty"):
        archive.unpack(path, folder)
    assert "code.py" in inside(folder)


def test_a_disk_that_refuses_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build(folder, tmp_path / "a")
    real = Path.open

    def full(self: Path, mode: str = "r", **more: object) -> object:
        if mode == "xb" and self.name == "questions.toml":
            raise OSError(28, "No space left on device")
        return real(self, mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(PackError, match="No space left"):
        archive.unpack(path, tmp_path / "out")
    assert inside(tmp_path / "out") == {}
