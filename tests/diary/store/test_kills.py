"""Nothing that was acknowledged is lost or doubled by a program that is killed, whenever that is."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from select import select

import pytest

from kneetui.diary.store import migrations
from kneetui.diary.store.backups import check
from kneetui.diary.store.sqlite import open_diary
from tests.diary.store import kills
from tests.examples import examples

FEW = examples(120)
KILLS = "KNEETUI_KILLS"
"""Environment variable: how many kills instead of :data:`FEW`; 1,000 take some minutes."""


class Expected:
    """What has to be in the diary: ``there`` for sure, and what was under way when the program died."""

    def __init__(self) -> None:
        self.there: set[str] = set()
        self.coming: set[str] = set()
        self.going: set[str] = set()

    def hear(self, line: str) -> None:
        mark, _, note = line.partition(" ")
        if mark == "+":
            self.coming.add(note)
        elif mark == "-":
            self.going.add(note)
        elif mark == "=":
            if note in self.going:
                self.there.discard(note)
            else:
                self.there.add(note)
            self.coming.discard(note)
            self.going.discard(note)

    def look(self, path: Path) -> None:
        """Hold the diary against it, and go on from what is there."""
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with closing(open_diary(path)) as store:
            notes = Counter(entry.note for entry in store.entries() if entry.note != "taken back")
            assert len({entry.uid for entry in store.entries()}) == store.count()
        assert [note for note, times in notes.items() if times > 1] == []
        assert self.there - self.going <= notes.keys()
        assert notes.keys() <= self.there | self.coming
        imported = [sum(note in notes for note in part) for part in _imports(self.coming)]
        assert all(number in (0, 20) for number in imported)
        self.there, self.coming, self.going = set(notes), set(), set()


def _imports(coming: set[str]) -> list[list[str]]:
    """What was coming of each import that was under way: all of it, or nothing."""
    parts: dict[str, list[str]] = {}
    for note in coming:
        if note.count("-") > 1:
            parts.setdefault(note.rpartition("-")[0], []).append(note)
    return list(parts.values())


def make_old(path: Path, version: int, count: int) -> None:
    """A diary as an earlier kneetui left it."""
    with closing(sqlite3.connect(path)) as connection:
        for step in migrations.MIGRATIONS[:version]:
            step(connection)
        for number in range(count):
            record = {"when": "2025-03-12T07:30", "kind": "entry", "knee": "right", "note": f"old {number}"}
            connection.execute(
                "INSERT INTO entry (at, knee, kind, record) VALUES (?, 'right', 'entry', ?)",
                ("2025-03-12T07:30", json.dumps(record)),
            )
        connection.execute(f"PRAGMA application_id = {migrations.APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here")
def test_a_migration_that_is_killed_loses_and_doubles_nothing(path: Path) -> None:
    times = max(2, int(os.environ.get(KILLS, FEW)) // 20)
    random = Random(times)
    path.parent.mkdir()
    for round_ in range(times):
        old = path.with_name(f"old-{round_}.db")
        make_old(old, random.randrange(1, 7), 300)
        process = subprocess.Popen(
            [sys.executable, kills.__file__, str(old), "0"], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        journal = old.with_name(f"{old.name}-journal")
        turns = random.randrange(1, 2000)
        while process.poll() is None and turns:
            begun = journal.exists()
            turns -= begun
            if not begun and select([process.stdout], [], [], 0.001)[0]:
                break
        process.kill()
        gone = {line[2:] for line in process.communicate()[0].splitlines() if line.startswith("- ")}
        with closing(open_diary(old)) as store:
            notes = Counter(entry.note for entry in store.entries() if entry.note.startswith("old "))
            assert set(notes.values()) == {1}
            assert {f"old {number}" for number in range(300)} - gone <= notes.keys()
            assert len({entry.uid for entry in store.entries()}) == store.count()


@pytest.mark.sampled
@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL here")
def test_a_program_that_is_killed_loses_and_doubles_nothing(path: Path) -> None:
    times = int(os.environ.get(KILLS, FEW))
    random, expected = Random(times), Expected()
    path.parent.mkdir()
    for round_ in range(times):
        seed = f"{round_:04}"
        process = subprocess.Popen(
            [sys.executable, kills.__file__, str(path), seed], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        lines = random.randrange(1, 60)
        for line in process.stdout:
            expected.hear(line.rstrip("\n"))
            lines -= 1
            if not lines:
                break
        process.send_signal(signal.SIGKILL)
        for line in process.communicate()[0].splitlines(keepends=True):
            if line.endswith("\n"):
                expected.hear(line.rstrip("\n"))
        assert process.returncode == -signal.SIGKILL
        expected.look(path)
    backup = path.with_name("backup.db")
    assert not backup.exists() or check(backup).entries >= 0
