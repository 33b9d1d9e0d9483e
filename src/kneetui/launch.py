"""Starts the app, if there is a terminal for it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import NoReturn

KNOWN = frozenset(
    ("xterm", "screen", "tmux", "linux", "alacritty", "foot", "rxvt", "vt100", "vt220", "konsole", "putty")
)
"""Beginnings of TERM that need no look into terminfo."""

NO_TERMINAL = """There is no terminal to draw on here, so kneetui asks in numbered lines.
For the screens over SSH, ask for a terminal: ssh -t HOST kneetui"""

NO_LAYER = """The screens of kneetui need a terminal as Linux and macOS have it, and this system has none (WSL on Windows has).
So kneetui asks in numbered lines."""


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
    return os.isatty(0) and os.isatty(1) and _moves_its_cursor(os.environ.get("TERM", ""))


def _moves_its_cursor(term: str) -> bool:
    """Whether the terminal can put its cursor anywhere; one that nobody knows is believed to."""
    from kneetui.config.charsets import family

    if term == "dumb":
        return False
    if family(term) in KNOWN:
        return True
    try:
        import curses

        curses.setupterm(term or "unknown", 1)
        return bool(curses.tigetstr("cup")) or term in ("", "unknown")
    except Exception:  # curses.error, or no such module
        return True


def start(lines: Callable[[], NoReturn], *, plain: bool = False, play: str = "") -> NoReturn:
    """Start the app and end with its exit code; with ``plain``, by setting or without a terminal as numbered ``lines``.

    It begins with today's session of the routine to ``play`` (id), if one is given.
    """
    if plain or _plain_by_setting():
        lines()
    if not terminal_layer():
        print(NO_LAYER, file=sys.stderr)
        lines()
    if not terminal():
        print(NO_TERMINAL, file=sys.stderr)
        lines()
    prepare()
    from kneetui import garbage

    garbage.not_yet()
    asyncio_without_tls()
    from kneetui.ui.run import run

    leave(run(play))


def _plain_by_setting() -> bool:
    from kneetui.config.paths import config_dir
    from kneetui.config.settings import read_settings

    return read_settings(config_dir() / "config.toml")[0].plain


def speak() -> None:
    """Write no sign that the terminal or the locale does not have, and fail at none that comes."""
    import io

    from kneetui.config import charsets

    charsets.register()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            charset = charsets.charset() if stream.isatty() else stream.encoding
            stream.reconfigure(encoding=charset, errors=charsets.REPLACED)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def prepare() -> None:
    """Set right what Textual would believe of the environment."""
    if os.environ.get("TERM") == "unknown":  # Textual would send it 24-bit colours
        os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "standard")
    for name in ("COLUMNS", "LINES"):  # Textual would believe them instead of the terminal
        os.environ.pop(name, None)


def asyncio_without_tls() -> None:
    """Have asyncio imported as on a Python without OpenSSL, which it provides for.

    Nothing here speaks TLS by way of asyncio, and OpenSSL is a tenth of the memory of a start. Who fetches packs
    imports it later, as usual.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # so that importing it fails
    try:
        import asyncio as _  # noqa: F401
    finally:
        del sys.modules["ssl"]


def leave(code: int) -> NoReturn:
    """End at once: everything is on disk, and taking the interpreter apart would cost a fifth of a second."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
