"""A program in a copy is what a fresh Python would make of the same words."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.forking import Copy, Original, fits
from tests.terminal.pty_app import KNEETUI, PtyApp, afresh


@pytest.fixture(params=["copy", "fresh"])
def run(request: pytest.FixtureRequest, original: Original, home: Path) -> Callable[..., PtyApp]:
    """A function that begins Python with some words."""
    begin = original.begin if request.param == "copy" else afresh
    return lambda *words: PtyApp(home, command=(sys.executable, *words), begin=begin)


def outcome(app: PtyApp) -> tuple[str, int]:
    """What stands on the screen at the end, and how it ended."""
    with app:
        code, _ = app.end()
        return app.text.strip(), code


@pytest.mark.parametrize(
    ("code", "output", "ended"),
    [
        ("print('done')", "done", 0),
        ("import sys; sys.exit(7)", "", 7),
        ("import sys; sys.exit('it broke')", "it broke", 1),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "", -signal.SIGTERM),
        ("import os; print(__name__, os.getsid(0) == os.getpid() == os.tcgetpgrp(0))", "__main__ True", 0),
        ("import os; print(*map(os.isatty, range(3)))", "True True True", 0),
        ("import os, signal; print(signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL)", "True", 0),
        ("import os; print(os.environ['TERM'], 'PYTEST_CURRENT_TEST' in os.environ)", "xterm-256color False", 0),
        ("import sys; print(sys.stdout.encoding, sys.stderr.errors)", "utf-8 backslashreplace", 0),
        ("import os; print([n for n in range(64) if os.path.exists(f'/dev/fd/{n}')])", "[0, 1, 2]", 0),
    ],
)  # fmt: skip
def test_it_is_what_python_would_make_of_it(
    run: Callable[..., PtyApp], code: str, output: str, ended: int
) -> None:
    assert outcome(run("-c", code)) == (output, ended)


def test_words_reach_a_program_a_file_and_a_module(run: Callable[..., PtyApp], tmp_path: Path) -> None:
    file = tmp_path / "words.py"
    file.write_text("import sys; print(sys.argv[1:], __name__)", encoding="utf-8")
    assert outcome(run("-c", file.read_text("utf-8"), "a", "b")) == ("['a', 'b'] __main__", 0)
    assert outcome(run(str(file), "a", "b")) == ("['a', 'b'] __main__", 0)
    assert outcome(run("-m", "kneetui", "--version"))[0].startswith("kneetui, version ")


def test_a_fault_is_told_as_ever(run: Callable[..., PtyApp]) -> None:
    text, code = outcome(run("-c", "1 / 0"))
    assert code == 1
    assert text.endswith("ZeroDivisionError: division by zero")


def test_two_at_once_end_by_themselves(run: Callable[..., PtyApp]) -> None:
    with run("-c", "input()") as one, run("-c", "print('here'); input()") as other:
        other.wait("here")
        one.signal(signal.SIGKILL)
        assert one.end()[0] == -signal.SIGKILL
        assert other.process.poll() is None
        other.send("enter")
        assert other.end()[0] == 0


def test_a_lost_line_ends_it(run: Callable[..., PtyApp]) -> None:
    """Also where the tests run under ``nohup``, which whatever they start would inherit."""
    ends = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL); "
    with run("-c", f"{ends}print('here'); input()") as app:
        app.wait("here")
        app.hang_up()
        assert app.end(reading=False)[0] == -signal.SIGHUP


def test_what_is_told_of_the_environment_is_no_work_for_a_copy() -> None:
    assert fits(KNEETUI, {})
    assert not fits(KNEETUI, {"TERM": "unknown"})
    assert not fits(("ssh", "somewhere"), {})


def test_the_app_is_begun_as_a_copy_and_afresh_where_a_test_asks_for_it(
    start: Callable[..., PtyApp],
) -> None:
    copied, fresh = start(), start(fresh=True)
    assert isinstance(copied.process, Copy)
    assert not isinstance(fresh.process, Copy)
    assert os.getpid() not in (copied.process.pid, fresh.process.pid)
