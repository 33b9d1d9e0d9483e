"""A terminal that takes nothing: the app lives on, and can be ended; a terminal that takes again shows everything."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kneetui.terminal.writer import MOST_WAITING, Writer
from tests.terminal.pty_app import PtyApp

PROGRAM = Path(__file__).with_name("beating.py")


class Stalled:
    """The beating program, behind a terminal that nobody reads."""

    def __init__(self, start: Callable[..., PtyApp], folder: Path) -> None:
        self._file = folder / "beats"
        self.app = start(command=(sys.executable, str(PROGRAM), str(self._file)))
        self.app.wait("ready")
        self.app.send("p")
        self.goes_on(150)

    def beats(self) -> tuple[int, bool]:
        """Beats so far, and whether it paints."""
        text = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        count, _, painting = text.partition(" ")
        return int(count or 0), painting == "True"

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition without reading the terminal."""
        deadline = time.monotonic() + 120
        while not condition():
            assert time.monotonic() < deadline, "the event loop stands still"
            select.select([], [], [], 0.02)

    def goes_on(self, beats: int) -> None:
        """Wait for some more beats."""
        aim = self.beats()[0] + beats
        self.until(lambda: self.beats()[0] > aim)


@pytest.fixture
def stalled(start: Callable[..., PtyApp], tmp_path: Path) -> Stalled:
    return Stalled(start, tmp_path)


def test_frames_that_nobody_takes_are_not_hoarded() -> None:
    reads, writes = os.pipe()
    for end in (reads, writes):
        os.set_blocking(end, False)
    caught_up = threading.Event()
    writer = Writer(writes, caught_up.set, gone=lambda: None)
    writer.start()

    for _ in range(100):
        writer.write("x" * (MOST_WAITING // 10))
        assert writer.waiting <= MOST_WAITING

    taken = 0
    while not caught_up.is_set():
        if select.select([reads], [], [], 0.02)[0]:
            taken += len(os.read(reads, MOST_WAITING))
    assert taken <= MOST_WAITING
    writer.stop()
    os.close(reads)
    os.close(writes)


def test_a_terminal_that_takes_again_is_painted_in_full(stalled: Stalled) -> None:
    app = stalled.app
    app.send("p")
    stalled.until(lambda: not stalled.beats()[1])
    stalled.goes_on(20)
    app.until(lambda: all(f"row {number:02d} is the last picture" in app.text for number in range(24)))
    app.send("ctrl+q")
    assert app.end()[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_all_the_same(stalled: Stalled, number: signal.Signals) -> None:
    app = stalled.app
    app.signal(number)
    assert app.end(reading=False)[0] == -number
    assert app.attributes() == app.first_attributes


def test_quitting_works_all_the_same(stalled: Stalled) -> None:
    app = stalled.app
    app.send("ctrl+q")
    assert app.end(reading=False)[0] == 0
    assert app.attributes() == app.first_attributes


def test_quitting_behind_a_slow_line_sends_no_old_frames(stalled: Stalled) -> None:
    """What still waits is dropped; what gives the terminal back is not."""
    app = stalled.app
    app.send("ctrl+q")
    app.until(lambda: 1049 not in app.modes, message="the terminal was not given back")
    assert app.end()[0] == 0
    assert app.modes == {7, 25}
    assert len(app.received) < MOST_WAITING
