"""Copies of a diary file are whole, and put back whole or not at all."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.store.backups import check, copy, put_back
from kneetui.diary.store.sqlite import SqliteDiary, open_diary

WHEN = datetime(2025, 3, 12, 7, 30)


def add(store: SqliteDiary, note: str) -> None:
    store.add(Entry(WHEN, "right", note=note))


def notes(store: SqliteDiary) -> list[str]:
    return [entry.note for entry in reversed(store.entries())]


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    with closing(open_diary(path)) as store:
        add(store, "one")
        copy(path, tmp_path / "backup.db")
        add(store, "two")
    return tmp_path / "backup.db"


def test_a_copy_is_checked_private_and_one_file(path: Path, backup: Path) -> None:
    assert check(backup).entries == 1
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(other.name for other in backup.parent.iterdir() if other.is_file()) == ["backup.db"]
    assert copy(path, backup).entries == 2


def test_a_copy_is_put_back_under_sessions_that_are_open(path: Path, backup: Path) -> None:
    with closing(open_diary(path)) as one, closing(open_diary(path)) as other:
        before = one.version()
        assert put_back(backup, path).entries == 1
        assert one.version() != before
        assert notes(one) == notes(other) == ["one"]
        add(one, "three")
        assert notes(other) == ["one", "three"]


@pytest.mark.parametrize("damage", ["cut", "text", "other", "newer", "missing"])
def test_what_is_no_whole_copy_changes_nothing(path: Path, backup: Path, damage: str) -> None:
    whole = backup.read_bytes()
    if damage == "cut":
        backup.write_bytes(whole[: len(whole) // 2])
    elif damage == "text":
        backup.write_text("my knee hurts\n" * 200)
    elif damage == "missing":
        backup.unlink()
    else:
        with closing(sqlite3.connect(backup)) as connection:
            name = "application_id" if damage == "other" else "user_version"
            connection.execute(f"PRAGMA {name} = 9999")
    before = path.read_bytes()
    with pytest.raises(DiaryError):
        put_back(backup, path)
    assert path.read_bytes() == before


def test_a_damaged_diary_is_renamed_and_the_copy_takes_its_place(path: Path, backup: Path) -> None:
    path.write_text("my knee hurts\n" * 200)
    assert put_back(backup, path).entries == 1
    with closing(open_diary(path)) as store:
        assert notes(store) == ["one"]
    assert path.with_name("diary.db.damaged-1").read_text().startswith("my knee hurts")


def test_without_a_diary_the_copy_becomes_it(path: Path, backup: Path) -> None:
    path.unlink()
    put_back(backup, path)
    with closing(open_diary(path)) as store:
        assert notes(store) == ["one"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
