"""However it ends: with the terminal as it was."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp


def assert_given_back(app: PtyApp) -> None:
    """Attributes, modes and keyboard protocol are what they were before the app."""
    assert app.attributes() == app.first_attributes
    assert app.modes - {7, 25} == set()
    assert {7, 25} <= app.modes
    assert app.received.count(b"\x1b[>") == app.received.count(b"\x1b[<u")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_and_the_terminal_is_given_back(
    today: Callable[..., PtyApp], number: signal.Signals
) -> None:
    app = today()
    app.signal(number)
    assert app.end()[0] == -number
    assert_given_back(app)


KEEPS_LATE = """
import sys
from kneetui.ui.screens.diary import entry
entry.QUIET = 1000
sys.argv = ["kneetui"]
from kneetui.__main__ import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_typed_into_a_form_is_kept_when_a_signal_ends_it(
    today: Callable[..., PtyApp], settled_home: Path, number: signal.Signals
) -> None:
    app = today(command=(sys.executable, "-c", KEEPS_LATE))
    app.send("3")
    app.wait("Nothing here yet")
    app.send("a")
    app.wait("New entry")
    app.send("7")
    app.wait(r"\[7")
    app.signal(number)
    assert app.end()[0] == -number
    assert_given_back(app)
    (draft,) = settled_home.rglob("entry.json")
    assert "7" in json.loads(draft.read_text("utf-8"))["typed"].values()


def test_quitting_gives_the_terminal_back(today: Callable[..., PtyApp]) -> None:
    app = today()
    app.send("ctrl+q")
    assert app.end()[0] == 0
    assert_given_back(app)


def test_a_lost_connection_ends_it(today: Callable[..., PtyApp]) -> None:
    app = today()
    app.hang_up()
    assert app.end(reading=False)[0] == -signal.SIGHUP


def test_the_end_of_the_input_is_a_hang_up_even_if_no_signal_comes(today: Callable[..., PtyApp]) -> None:
    """Without a controlling terminal the kernel sends no SIGHUP; reading fails or gives nothing."""
    app = today(controlling=False)
    app.hang_up()
    assert app.end(reading=False)[0] == -signal.SIGHUP


def test_ctrl_z_does_not_stop_it_where_no_shell_could_go_on(today: Callable[..., PtyApp]) -> None:
    app = today()
    app.send("ctrl+z")
    app.signal(signal.SIGTSTP)
    app.send("3")
    app.wait("Nothing here yet")
    app.send("ctrl+q")
    assert app.end()[0] == 0


BROKEN = """
import sys
from kneetui.ui.app import KneeApp
def broken(self, room): raise ValueError("out of chalk")
KneeApp.action_go = broken
sys.argv = ["kneetui"]
from kneetui.__main__ import main
main()
"""


def test_a_fault_gives_the_terminal_back_and_is_told_to_the_shell(today: Callable[..., PtyApp]) -> None:
    app = today(command=(sys.executable, "-c", BROKEN))
    app.send("3")
    assert app.end()[0] == 1
    assert_given_back(app)
    assert "out of chalk" in app.text
