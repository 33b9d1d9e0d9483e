"""A copy of the one file is the diary, and what lies beside a backup that was put back is not played into it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.store import leftovers
from kneetui.diary.store.sqlite import open_diary

WHEN = datetime(2025, 3, 12, 7, 30)

HALF_WAY = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.executemany("INSERT INTO meta VALUES (?, ?)", ((f"k{n}", "x" * 4000) for n in range(60)))
os.kill(os.getpid(), signal.SIGKILL)
"""
"""Dies in the middle of a change, of which part is in the file already: a hot journal stays behind."""


def notes(path: Path) -> list[str]:
    with closing(open_diary(path)) as store:
        return [entry.note for entry in store.entries()]


def add(path: Path, note: str) -> None:
    with closing(open_diary(path)) as store:
        store.add(Entry(WHEN, "right", note=note))


def beside(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir() if other != path)


def test_while_it_is_open_a_copy_of_the_one_file_is_the_diary(path: Path, tmp_path: Path) -> None:
    with closing(open_diary(path)) as store, closing(open_diary(path)) as other:
        store.add(Entry(WHEN, "right", note="one"))
        other.add(Entry(WHEN, "right", note="two"))
        assert beside(path) == []
        shutil.copy(path, tmp_path / "copy.db")
    assert notes(tmp_path / "copy.db") == ["two", "one"]


def test_a_diary_with_a_log_is_made_one_file(path: Path) -> None:
    add(path, "one")
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.execute("INSERT INTO meta VALUES ('a', 'b')")
        old.commit()
        log, mapped = (Path(f"{path}{end}").read_bytes() for end in ("-wal", "-shm"))
        main = path.read_bytes()
    path.write_bytes(main)
    Path(f"{path}-wal").write_bytes(log)
    Path(f"{path}-shm").write_bytes(mapped)
    with closing(open_diary(path)) as store:
        assert store.recall("a") == "b"
        assert beside(path) == []


def test_a_backup_over_a_log_of_another_diary_is_the_backup(path: Path, tmp_path: Path) -> None:
    add(path, "the backup")
    shutil.copy(path, tmp_path / "backup.db")
    add(path, "newer")
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.execute("DELETE FROM entry")
        old.commit()
        log = Path(f"{path}-wal").read_bytes()
    Path(f"{path}-wal").write_bytes(log)
    shutil.copy(tmp_path / "backup.db", path)
    assert notes(path) == ["the backup"]
    assert beside(path) == [f"diary.db-wal.{leftovers.LEFT}-1"]


@pytest.fixture
def half_way(path: Path, tmp_path: Path) -> Path:
    """A diary that was left in the middle of a change; its backup from before is ``backup.db``."""
    add(path, "the backup")
    shutil.copy(path, tmp_path / "backup.db")
    add(path, "newer")
    done = subprocess.run([sys.executable, "-c", HALF_WAY, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert beside(path) == ["diary.db-journal"]
    return path


def test_a_backup_over_a_change_that_was_left_half_way_is_the_backup(half_way: Path, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "backup.db", half_way)
    assert notes(half_way) == ["the backup"]
    assert beside(half_way) == [f"diary.db-journal.{leftovers.LEFT}-1"]
    with closing(sqlite3.connect(half_way)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_change_that_was_left_half_way_is_taken_back_in_its_own_diary(half_way: Path) -> None:
    assert leftovers.set_aside(half_way) == []
    assert notes(half_way) == ["newer", "the backup"]
    assert beside(half_way) == []


@pytest.mark.parametrize("text", [b"", b"x", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", bytes(4000)])
def test_what_is_no_journal_is_left_to_sqlite(path: Path, text: bytes) -> None:
    add(path, "one")
    path.with_name("diary.db-journal").write_bytes(text)
    assert leftovers.set_aside(path) == []
    assert notes(path) == ["one"]


@pytest.mark.parametrize("moment", ["_state", "_pages", "_header"])
def test_what_goes_while_it_is_looked_at_was_of_a_program_that_writes(
    half_way: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    journal = half_way.with_name(f"{half_way.name}-journal")
    look = getattr(leftovers, moment)

    def gone(*files: Path) -> object:
        journal.unlink(missing_ok=True)
        return look(*files)

    monkeypatch.setattr(leftovers, moment, gone)
    assert journal.exists()
    assert leftovers.set_aside(half_way) == []
