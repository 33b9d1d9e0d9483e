"""Without a terminal that can be drawn on: numbered lines, and nothing that moves a cursor."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from kneetui.config.settings import Settings, read_settings, write_settings
from kneetui.launch import NO_TERMINAL
from tests.terminal.pty_app import KNEETUI, PtyApp

ANSWERS = b"1\n1\n3\nq\n"
"""Running, the right knee, look around first, end."""


@pytest.fixture
def terminal() -> Iterator[int]:
    """A terminal for the streams that have one."""
    outer, inner = pty.openpty()
    yield inner
    os.close(inner)
    os.close(outer)


def ran(
    *, stdin: int | None = None, answers: bytes | None = None, stdout: int | IO[Any] = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    given: dict[str, Any] = {"stdin": stdin} if answers is None else {"input": answers}
    env = {**os.environ, "TERM": "xterm-256color"}
    return subprocess.run(
        KNEETUI, **given, stdout=stdout, stderr=subprocess.PIPE, env=env, timeout=60, check=False
    )


def test_a_pipe_is_asked_in_lines(home: Path) -> None:
    done = ran(answers=ANSWERS)

    assert (done.returncode, done.stderr.decode()) == (0, f"{NO_TERMINAL}\n")
    assert b"\x1b" not in done.stdout
    settings, _ = read_settings(home / "config" / "config.toml")
    assert settings == Settings(sports=("running",), knee="left", welcomed=True)


def test_an_input_that_ends_is_said_and_what_was_answered_is_there(home: Path) -> None:
    done = ran(answers=b"2\n")

    assert done.returncode == 2
    assert b"The input ended" in done.stderr
    assert b"Traceback" not in done.stderr
    assert read_settings(home / "config" / "config.toml")[0].sports == ("cycling",)


def test_no_input_at_all(terminal: int) -> None:
    done = ran(stdin=subprocess.DEVNULL, stdout=terminal)

    assert done.returncode == 2
    assert done.stderr.decode().startswith(NO_TERMINAL)


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_dumb_terminal_and_whoever_wants_it_is_asked_in_lines(home: Path, term: str) -> None:
    (home / "config").mkdir(parents=True)
    write_settings(home / "config" / "config.toml", Settings(plain=term != "dumb", welcomed=True))
    with PtyApp(home, env={"TERM": term}) as app:
        app.wait("What do you want to do")
        app.send("q", "\r")
        assert app.end()[0] == 0
        assert b"\x1b" not in bytes(app.received)


def test_it_says_what_to_do() -> None:
    assert "ssh -t" in NO_TERMINAL
