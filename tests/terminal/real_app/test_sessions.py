"""Whatever ends the app in the middle of a session, it goes on at the same set."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.diary.store.sqlite import open_diary
from tests.terminal.pty_app import PtyApp


@pytest.fixture(autouse=True)
def assessed(settled_home: Path) -> None:
    """An assessment that leaves every exercise open, and no yesterday to ask of: the session comes first."""
    (settled_home / "data").mkdir(exist_ok=True)
    with closing(open_diary(settled_home / "data" / "diary.db")) as diary:
        when = datetime.now() - timedelta(days=2)
        diary.add(Entry(when, "right", assessment=AssessmentRecord("self-care")))


def begin(app: PtyApp) -> None:
    app.send("4")
    app.wait("All routines")
    app.send("enter")
    app.wait("0-2 green")
    app.send("b")
    app.wait("▸ I have all of that")
    app.send("enter")
    app.wait("seconds to get ready")
    app.send("n")
    app.wait("of [0-9]+ reps")


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGKILL,
        *(pytest.param(milder, marks=pytest.mark.hunt) for milder in (signal.SIGTERM, signal.SIGHUP)),
    ],
)
def test_a_session_goes_on_at_the_same_set(today: Callable[..., PtyApp], number: signal.Signals) -> None:
    app = today()
    begin(app)
    app.send("n")
    app.wait("now the (left|right) side")
    here = app.text.split("\n")[2:4]
    app.settle()
    app.signal(number)
    assert app.end()[0] == -number

    again = today()
    again.wait("▸ Go on with")
    again.send("enter")
    again.wait("A session is not finished", "▸ Go on")
    again.send("enter")
    again.wait("Space goes on")
    assert again.text.split("\n")[2:4] == here
    again.send("space")
    again.wait("now the (left|right) side")
    again.send("ctrl+q")
    assert again.end()[0] == 0


def test_a_machine_that_slept_trained_nothing(today: Callable[..., PtyApp]) -> None:
    app = today()
    begin(app)
    app.send("n")
    app.wait("now the (left|right) side")
    os.kill(app.process.pid, signal.SIGSTOP)
    while app.pump(6.0):
        pass
    os.kill(app.process.pid, signal.SIGCONT)
    app.wait("Space goes on", "the clock stood still")
    app.send("ctrl+q")
    assert app.end()[0] == 0
