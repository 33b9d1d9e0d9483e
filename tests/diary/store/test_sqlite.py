from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.store import migrations, open_file
from kneetui.diary.store.change_stack import LEVELS
from kneetui.diary.store.sqlite import open_diary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = Entry(datetime(2025, 3, 12, 7, 30), "right", pain_during=3, note="stairs")


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def add_some(path: Path, count: int = 1) -> None:
    with closing(open_diary(path)) as store:
        for _ in range(count):
            store.add(ENTRY)


def make_old(path: Path, version: int) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for step in migrations.MIGRATIONS[:version]:
            step(connection)
        connection.execute(
            "INSERT INTO entry (at, knee, kind, record) VALUES ('2025-03-12T07:30', 'right', 'entry',"
            """ '{"when":"2025-03-12T07:30","kind":"entry","knee":"right","note":"stairs"}')"""
        )
        connection.execute(f"PRAGMA application_id = {migrations.APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


@pytest.mark.usefixtures("open_umask")
def test_only_the_owner_can_read_it(path: Path) -> None:
    with closing(open_diary(path)) as store:
        store.add(ENTRY)
        modes = {one.name: mode(one) for one in path.parent.iterdir()}
    assert modes == {"diary.db": 0o600}
    assert mode(path.parent) == 0o700


def test_a_file_that_others_can_read_is_closed_to_them(path: Path) -> None:
    add_some(path)
    path.chmod(0o644)
    add_some(path)
    assert mode(path) == 0o600


def test_a_folder_that_was_there_is_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    add_some(tmp_path / "diary.db")
    assert mode(tmp_path) == 0o755


def test_writes_are_synced_into_the_one_file(path: Path) -> None:
    with closing(open_file.open_file(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.usefixtures("open_umask")
def test_an_older_diary_is_copied_and_brought_up(path: Path, version: int) -> None:
    make_old(path, version)
    with closing(open_diary(path)) as store:
        assert [entry.note for entry in store.entries()] == ["stairs"]
        store.remember("routine", "x")
        store.add(ENTRY)
        assert store.undo()
    backup = path.with_name(f"diary.db.schema-{version}.backup")
    assert mode(backup) == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (1,)


def test_an_earlier_backup_is_kept(path: Path) -> None:
    make_old(path, 1)
    earlier = path.with_name("diary.db.schema-1.backup")
    earlier.write_bytes(b"precious")
    open_diary(path).close()
    assert earlier.read_bytes() == b"precious"
    assert path.with_name("diary.db.schema-1.backup-2").exists()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_old(path, 1)

    def stumble(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE entry")
        connection.execute("not sql")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (migrations.MIGRATIONS[0], stumble, stumble))
        with pytest.raises(DiaryError):
            open_diary(path)
    with closing(open_diary(path)) as store:
        assert store.count() == 1


def test_a_newer_diary_is_refused_and_left_alone(path: Path) -> None:
    add_some(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(DiaryError, match=r"newer kneetui \(schema 99") as caught:
        open_diary(path)
    assert "Update kneetui" in caught.value.remedy
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(DiaryError, match="not a kneetui diary"):
        open_diary(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_named_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("my knee hurts\n" * 200)
    with pytest.raises(DiaryError, match="damaged") as caught:
        open_diary(path)
    assert str(path) in caught.value.message
    assert "backup" in caught.value.remedy
    assert path.read_text() == "my knee hurts\n" * 200
    assert [one.name for one in path.parent.iterdir()] == ["diary.db"]


def test_a_damaged_diary_is_named_and_left_alone(path: Path) -> None:
    add_some(path, 60)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    before = path.read_bytes()
    with pytest.raises(DiaryError, match="damaged") as caught, closing(open_diary(path)) as store:
        store.entries()
    assert str(path) in caught.value.message
    assert path.read_bytes() == before


def test_a_cut_off_diary_is_named(path: Path) -> None:
    add_some(path, 60)
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(DiaryError, match="damaged"), closing(open_diary(path)) as store:
        store.entries()


@pytest.mark.parametrize("record", ["{", "[]", '{"when": "2025-03-12T07:30", "knee": "middle"}'])
def test_an_entry_that_cannot_be_read_is_named_and_the_others_are_read(path: Path, record: str) -> None:
    with closing(open_diary(path)) as store:
        first, bad, last = store.add_all([ENTRY, ENTRY, ENTRY])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE entry SET record = ? WHERE id IN (?, ?)", (record, bad.id, last.id))
    with closing(open_diary(path)) as store:
        assert store.entries() == [first]
        assert store.latest() == first
        assert [(entry.id, entry.text) for entry in store.unreadable()] == [(2, record), (3, record)]
        assert store.unreadable()[0].words.startswith("Entry 2 cannot be read: ")
        with pytest.raises(DiaryError, match="entry 2"):
            store.get(2)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DiaryError, match="cannot be opened"):
        open_diary(tmp_path / "file" / "diary.db")
    with pytest.raises(DiaryError, match=str(tmp_path)):
        open_diary(tmp_path)


def test_a_diary_that_another_program_holds_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_file, "BUSY_SECONDS", 0)
    with closing(open_diary(path)) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DiaryError, match="in use") as caught:
            store.add(ENTRY)
        other.rollback()
        assert "nothing has to be closed" in caught.value.remedy
        assert store.add(ENTRY).id == 1


def test_old_levels_of_undo_are_forgotten(path: Path) -> None:
    with closing(open_diary(path)) as store:
        store.add_all([ENTRY])
        for number in range(LEVELS + 5):
            store.edit(Entry(ENTRY.when, "right", note=str(number), id=1))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM change").fetchone() == (LEVELS,)


def test_threads_share_one_diary(path: Path) -> None:
    with closing(open_diary(path)) as store:
        threads = [threading.Thread(target=lambda: [store.add(ENTRY) for _ in range(10)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.count() == 40


def test_the_diary_loads_no_sqlite_until_it_is_opened_and_no_terminal_ever(path: Path) -> None:
    program = (
        "import sys, pathlib, kneetui.diary.store.base, kneetui.status.alerts.alerts, kneetui.status.trend.months\n"
        "import kneetui.diary.export.csv_file, kneetui.status.trend.marks, kneetui.diary.export.toml_file\n"
        "slow = {'sqlite3', 'json', 'statistics', 'tomllib', 'tomli_w', 'pydantic', 'textual'}\n"
        "slow |= {'kneetui.content', 'kneetui.triage', 'kneetui.routines'}\n"
        "print(sorted(slow & sys.modules.keys()))\n"
        "import kneetui.diary.store.sqlite\n"
        "kneetui.diary.store.sqlite.open_diary(pathlib.Path(sys.argv[1])).close()\n"
        "print(sorted(slow & sys.modules.keys()))\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert out.splitlines() == ["[]", "['json', 'sqlite3']"]
