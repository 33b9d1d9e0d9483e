"""Nothing in a test waits until the disk has what was written: no test takes the power away from the machine.

What was written is in its file at once, also when the program that wrote it is killed. That the app does wait is looked
at in ``tests/diary/store/test_sqlite.py`` and ``tests/config/test_paths.py``; programs that a test starts wait as ever.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from kneetui.diary.store import sqlite
from kneetui.diary.store.open_file import open_file

_fsync = os.fsync


def install() -> None:
    """Wait no more from now on."""
    os.fsync = _no_wait  # type: ignore[assignment]
    vars(sqlite)["open_file"] = _open_file


def wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait as the app does, as long as a test runs."""
    monkeypatch.setattr(os, "fsync", _fsync)
    monkeypatch.setattr(sqlite, "open_file", open_file)


def _no_wait(fd: int) -> None:
    os.fstat(fd)  # so that a file that is closed is a mistake as ever


def _open_file(path: Path, wait: float | None = None) -> sqlite3.Connection:
    connection = open_file(path, wait)
    connection.execute("PRAGMA synchronous = OFF")
    return connection
