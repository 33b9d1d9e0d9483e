"""What is sent fits the terminal, whatever the environment says."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp, lines_of

ASCII = [
    {"LANG": "C"},
    {"LANG": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LANG": None, "PYTHONIOENCODING": "ascii"},
    {"LANG": "C.UTF-8", "TERM": "vt100"},
]


@pytest.mark.parametrize("env", ASCII, ids=str)
def test_borders_are_ascii_where_nobody_knows_better(
    today: Callable[..., PtyApp], env: dict[str, str | None]
) -> None:
    app = today(env=env)
    assert app.sees(r"\+-", r"-\+", "> ")
    assert app.text.isascii()
    app.send("ctrl+q")
    assert app.end()[0] == 0


def test_borders_are_utf_8_whatever_python_believes(today: Callable[..., PtyApp]) -> None:
    app = today(env={"LANG": "C.UTF-8", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"})
    assert app.sees("╭─", "─╮", "╰─")
    assert "\\u" not in app.text
    app.send("ctrl+q")
    assert app.end()[0] == 0


@pytest.mark.parametrize("term", ["linux", "vt100", "vt220", "unknown"])
def test_old_terminals_get_no_mouse_and_no_questions(today: Callable[..., PtyApp], term: str) -> None:
    app = today(env={"TERM": term})
    assert not app.modes & {1000, 1002, 1003, 1006, 1015, 1016, 2004, 2048}
    for never in (b"\x1b]", b"\x1b[>", b"$p", b";2;"):
        assert never not in app.received
    app.send("ctrl+q")
    assert app.end()[0] == 0


def test_new_terminals_get_the_mouse_but_not_each_of_its_moves(today: Callable[..., PtyApp]) -> None:
    modes = today().modes
    assert {1000, 1002, 1006, 2004} <= modes
    assert 1003 not in modes


@pytest.mark.parametrize("term", ["screen", "screen-256color", "screen.xterm-256color"])
def test_gnu_screen_gets_no_mouse_which_would_hold_back_escape(
    today: Callable[..., PtyApp], term: str
) -> None:
    modes = today(env={"TERM": term}).modes
    assert not modes & {1000, 1002, 1003, 1006}
    assert 2004 in modes


def test_it_asks_the_terminal_for_its_size_and_not_the_environment(start: Callable[..., PtyApp]) -> None:
    app = start(size=(100, 30), env={"COLUMNS": "40", "LINES": "10"})
    app.wait("1 Today")
    assert lines_of(app.screen)[29].strip(), app.picture()


def test_too_small_a_terminal_gets_a_sentence_until_it_grows(start: Callable[..., PtyApp]) -> None:
    app = start(size=(35, 10))
    app.wait("at least 40 columns\\s+and 12 rows|at least 40\\s+columns and 12 rows")
    assert not app.sees("Watch for")
    app.resize(80, 24)
    app.wait("1 Today", "3 Diary")
    app.resize(39, 24)
    app.wait("at least 40\\s+columns")
    app.resize(40, 12)
    app.until(lambda: app.sees("Your knee") and not app.sees("at least 40"), message="it stays")


def test_the_smallest_of_terminals_do_no_harm(start: Callable[..., PtyApp]) -> None:
    app = start(size=(80, 24))
    app.wait("1 Today")
    for size in ((1, 1), (20, 5), (300, 100), (2, 60), (80, 24)):
        app.resize(*size)
        app.pump(0.05)
    app.wipe()
    app.resize(81, 24)
    app.wait("1 Today", "3 Diary")


def test_a_log_of_errors_gets_nothing_of_the_picture(start: Callable[..., PtyApp], tmp_path: Path) -> None:
    log = tmp_path / "errors"
    handle = os.open(log, os.O_WRONLY | os.O_CREAT)
    app = start(stderr=handle)
    os.close(handle)
    app.wait("1 Today")
    app.send("ctrl+q")
    assert app.end()[0] == 0
    assert log.read_bytes() == b""
