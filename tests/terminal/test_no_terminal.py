"""Without a terminal: one message, exit code 2, and nothing else."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from kneetui.launch import NO_TERMINAL
from tests.terminal.pty_app import KNEETUI, PtyApp


@pytest.fixture
def terminal() -> Iterator[int]:
    """A terminal for the streams that have one."""
    outer, inner = pty.openpty()
    yield inner
    os.close(inner)
    os.close(outer)


def refused(stdin: int | IO[Any], stdout: int | IO[Any], term: str = "xterm-256color") -> None:
    done = subprocess.run(
        KNEETUI,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": term},
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode() == f"{NO_TERMINAL}\n"
    assert not done.stdout


def test_no_input(terminal: int) -> None:
    refused(subprocess.DEVNULL, terminal)


def test_neither() -> None:
    refused(subprocess.DEVNULL, subprocess.PIPE)


def test_input_from_a_pipe(terminal: int) -> None:
    reading, writing = os.pipe()
    refused(reading, terminal)
    os.close(reading)
    os.close(writing)


def test_output_to_a_file(terminal: int, tmp_path: Path) -> None:
    file = tmp_path / "out"
    with file.open("wb") as out:
        refused(terminal, out)
    assert file.read_bytes() == b""


def test_a_dumb_terminal_is_none(home: Path) -> None:
    with PtyApp(home, env={"TERM": "dumb"}) as app:
        assert app.end()[0] == 2
        assert bytes(app.received).decode() == f"{NO_TERMINAL}\n".replace("\n", "\r\n")


def test_it_says_what_to_do() -> None:
    assert "ssh -t" in NO_TERMINAL
    assert "kneetui triage asks in plain numbered lines" in NO_TERMINAL
