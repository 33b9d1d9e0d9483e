from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from kneetui.diary.store.sqlite import open_diary

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from kneetui.diary.entries import Entry
from kneetui.diary.store.sqlite import open_diary

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.stdin.readline()
store = open_diary(path)
for number in range(count):
    added = store.add(Entry(datetime(2025, 3, 12), "right", note=f"{name} {number}"))
    print(added.id, flush=True)
store.close()
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def test_what_was_confirmed_survives_kill_9(path: Path) -> None:
    process = writer(path, "entry", 100_000)
    go(process)
    assert process.stdout
    confirmed = [int(process.stdout.readline()) for _ in range(15)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    confirmed += [int(line) for line in rest.splitlines() if line]
    assert process.returncode == -signal.SIGKILL
    with closing(open_diary(path)) as store:
        survivors = {entry.id for entry in store.entries()}
        assert set(confirmed) <= survivors
        assert len(survivors) <= len(confirmed) + 1
        assert store.undo()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_programs_that_write_at_once_lose_nothing(path: Path) -> None:
    processes = [writer(path, name, 30) for name in ("one", "two", "three")]
    for process in processes:
        go(process)
    ids = [int(line) for process in processes for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0, 0]
    with closing(open_diary(path)) as store:
        notes = {entry.note for entry in store.entries()}
        assert notes == {f"{name} {number}" for name in ("one", "two", "three") for number in range(30)}
        assert sorted(ids) == sorted(entry.id for entry in store.entries())
