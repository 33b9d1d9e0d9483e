from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.plugins import training_files
from kneetui.plugins.training_files import Collected, collect

SUFFIXES = (".watch", ".csv")

Collect = Callable[..., Collected]


@pytest.fixture
def looked(tmp_path: Path) -> Collect:
    into = tmp_path / "unpacked"
    into.mkdir()
    return lambda *paths: collect(paths, SUFFIXES, into)


def contents(collected: Collected) -> dict[str, bytes]:
    opened = {}
    for file in collected.files:
        with file.open as path:
            opened[file.name.rpartition("/")[2]] = path.read_bytes()
    return opened


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_a_folder_is_looked_through_and_the_rest_counted(looked: Collect, tmp_path: Path) -> None:
    folder = tmp_path / "from"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.WATCH").write_bytes(b"a")
    (folder / "deep" / "b.csv").write_bytes(b"b")
    (folder / "photo.jpg").write_bytes(b"c")
    (folder / "link.csv").symlink_to("/etc/passwd")
    collected = looked(folder)
    assert contents(collected) == {"a.WATCH": b"a", "b.csv": b"b"}
    assert collected.other == 1


def test_archives_are_laid_open_one_file_at_a_time(looked: Collect, tmp_path: Path) -> None:
    inner = archive({"x.watch": b"x", "y.txt": b"y"})
    path = tmp_path / "all.zip"
    path.write_bytes(
        archive({"list.csv": b"l", "runs/1.watch.gz": gzip.compress(b"1"), "more.zip": inner, "p.jpg": b"p"})
    )
    collected = looked(path)
    assert sorted(contents(collected).values()) == [b"1", b"l", b"x"]
    assert collected.other == 2
    assert not collected.failed
    assert not [left for left in (tmp_path / "unpacked").rglob("*") if left.suffix != ".zip"]


def test_a_name_in_an_archive_leads_nowhere_else(looked: Collect, tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    path.write_bytes(archive({"../../out.csv": b"e", "/abs.csv": b"f"}))
    collected = looked(path)
    assert sorted(contents(collected).values()) == [b"e", b"f"]
    assert not (tmp_path / "out.csv").exists()
    assert not list(tmp_path.parent.glob("out.csv"))


def test_what_unpacks_to_too_much_is_named_and_the_others_read(
    looked: Collect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_files, "LARGEST", 1000)
    path = tmp_path / "bomb.zip"
    path.write_bytes(
        archive({"big.csv": bytes(2000), "small.csv": b"s", "packed.csv.gz": gzip.compress(bytes(2000))})
    )
    collected = looked(path)
    assert [line for line in collected.failed if "big.csv" in line and "larger" in line]
    small = next(file for file in collected.files if "small" in file.name)
    packed = next(file for file in collected.files if "packed" in file.name)
    with small.open as laid_open:
        assert laid_open.read_bytes() == b"s"
    with pytest.raises(OSError, match="unpacks to more"), packed.open:
        pass


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and nothing else", archive({"a.csv": b"a"})[:-30]])
def test_a_broken_archive_costs_a_sentence(looked: Collect, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(data)
    collected = looked(path)
    assert collected.files == []
    assert len(collected.failed) == 1


def test_archives_within_archives_end(looked: Collect, tmp_path: Path) -> None:
    path = tmp_path / "deep.zip"
    path.write_bytes(archive({"a.zip": archive({"b.zip": archive({"c.csv": b"c"})})}))
    collected = looked(path)
    assert collected.files == []
    assert "archive in an archive" in collected.failed[0]
