"""A driver that survives what happens to terminals behind SSH.

Textual's own Linux driver with these mends: the output is in the characters that the terminal is believed to show, UTF-8 as a rule, and never
blocks the app (a stalled terminal loses frames, not the event loop); the end of the input is a
hang-up; a frame sends only the cells that changed; the cursor of the terminal stands on what is selected; SIGHUP, SIGTERM and SIGINT give the terminal back and end the process at once; leaving does
not wait for the input thread's next poll; old terminals get no mouse and no questions. Leans on
internals of Textual, which is pinned; a test stands guard.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import termios
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol, cast, runtime_checkable

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from kneetui.config import account
from kneetui.config.charsets import ASCII, UTF8, family
from kneetui.terminal.background import ASK_BACKGROUND
from kneetui.terminal.caret import caret_of
from kneetui.terminal.key_input import FARTHEST, TerminalInput
from kneetui.terminal.screen_buffer import SYNC_BEGIN, SYNC_END, ScreenBuffer
from kneetui.terminal.writer import Writer

OUTPUT = 1
"""Standard output, which is a terminal if the app starts at all; standard error may be a file."""

GIVE_BACK = (
    b"\x18\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1004l\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Breaks off a half sent sequence, then switches off everything the app switches on in a terminal."""

PLAIN = ("linux", "vt52", "vt100", "vt102", "vt220", "ansi", "cons25", "unknown")
"""Values of TERM of terminals without mouse reports and without answers about themselves."""

SCREEN = "screen"
"""The value of TERM in GNU screen; in tmux, too, which does not pass on that it is tmux over SSH."""

STEADY = "\x1b[?12l"
"""The cursor does not blink where it stands."""

TOO_NEW = ("\x1b]", "\x1b[>", "\x1b[<", "\x1b[?20", STEADY)
"""How the sequences begin that they may print as text: titles, keyboard protocol, paste, questions."""

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


LAST_WRITE = 1.0
"""Seconds in which what was typed last is kept when the line is gone."""


