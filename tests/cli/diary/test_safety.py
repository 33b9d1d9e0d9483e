"""``kneetui diary backup``, ``restore``, ``salvage`` and ``forget``."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.testing import NOW
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def written(services: Services) -> Services:
    services.now = lambda: NOW
    services.diary.add_all([Entry(NOW, "left", note="one"), Entry(NOW, "right", note="two")])
    return services


def test_every_command_that_opens_the_diary_leaves_the_backup_of_the_day(run: Run, written: Services) -> None:
    assert run("diary", "list").exit_code == 0
    (path,) = (written.diary_file.parent / "backups").iterdir()
    assert path.name == "diary-2026-11-22.db"
    assert run("diary", "backup", "--list").stdout == f"  1  2026-11-22  2 entries  {path}\n"


def test_a_backup_is_made_and_put_back(run: Run, written: Services, tmp_path: Path) -> None:
    file = tmp_path / "knee.db"
    assert run("diary", "backup", "-o", file).stdout == f"2 entries in {file}, checked.\n"
    written.diary.remove(1)
    output = run("diary", "restore", file).stdout
    assert f"2 entries put back from {file}." in output
    assert "The diary as it was is " in output
    assert written.diary.count() == 2
    assert run("diary", "restore", "1").exit_code == 0
    assert written.diary.count() == 1


def test_what_cannot_be_put_back_is_said_and_changes_nothing(
    run: Run, written: Services, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_text("my knee hurts\n" * 100)
    assert "damaged" in run("diary", "restore", bad).stderr
    assert "There is no backup 9" in run("diary", "restore", "9").stderr
    assert written.diary.count() == 2


def test_one_bad_row_is_told_and_the_others_are_listed_exported_and_salvaged(
    run: Run, written: Services
) -> None:
    with closing(sqlite3.connect(written.diary_file)) as connection, connection:
        connection.execute("UPDATE entry SET record = '{broken' WHERE id = 1")
    listed = run("diary", "list")
    assert "two" in listed.stdout
    assert "Entry 1 cannot be read" in listed.stderr
    assert 'note = "two"' in run("diary", "export").stdout
    saved = run("diary", "salvage")
    assert (saved.exit_code, "{broken" in saved.stderr) == (1, True)
    assert 'note = "two"' in saved.stdout
    doctor = run("doctor")
    assert "Entry 1 cannot be read" in doctor.stdout


def test_an_entry_is_forgotten_after_a_question(run: Run, written: Services) -> None:
    run("diary", "list")
    assert run("diary", "forget", 2, input="n\n").exit_code == 1
    assert written.diary.count() == 2
    output = run("diary", "forget", 2, input="y\n").stdout
    assert "Entry 2 is gone, and so it is from 1 backup." in output
    assert run("diary", "undo").stdout != ""
    assert "two" not in run("diary", "export").stdout
    assert "knows nothing" in run("diary", "forget", 2, "--yes").stderr


def left_in(folder: Path, words: bytes) -> list[Path]:
    """The files that have these words in them, plainly."""
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_an_encrypted_backup_is_put_back_by_its_passphrase_alone(
    run: Run, written: Services, tmp_path: Path, quick_age: None
) -> None:
    secret = written.diary.add(Entry(NOW, "right", note="unspeakable pain"))
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    file = elsewhere / "knee.db.age"
    twice = "four odd words\nfour odd words\n"
    assert "3 entries in" in run("diary", "backup", "--encrypt", "-o", file, input=twice).stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert left_in(elsewhere, b"unspeakable") == []
    written.diary.remove(secret.id)
    wrong = run("diary", "restore", file, input="four odd wrong\n")
    assert "cannot be opened with this passphrase" in wrong.stderr
    assert written.diary.count() == 2
    assert "3 entries put back" in run("diary", "restore", file, input="four odd words\n").stdout
    assert written.diary.get(secret.id).note == "unspeakable pain"
    assert left_in(elsewhere, b"unspeakable") == []


def test_an_encrypted_backup_needs_a_place_and_a_passphrase_of_some_length(
    refused: Callable[..., str], run: Run, tmp_path: Path, quick_age: None
) -> None:
    assert "say where, with -o" in refused("diary", "backup", "--encrypt")
    short = run("diary", "backup", "--encrypt", "-o", tmp_path / "knee.age", input="short\nshort\n")
    assert "fewer than 8 characters" in short.stderr
    assert not (tmp_path / "knee.age").exists()
