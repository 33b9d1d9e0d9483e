"""The driver and its writer. What they do to a real terminal is tested in ``tests/terminal/real_app``."""

from __future__ import annotations

import inspect
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from kneetui.terminal import writer
from kneetui.terminal.driver import GIVE_BACK, KneeDriver
from kneetui.terminal.writer import MOST_WAITING, Writer
from tests.terminal.pty_app import PtyApp

# --- what the driver leans on --------------------------------------------------------------


def test_the_pinned_textual_is_installed() -> None:
    """The driver was written against the internals of this version: look at it again for another."""
    assert textual.__version__ == "8.2.8"


@pytest.mark.parametrize(
    "name",
    [
        "_disable_mouse_support",
        "_enable_mouse_support",
        "_sigcont_application",
        "_sigtstp_application",
        "can_suspend",
        "close",
        "disable_input",
        "run_input_thread",
        "start_application_mode",
        "stop_application_mode",
        "suspend_application_mode",
        "write",
    ],
)
def test_what_is_overridden_exists(name: str) -> None:
    assert hasattr(LinuxDriver, name)
    assert hasattr(KneeDriver, name)


def test_all_output_of_textual_goes_through_write() -> None:
    """Textual's own writer thread is never used: nothing but ``write`` and ``close`` touch it."""
    source = inspect.getsource(LinuxDriver)
    methods = [
        name
        for name, member in vars(LinuxDriver).items()
        if inspect.isfunction(member) and "_writer_thread" in inspect.getsource(member)
    ]
    assert sorted(methods) == ["__init__", "close", "start_application_mode", "write"]
    assert "_file.write" not in source
    assert "_writer_thread" not in inspect.getsource(App)
    assert "_writer_thread" not in inspect.getsource(Driver)


def test_everything_textual_switches_on_is_switched_off() -> None:
    lines = [line for line in inspect.getsource(LinuxDriver).splitlines() if not line.strip().startswith("#")]
    source = "\n".join(lines)
    switched_on = {
        part.split("h")[0].strip() for part in source.split("\\x1b[?")[1:] if part.split("h")[0].isdigit()
    }
    assert switched_on
    for number in switched_on - {"7", "25"}:
        assert f"\x1b[?{number}l".encode() in GIVE_BACK, number
    assert b"\x1b[?7h" in GIVE_BACK
    assert b"\x1b[?25h" in GIVE_BACK
    assert b"\x1b[<u" in GIVE_BACK


# --- the writer ---------------------------------------------------------------------------


