"""Where things are kept, and that they are kept whole and private."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from kneetui.config import paths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_one_folder_for_everything(home: Path) -> None:
    assert paths.config_dir() == home / "config"
    assert paths.data_dir() == home / "data"
    assert paths.cache_dir() == home / "cache"


def test_the_xdg_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNEETUI_HOME")
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    assert paths.config_dir() == tmp_path / "config" / "kneetui"
    assert paths.data_dir() == tmp_path / "data" / "kneetui"
    assert paths.cache_dir() == tmp_path / "cache" / "kneetui"


@pytest.mark.skipif(os.uname().sysname == "Darwin", reason="macOS has folders of its own")
@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_without_xdg_variables_that_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """The standard says: empty and relative values do not count."""
    monkeypatch.delenv("KNEETUI_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", value)
    assert paths.config_dir() == tmp_path / ".config" / "kneetui"
    assert paths.data_dir() == tmp_path / ".local" / "share" / "kneetui"
    assert paths.cache_dir() == tmp_path / ".cache" / "kneetui"


def test_where_there_is_no_xdg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNEETUI_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("kneetui.config.paths.os.uname", lambda: SimpleNamespace(sysname="Darwin"))
    assert "kneetui" in str(paths.data_dir())


def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        paths.write_private(tmp_path / "new" / "deep" / "file", "text")
    finally:
        os.umask(old)
    assert mode(tmp_path / "new") == 0o700
    assert mode(tmp_path / "new" / "deep") == 0o700
    assert mode(tmp_path / "new" / "deep" / "file") == 0o600


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths.write_private(tmp_path / "file", b"bytes")
    assert mode(tmp_path) == 0o755
    assert (tmp_path / "file").read_bytes() == b"bytes"


def test_text_is_utf_8(tmp_path: Path) -> None:
    paths.write_private(tmp_path / "file", "Übung – ▲")
    assert (tmp_path / "file").read_bytes() == "Übung – ▲".encode()


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    file = tmp_path / "file"
    paths.write_private(file, "before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(OSError, match="No space left"):
        paths.write_private(file, "after")
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_there_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader sees the old or the new text, never a part: the new one is whole before it takes the name."""
    file = tmp_path / "file"
    paths.write_private(file, "before")
    seen: list[tuple[str, str]] = []
    replace = Path.replace

    def look(self: Path, target: Path) -> Path:
        seen.append((file.read_text(), self.read_text()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look)
    paths.write_private(file, "after")
    assert seen == [("before", "after")]
    assert file.read_text() == "after"


@pytest.mark.parametrize("length", [1, 200])
def test_a_name_of_any_length(tmp_path: Path, length: int) -> None:
    paths.write_private(tmp_path / ("x" * length), "text")


@pytest.mark.parametrize("mode_asked", [0o600, 0o644])
def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path, mode_asked: int) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o620)
    before = pipe.lstat()
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    paths.write_private(pipe, "text", mode=mode_asked)
    reader.join(20)
    assert read == [b"text"]
    assert (pipe.lstat().st_ino, pipe.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_names_is_written(tmp_path: Path, there: bool) -> None:
    (tmp_path / "away").mkdir()
    target, link = tmp_path / "away" / "file", tmp_path / "link"
    if there:
        target.write_text("before")
    link.symlink_to(Path("away") / "file")
    paths.write_private(link, "after")
    assert link.is_symlink()
    assert target.read_text() == "after"
    assert mode(target) == 0o600


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        paths.write_private(tmp_path, "text")
    assert tmp_path.is_dir()
