"""Under a shell it can be stopped, and goes on as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp

SHELL = """
import os, signal, sys, termios
modes = termios.tcgetattr(0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.posix_spawn(sys.executable, [sys.executable, "-m", "kneetui"], os.environ, setpgroup=0,
                       setsigdef=[signal.SIGTTOU])
os.tcsetpgrp(0, child)
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    termios.tcsetattr(0, termios.TCSADRAIN, modes)
    input("stopped, Enter goes on")
    os.tcsetpgrp(0, child)
    os.kill(child, signal.SIGCONT)
"""
"""Job control, as little as there can be."""


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_continued_it_paints_everything_again(
    today: Callable[..., PtyApp], tmp_path: Path, number: signal.Signals
) -> None:
    file = tmp_path / "shell.py"
    file.write_text(SHELL, encoding="utf-8")
    app = today(command=(sys.executable, str(file)))
    app.wait("Ask about the knee if")  # what the content says comes after the first frame
    before = app.text
    os.kill(os.tcgetpgrp(app.fd), number)
    app.wait("stopped, Enter goes on")
    if number == signal.SIGTSTP:
        assert app.modes == {7, 25}
    app.wipe()
    app.send("enter")
    app.until(lambda: app.text == before, message="it was not painted again")
    app.send("3")
    app.send("ctrl+q")
    code, _ = app.end()
    assert code == 0
    assert app.attributes() == app.first_attributes