class Pipe:
    """A terminal made of a pipe, and a writer for it."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        self.caught_up = threading.Event()
        self.gone = threading.Event()
        self.writer = Writer(self.writing, self.caught_up.set, self.gone.set)
        self.writer.start()

    def take(self, most: int = 1 << 20) -> bytes:
        """What arrives until nothing does."""
        data = b""
        while len(data) < most and select.select([self.reading], [], [], 0.2)[0]:
            data += os.read(self.reading, min(65536, most - len(data)))
        return data

    def fill(self) -> int:
        """Write frames until they are dropped; how many."""
        count = 0
        while not self.writer._dropping:
            self.writer.write(f"{count:04d}" * 2500)
            count += 1
            assert count < 1000
        while select.select([], [self.writing], [], 0)[1]:
            select.select([], [], [], 0.001)
        return count


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    made.writer.forget()
    os.set_blocking(made.reading, False)
    deadline = time.monotonic() + 5
    made.writer._stopped = True
    while made.writer.is_alive() and time.monotonic() < deadline:
        try:
            os.read(made.reading, 1 << 20)
        except BlockingIOError:
            made.writer.stop()
    os.close(made.reading)
    os.close(made.writing)


def test_text_arrives_in_order_as_utf_8(pipe: Pipe) -> None:
    for word in ("Knie", " – ", "▲", "\udc80"):
        pipe.writer.write(word)
    assert pipe.take() == "Knie – ▲?".encode()


def test_writing_never_waits(pipe: Pipe) -> None:
    pipe.fill()
    assert pipe.writer._bytes + pipe.writer._sending <= MOST_WAITING


def test_what_is_dropped_is_dropped_whole_and_said(pipe: Pipe) -> None:
    count = pipe.fill()
    pipe.writer.write("lost")
    data = pipe.take()
    frames = [data[start : start + 10000] for start in range(0, len(data), 10000)]
    assert frames == [f"{number:04d}".encode() * 2500 for number in range(count - 1)]
    assert pipe.caught_up.wait(5)
    pipe.writer.write("again")
    assert pipe.take() == b"again"


def test_forgetting_keeps_the_last_words(pipe: Pipe) -> None:
    pipe.fill()
    pipe.writer.forget()
    pipe.writer.write("last words")
    data = pipe.take()
    assert data.endswith(b"\x18last words")
    assert len(data) < 65536 + 2 * writer.PIECE
    assert not pipe.caught_up.is_set()


def test_forgetting_nothing_changes_nothing(pipe: Pipe) -> None:
    pipe.writer.write("frame")
    assert pipe.take() == b"frame"
    pipe.writer.forget()
    pipe.writer.write("words")
    assert pipe.take() == b"words"


def test_stopping_writes_what_waits(pipe: Pipe) -> None:
    pipe.writer.write("x" * 20000)
    pipe.writer.stop()
    assert not pipe.writer.is_alive()
    assert pipe.take() == b"x" * 20000


def test_stopping_does_not_wait_for_ever(pipe: Pipe) -> None:
    pipe.fill()
    pipe.writer.stop()
    assert pipe.writer.is_alive()


def test_a_terminal_that_does_not_block_is_waited_for(pipe: Pipe) -> None:
    os.set_blocking(pipe.writing, False)
    pipe.writer.write("x" * 200000)
    assert pipe.take() == b"x" * 200000


def test_a_terminal_that_is_gone_is_said_once() -> None:
    pipe = Pipe()
    os.close(pipe.reading)
    pipe.writer.write("anybody?")
    assert pipe.gone.wait(5)
    pipe.writer.join(5)
    assert not pipe.writer.is_alive()
    pipe.writer.stop()
    os.close(pipe.writing)


# --- nothing is left behind ----------------------------------------------------------------

LEAKS = """
import asyncio, os, sys, threading
from pathlib import Path
from textual.app import App
from kneetui.terminal.driver import KneeDriver

def opened():
    return sorted(int(each) for each in os.listdir("/dev/fd") if os.path.exists(f"/dev/fd/{each}"))

class Short(App):
    def __init__(self):
        super().__init__(driver_class=KneeDriver)
    async def on_ready(self):
        driver = self._driver
        for _ in range(3):
            driver.suspend_application_mode()
            driver.resume_application_mode()
        self.call_later(self.exit)

async def run():
    await Short().run_async()
    first = opened()
    await Short().run_async()
    Path(sys.argv[1]).write_text(repr((first == opened(), threading.active_count())))

asyncio.run(run())
"""


def test_no_file_and_no_thread_is_left_open(home: Path, tmp_path: Path) -> None:
    counts = tmp_path / "found"
    with PtyApp(home, command=(sys.executable, "-c", LEAKS, str(counts))) as app:
        assert app.end(60)[0] == 0, app.picture()
    assert counts.read_text() == "(True, 1)"


@pytest.mark.parametrize(("own_group", "answer"), [(True, "False"), (False, "False")])
def test_only_a_job_of_a_shell_can_be_stopped(own_group: bool, answer: str) -> None:
    """The leader of a session, and what shares its group, have no shell that could go on."""
    code = (
        "import os, types; from kneetui.terminal.driver import KneeDriver\n"
        "print(KneeDriver.can_suspend.fget(types.SimpleNamespace()))"
    )
    prefix = (
        "" if own_group else "import subprocess, sys\nsubprocess.run([sys.executable, '-c', sys.argv[1]])"
    )
    command = [sys.executable, "-c", prefix or code, code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, start_new_session=True)
    assert done.stdout.strip() == answer


def test_a_job_of_a_shell_can_be_stopped() -> None:
    code = "import types; from kneetui.terminal.driver import KneeDriver; print(KneeDriver.can_suspend.fget(None))"
    shell = "import subprocess, sys\nsubprocess.run([sys.executable, '-c', sys.argv[1]], process_group=0, check=True)"
    done = subprocess.run(
        [sys.executable, "-c", shell, code],
        capture_output=True,
        text=True,
        check=True,
        start_new_session=True,
    )
    assert done.stdout.strip() == "True"
