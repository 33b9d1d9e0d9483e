"""Starts the app, if there is a terminal for it."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn

NO_TERMINAL = """kneetui needs a terminal to draw on, and this is not one.
Over SSH, ask for one: ssh -t HOST kneetui
Without one, kneetui triage asks in plain numbered lines (kneetui --help lists the other commands)."""


NO_LAYER = """The app of kneetui needs a terminal as Linux and macOS have it, and this system has none (WSL on Windows has).
Without it, kneetui triage asks in plain numbered lines (kneetui --help lists the other commands)."""


def terminal_layer() -> bool:
    """Whether Python can speak to a terminal here; on Windows it has no modules for that."""
    try:
        import fcntl
        import termios
    except ImportError:
        return False
    return bool(fcntl and termios)


def terminal() -> bool:
    """Whether there is a terminal to draw on and to read keys from."""
    return os.isatty(0) and os.isatty(1) and os.environ.get("TERM") != "dumb"


def start() -> NoReturn:
    """Start the app and end with its exit code; 2 without a terminal."""
    if not terminal_layer():
        print(NO_LAYER, file=sys.stderr)
        sys.exit(2)
    if not terminal():
        print(NO_TERMINAL, file=sys.stderr)
        sys.exit(2)
    prepare()
    from kneetui.ui.app import run

    leave(run())


def prepare() -> None:
    """Set right what Textual would believe of the environment."""
    if os.environ.get("TERM") == "unknown":  # Textual would send it 24-bit colours
        os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "standard")
    for name in ("COLUMNS", "LINES"):  # Textual would believe them instead of the terminal
        os.environ.pop(name, None)


def leave(code: int) -> NoReturn:
    """End at once: everything is on disk, and taking the interpreter apart would cost a fifth of a second."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