def _end_by(number: int) -> None:
    """End the process by a signal, as whoever sent it expects."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


@runtime_checkable
class Rests(Protocol):
    """An app that keeps a moment later what was typed, and can be made to keep it now."""

    def rest(self) -> None:
        """Keep now what was typed last."""
        ...


class KneeDriver(LinuxDriver):
    """See the module's description."""

    def __init__(self, app: Any, *, mouse: bool = True, **options: Any) -> None:
        terminal = family(os.environ.get("TERM", ""))
        self._plain = terminal in PLAIN
        # GNU screen with mouse reports on holds Esc back and takes the next key with it.
        held = terminal == SCREEN and "TMUX" not in os.environ
        super().__init__(app, mouse=mouse and not self._plain and not held, **options)
        self._charset: str = getattr(app, "charset", UTF8)
        self._buffer = ScreenBuffer(plain=self._plain, charset=self._charset, follows=True)
        self._writer: Writer | None = None
        self._wake: tuple[int, int] | None = None
        self._taken = False

    @property
    def can_suspend(self) -> bool:
        """Only under a shell that does job control; stopped anywhere else, nobody could go on.

        An account that is only kneetui shows no shell.
        """
        return os.getpgrp() != os.getsid(0) and not account.current().confined

    # --- taking the terminal and giving it back -------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal, with our writer and our signal handlers."""
        if self._writer is None:
            self._wake = os.pipe()
            self._writer = Writer(OUTPUT, self._repaint, self._hang_up, self._charset)
            self._writer.start()
        take: Callable[[], None] = super().start_application_mode  # untyped in Textual
        take()
        self.write(ASK_BACKGROUND)
        self.write(STEADY)
        self._taken = True
        for number in ENDING:
            signal.signal(number, self._leave)
        resized = signal.getsignal(signal.SIGWINCH)

        def forget_first(number: int, frame: FrameType | None) -> None:
            self._buffer.forget()  # terminals break their lines anew for another width
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forget_first)

    def use_charset(self, charset: str) -> None:
        """Send these characters from now on."""
        if charset != self._charset:
            self._charset = self._buffer.charset = charset
            if self._writer is not None:
                self._writer.charset = charset
            self._repaint()

    def stop_application_mode(self) -> None:
        """Give the terminal back; frames that still wait are not needed any more."""
        self._taken = False
        if self._writer is not None:
            self._writer.forget()
        super().stop_application_mode()

    def close(self) -> None:
        """End the threads, and close what was opened."""
        super().close()
        if self._writer is not None:
            self._writer.stop()
            self._writer = None
        if self._wake is not None:
            for end in self._wake:
                os.close(end)
            self._wake = None

    def _sigtstp_application(self, *_: object) -> None:
        if self.can_suspend:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """A stop may have come in the middle of a frame: what that begins is written after it, never into it."""
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        if self._auto_restart and self._writer is not None:  # stopped without a chance to clean up
            self.suspend_application_mode()
        super()._sigcont_application()
        self._repaint()

    def _leave(self, number: int, _frame: object) -> None:
        """Give the terminal back, have the app keep what was typed, and end; nothing else is waited for."""
        for ending in ENDING:
            signal.signal(ending, signal.SIG_IGN)  # a hang-up comes from the kernel and from the input
        with contextlib.suppress(OSError):
            os.set_blocking(OUTPUT, False)
            try:
                os.write(OUTPUT, GIVE_BACK)
            finally:
                os.set_blocking(OUTPUT, True)
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        signal.signal(signal.SIGALRM, lambda *_: self._end(number))
        signal.setitimer(signal.ITIMER_REAL, LAST_WRITE)
        with contextlib.suppress(Exception):  # whatever is half done just now, the end comes
            if isinstance(self._app, Rests):
                self._app.rest()
        self._end(number)

    def _end(self, number: int) -> None:
        with contextlib.suppress(Exception):
            self.clean_up()
        _end_by(number)

    def clean_up(self) -> None:
        """The last thing before a signal ends the process, after what was typed is kept: nothing by itself."""

    def _hang_up(self) -> None:
        signal.pthread_kill(cast("int", threading.main_thread().ident), signal.SIGHUP)

    # --- output ----------------------------------------------------------------------------

    def write(self, data: str) -> None:
        """Queue text for the terminal; never blocks."""
        if self._writer is not None and not (self._plain and data.startswith(TOO_NEW)):
            shown = self._taken and data not in (SYNC_BEGIN, SYNC_END)
            place = caret_of(self._app) if shown else None
            changed = self._buffer.difference(data, place[0] if place else None)
            if shown:
                changed += self._buffer.put_cursor(place)
            if changed:
                self._writer.write(changed)

    def process_message(self, message: Message) -> None:
        """Messages of the terminal; one of another size means that it broke its lines anew."""
        if isinstance(message, events.Resize):
            if not 0 < message.size.width <= FARTHEST or not 0 < message.size.height <= FARTHEST // 4:
                return
            self._buffer.forget()
        super().process_message(message)

    def _repaint(self) -> None:
        self._buffer.forget()
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._app.call_later(self._app.refresh)

    def _enable_mouse_support(self) -> None:
        """Clicks and drags alone: each move of a mouse would cross the line, and repaint what it passes."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1015h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        if self._mouse:
            self.write("\x1b[?1002l")
        super()._disable_mouse_support()

    # --- input -----------------------------------------------------------------------------

    def disable_input(self) -> None:
        """Stop reading, without waiting for the next poll."""
        if self._wake is not None:
            os.write(self._wake[1], b"x")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read keys until told to stop; the end of the input is a hang-up."""
        if self._wake is None:
            return
        wake = self._wake[0]
        parser = TerminalInput(self._debug, tells_pastes=not self._plain)
        decode = getincrementaldecoder(UTF8 if self._charset == ASCII else self._charset)("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                for key, _ in selector.select(0.1):
                    if key.fd == wake:
                        return
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        self._hang_up()
                        return
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
