"""The library compiled by another process: there when this one reads it, and never in the way."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from kneetui.content.compiled import cache
from kneetui.content.compiled.compile import OtherProcess
from kneetui.content.loading import merge as building
from tests.content.packs import write_pack
from tests.shipped import compile_apart


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests compile where they are."""
    monkeypatch.setattr(OtherProcess, "compile", compile_apart)


@pytest.fixture
def folders(tmp_path: Path) -> cache.Folders:
    return [(write_pack(tmp_path / "ténnis with spaces"), "a folder")]


def test_the_other_process_leaves_the_same_library(tmp_path: Path, folders: cache.Folders) -> None:
    OtherProcess().compile(folders, tmp_path / "cache")
    made = cache.compiled(folders, tmp_path / "cache")
    library = cache.read(made)
    assert library == building.load(folders)
    assert made.stat().st_mode & 0o077 == 0


def test_a_library_that_is_still_true_starts_nothing(
    tmp_path: Path, folders: cache.Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = cache.compiled(folders, tmp_path)
    made.write_bytes(b"true")
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("another process was started"))
    OtherProcess().compile(folders, tmp_path)
    assert made.read_bytes() == b"true"


@pytest.mark.parametrize("python", ["", "/nowhere/python", "/bin/false"])
def test_without_another_process_it_is_compiled_here(
    tmp_path: Path, folders: cache.Folders, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    OtherProcess().compile(folders, tmp_path)
    assert not cache.compiled(folders, tmp_path).exists()
    library = cache.load(folders, tmp_path, lambda path, data: None)
    assert library == building.load(folders)


def test_what_ended_before_it_began_starts_nothing(
    tmp_path: Path, folders: cache.Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("another process was started"))
    other = OtherProcess()
    other.end()
    other.compile(folders, tmp_path)


def test_ending_ends_a_process_that_would_take_very_long(
    tmp_path: Path, folders: cache.Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    running = Event()
    real = subprocess.Popen

    def start(*_: object, **__: object) -> subprocess.Popen[bytes]:
        started.append(real(["sleep", "3600"], stdin=subprocess.PIPE))
        running.set()
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", start)
    other = OtherProcess()
    thread = Thread(target=other.compile, args=(folders, tmp_path), daemon=True)
    thread.start()
    assert running.wait(30)
    other.end()
    thread.join(30)
    assert not thread.is_alive()
    assert started[0].returncode == -signal.SIGKILL
