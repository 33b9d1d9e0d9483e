"""The checked core is read back from its file, as long as nothing changed, and nothing else is read from there."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from kneetui.config import paths
from kneetui.content.compiled import core_cache
from kneetui.content.compiled.core_cache import ORIGIN, core_pack
from kneetui.content.loading.loader import load_pack
from kneetui.content.loading.merge import CORE, build
from tests.cli.small import write_core


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_core(tmp_path / "core")
    monkeypatch.setattr("kneetui.content.loading.merge.CORE", folder)
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every folder that is read anew."""
    folders: list[Path] = []

    def read(folder: Path, origin: str) -> object:
        folders.append(folder)
        return load_pack(folder, origin)

    monkeypatch.setattr(core_cache, "load_pack", read)
    return folders


def cached() -> list[Path]:
    return list(paths.cache_dir().glob("core-*.pickle"))


def test_the_real_core_comes_back_as_it_is(reads: list[Path]) -> None:
    core_pack()
    again = core_pack()
    assert reads == [CORE]
    fresh = load_pack(CORE, ORIGIN)
    del fresh.tables["case"]
    assert again == fresh
    assert build([again]) == build([fresh])


def test_a_change_is_seen(small: Path, reads: list[Path]) -> None:
    core_pack()
    with (small / "content.toml").open("a", encoding="utf-8") as file:
        file.write('[[source]]\nid = "other"\ntitle = "Another"\nsure = "estimate"\n')
    assert [item.id for item in core_pack().items("source")] == ["book", "other"]
    assert len(reads) == 2
    assert len(cached()) == 1, "the old one is forgotten"


def test_a_broken_core_is_never_kept(small: Path) -> None:
    (small / "content.toml").write_text("[[question", encoding="utf-8")
    assert core_pack().problems
    assert cached() == []


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("made-by-pickle",)


@pytest.mark.parametrize("data", [b"", b"no pickle", pickle.dumps("text"), pickle.dumps(Evil())])
def test_another_file_in_its_place_does_nothing(
    small: Path, reads: list[Path], data: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    core_pack()
    (file,) = cached()
    file.write_bytes(data)
    assert core_pack().id == "core"
    assert len(reads) == 2
    assert not (tmp_path / "made-by-pickle").exists()


def test_a_cache_that_cannot_be_written_is_no_error(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "write_private", refuse)
    assert core_pack().id == "core"
