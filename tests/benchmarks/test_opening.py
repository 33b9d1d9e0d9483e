"""Opening the diary against opening an empty database, and quitting the app against starting it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kneetui.config.settings import Settings, write_settings
from kneetui.diary.entries import Entry
from kneetui.diary.store.sqlite import open_diary
from kneetui.testing import NOW
from tests.benchmarks.conftest import run
from tests.terminal.pty_app import PtyApp

ENTRIES = 100
ROUNDS = 20


def test_opening_the_diary(
    benchmark: BenchmarkFixture, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "diary.db"
    store = open_diary(path)
    store.add_all(Entry(NOW, "right", pain_morning=1) for _ in range(ENTRIES))
    store.close()

    def bare() -> None:
        connection = sqlite3.connect(tmp_path / "bare.db")
        connection.execute("PRAGMA user_version").fetchone()
        connection.close()

    def diary() -> None:
        open_diary(path).close()

    run(benchmark, diary, rounds=ROUNDS)
    if benchmark.enabled:
        ratio = _took(diary) / _took(bare)
        with capsys.disabled():
            print(f"\nopening the diary: {ratio:.1f} x opening an empty database")


def _took(what: Callable[[], None]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return median(taken)


def test_quitting(benchmark: BenchmarkFixture, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_settings(
        home / "config" / "config.toml",
        Settings(sports=("running",), knee="right", welcomed=True, bell=False),
    )

    def once() -> float:
        with PtyApp(home) as app:
            app.wait("1 Today")
            started = time.monotonic() - app.started
            app.send("ctrl+q")
            code, took = app.end()
            assert code == 0
            return took / started

    ratio = run(benchmark, once, rounds=1)
    if benchmark.enabled:
        with capsys.disabled():
            print(f"\nquitting: {ratio:.2f} x starting")
