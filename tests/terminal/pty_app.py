"""A program in a pseudo-terminal of its own: keys in, screen out, no sleeping.

Also used by ``.ci/walk.py``; needs pyte and nothing else of the project.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, Self

import pyte

KNEETUI = (sys.executable, "-m", "kneetui")

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_NOT_FOR_PYTE = re.compile(r"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x18")
_UNFINISHED = re.compile(r"\x1b(\[[0-?]*[ -/]*)?$")

_UNWANTED = ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "SSH_TTY", "SSH_CONNECTION", "PYTHONPATH")


def lines_of(screen: pyte.Screen) -> list[str]:
    """What stands on it, also half way through a frame: pyte's own list fails at half of a wide character."""
    return ["".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)]


class Program(Protocol):
    """A program that was begun, as ``subprocess`` has it."""

    pid: int
    returncode: int | Any

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def kill(self) -> None: ...
    def send_signal(self, sig: int, /) -> None: ...


class PtyApp:
    """A program at the other end of a pseudo-terminal. Use as a context manager."""

    def __init__(
        self,
        home: str | os.PathLike[str],
        *,
        command: tuple[str, ...] = KNEETUI,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        stderr: int | None = None,
        controlling: bool = True,
        begin: Callable[..., Program] | None = None,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.modes: set[int] = set()
        self.received = bytearray()
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._carry = ""
        self.fd, inner = pty.openpty()
        self.inner = os.dup(inner)
        self.resize(*size)
        self.first_attributes = termios.tcgetattr(self.inner)
        self.started = time.monotonic()
        streams = (inner, inner, inner if stderr is None else stderr)
        self.process = (begin or afresh)(
            command,
            environment({"KNEETUI_HOME": os.fspath(home), **(env or {})}),
            streams,
            controlling=controlling,
        )
        os.close(inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()
        with contextlib.suppress(OSError):
            os.close(self.inner)

    # --- what the terminal does ------------------------------------------------------------

    def send(self, *keys: str) -> None:
        """Press keys: names of ``KEYS`` or text."""
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close our end, as a lost connection does."""
        with contextlib.suppress(OSError):
            os.close(self.fd)

    def pump(self, seconds: float) -> bool:
        """Take in what the program wrote, waiting at most this long; ``False`` if there was nothing."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the program is gone
            return False
        self.received += data
        self._show(self._decoder.decode(data))
        return bool(data)

    def _show(self, text: str) -> None:
        text = self._carry + text
        unfinished = _UNFINISHED.search(text)
        cut = unfinished.start() if unfinished else len(text)
        self._carry, text = text[cut:], text[:cut]
        for numbers, state in _MODE.findall(text):
            for number in numbers.split(";"):
                (self.modes.add if state == "h" else self.modes.discard)(int(number))
        self._stream.feed(_NOT_FOR_PYTE.sub("", text))

    def wipe(self) -> None:
        """Forget the picture, so that only what is painted from now on shows."""
        self.screen.reset()

    # --- what a person sees ----------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in lines_of(self.screen))

    def sees(self, *patterns: str) -> bool:
        """Whether every pattern is on the screen."""
        return all(re.search(pattern, self.text) for pattern in patterns)

    def wait(self, *patterns: str, seconds: float = 120.0) -> str:
        """Wait until every pattern is on the screen; the screen. Fails with a picture of it."""
        self.until(lambda: self.sees(*patterns), seconds, f"never saw {patterns}")
        return self.text

    def until(
        self, condition: Callable[[], Any], seconds: float = 120.0, message: str = "it never came"
    ) -> None:
        """Wait until a condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"{message}\n{self.picture()}"
            if not self.pump(0.05) and self.process.poll() is not None:
                while self.pump(0):
                    pass
                assert condition(), f"{message}: it ended with {self.process.returncode}\n{self.picture()}"

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until the program says nothing for a while."""
        deadline = time.monotonic() + 120
        while self.pump(quiet):
            assert time.monotonic() < deadline, f"it never falls silent\n{self.picture()}"

    def picture(self) -> str:
        """The screen in a frame, for people who read a failure."""
        wide = self.screen.columns
        rows = [f"│{line}│" for line in lines_of(self.screen)]
        return "\n".join([f"┌{'─' * wide}┐", *rows, f"└{'─' * wide}┘"])

    # --- how it ends -----------------------------------------------------------------------

    def end(self, seconds: float = 60.0, reading: bool = True) -> tuple[int, float]:
        """Wait for the end: exit code (negative for a signal) and the seconds it took from now."""
        start = time.monotonic()
        while self.process.poll() is None:
            assert time.monotonic() < start + seconds, f"it does not end\n{self.picture()}"
            if reading:
                self.pump(0.002)
            else:
                select.select([], [], [], 0.002)
        took = time.monotonic() - start
        while reading and self.pump(0):
            pass
        return self.process.returncode, took

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def attributes(self) -> list[Any]:
        """The terminal's attributes as they are now."""
        return termios.tcgetattr(self.inner)


def afresh(
    command: Sequence[str], env: Mapping[str, str], streams: tuple[int, int, int], *, controlling: bool
) -> subprocess.Popen[bytes]:
    """Begin a program in a session of its own; ``controlling``: its terminal is the one that it reads from."""
    stdin, stdout, stderr = streams
    return subprocess.Popen(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=_take_terminal if controlling else None,
        env=env,
    )


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    """That of a program in a terminal which is told nothing of the machine, with some changes."""
    table: dict[str, str | None] = {
        name: value
        for name, value in os.environ.items()
        if name not in _UNWANTED and not name.startswith(("LC_", "TEXTUAL", "KNEETUI", "PYTEST", "COV_"))
    }
    table |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    table |= changes
    return {name: value for name, value in table.items() if value is not None}
