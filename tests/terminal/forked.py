"""The process that has imported the app, and becomes what it is asked for in copies of itself; see ``forking``."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
import termios
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any


def main() -> None:
    """Import it all, and in each copy become what is asked for."""
    for name in _everything():
        import_module(name)
    gc.collect()
    gc.freeze()
    words = serve(socket.socket(fileno=int(sys.argv[1])))
    become(words)


def _everything() -> Iterable[str]:
    """What a start imports until the app was left alone for a while."""
    from kneetui.launch import asyncio_without_tls

    asyncio_without_tls()
    from kneetui.ui import ahead

    return ("kneetui.ui.run", "kneetui.terminal.driver", "kneetui.ui.screens.today.today", *ahead.SLICES)


def serve(orders: socket.socket) -> list[str]:
    """Make a copy for each order, and report how it ends. Returns in the copies alone: the words of the program."""
    reports: dict[int, socket.socket] = {}
    wakes, woken = socket.socketpair()
    for end in (wakes, woken):
        end.setblocking(False)
    signal.set_wakeup_fd(woken.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        ready, _, _ = select.select([orders, wakes], [], [])
        if wakes in ready:
            wakes.recv(4096)
            _report_ends(reports)
        if orders not in ready:
            continue
        message, handles, _, _ = socket.recv_fds(orders, 65536, 4)
        if not message:
            sys.exit()
        while not message.endswith(b"\n"):
            message += orders.recv(65536)
        report = socket.socket(fileno=handles.pop())
        pid = os.fork()
        if not pid:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for other in (orders, wakes, woken, report, *reports.values()):
                other.close()
            return _moved_in(json.loads(message), handles)
        for handle in handles:
            os.close(handle)
        report.sendall(b"%d\n" % pid)
        reports[pid] = report


def _report_ends(reports: dict[int, socket.socket]) -> None:
    for pid in list(reports):
        over, status = os.waitpid(pid, os.WNOHANG)
        if over:
            with reports.pop(pid) as report, suppress(OSError):
                report.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _moved_in(order: dict[str, Any], streams: Sequence[int]) -> list[str]:
    """Have the streams, the environment and the terminal of the program; its words."""
    os.setsid()
    for number, handle in enumerate(streams):
        os.dup2(handle, number)
        os.close(handle)
    if order["controlling"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    assert isinstance(sys.stdout, TextIOWrapper)
    sys.stdout.reconfigure(line_buffering=os.isatty(1))
    words: list[str] = order["words"]
    return words


def become(words: list[str]) -> None:
    """Run what Python would run with these words."""
    if words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    elif words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    main()
