"""The app begun as a copy of a process that has imported it: what a test looks at is what comes after the imports.

Two thirds of a start are imports, the same ones each time. A process of its own does them once and nothing else, and
becomes whatever program of ours it is asked for in a copy of itself. What Python and the app take from the environment
before that cannot be handed to a copy, so a program that is told anything of it begins afresh.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.terminal.pty_app import environment

OTHER_SIDE = Path(__file__).with_name("forked.py")

Streams = tuple[int, int, int]
"""Where a program reads, where it writes, and where it writes its errors."""


def fits(command: Sequence[str], env: Mapping[str, str | None]) -> bool:
    """Whether a copy is what a fresh Python with these words and changes to the environment would become."""
    return command[0] == sys.executable and not env


class Copy:
    """A program in a copy; ``report`` says its number first and, when it is over, its exit code."""

    def __init__(self, report: socket.socket) -> None:
        self._report = report.makefile("r", encoding="ascii")
        report.close()
        self.pid = int(self._report.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, if it is over."""
        if self.returncode is None and select.select([self._report], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; the exit code, negative for a signal. Raises ``TimeoutExpired`` after so many seconds."""
        if self.returncode is None:
            if not select.select([self._report], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a copy", timeout or 0)
            self.returncode = int(self._report.readline())
            self._report.close()
        return self.returncode

    def send_signal(self, sig: int, /) -> None:
        """Send it a signal, if it is not over."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class Original:
    """The process that has imported it all; a context that ends with it."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(OTHER_SIDE), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment({}),
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._orders.close()
        self._process.wait()

    def begin(
        self, command: Sequence[str], env: Mapping[str, str], streams: Streams, *, controlling: bool
    ) -> Copy:
        """Begin a program in a session of its own; ``controlling``: its terminal is the one that it reads from."""
        report, theirs = socket.socketpair()
        order = {"words": command[1:], "env": dict(env), "cwd": str(Path.cwd()), "controlling": controlling}
        with theirs:
            message = json.dumps(order).encode() + b"\n"
            sent = socket.send_fds(self._orders, [message], [*streams, theirs.fileno()])
            self._orders.sendall(message[sent:])
        return Copy(report)
