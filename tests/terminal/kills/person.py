"""Somebody at a terminal: writes entries and leaves forms half filled, answers, walks about, or presses any key there is."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Generator
from random import Random

from kneetui.ui.key_guard import HELD
from tests.terminal.kills.ledger import Ledger
from tests.terminal.pty_app import KEYS, PtyApp

Plan = Generator[None, None, None]
"""What a person does, standing still wherever it waits for the screen."""

QUIET = 1.0
"""Seconds without a key after which what stands in a form counts as kept; the app takes 0.4."""

BACK, PAGES = "\x1b[Z", ("\x1b[5~", "\x1b[6~")
ROOMS = ("1", "2", "3", "4", "5")
WALK = (*ROOMS, *ROOMS, "up", "down", "left", "right", "tab", BACK, *PAGES, "?", ",", "escape", "escape")
BLIND = tuple(key for key in WALK if key not in ROOMS)
"""What is pressed behind a stalled line: no digits, which would fill a form with what it cannot save."""
ANY_KEY = (
    *KEYS.values(),
    *map(chr, range(32, 127)),
    BACK,
    *PAGES,
    "\x1b[3~",
    "\x1b[H",
    "\x1b[F",
    "\x1b[15~",
    "é",
)
NOT_ANY = (KEYS["ctrl+q"], KEYS["ctrl+z"])
"""The one ends the app by itself, the other stops it as a job."""

TABS = 8
"""From the number of an evening to the note, typed ahead; of a morning it is one more."""
TODAY = "[─-] Your knee [─-]"
"""What stands on Today alone."""
ASKED = re.compile(r"Question (\d+)")


class Person:
    """Does what :meth:`go_on` lets them; what they see goes into the ledger."""

    def __init__(self, app: PtyApp, ledger: Ledger, random: Random, name: str, *, wild: bool) -> None:
        self.app, self.ledger, self.random, self.name = app, ledger, random, name
        self.wild = wild
        self.alone = True
        self.stalled = False
        self._plan = self._any_key() if wild else self._days()
        self._words = 0
        self._in_form: tuple[str, float] | None = None

    def go_on(self) -> None:
        """See what there is to see, and do what comes next; behind a stalled line only press keys."""
        with contextlib.suppress(OSError):  # it was ended
            if self.stalled:
                self.app.send(self.random.choice(BLIND))
                return
            self.app.pump(0.01)
            next(self._plan)

    def look(self) -> None:
        """Take in the rest of what an app that has ended had shown."""
        if self.stalled:
            return
        with contextlib.suppress(OSError):
            while self.app.pump(0):
                pass
            if not self.wild:
                next(self._plan)

    def leave(self) -> None:
        """The moment has come: what stood in a form for long enough is kept."""
        if self._in_form and not self.stalled and time.monotonic() - self._in_form[1] > QUIET:
            self.ledger.noted.add(self._in_form[0])

    # --- what they do ----------------------------------------------------------------------

    def _any_key(self) -> Plan:
        yield from self._press(tuple(key for key in ANY_KEY if key not in NOT_ANY))

    def _days(self) -> Plan:
        while True:
            step = self.random.choice(
                (self._entry, self._entry, self._entry, self._draft, self._interview, self._walk)
            )
            yield from step()
            yield from self._home()

    def _walk(self) -> Plan:
        yield from self._press(WALK, self.random.randrange(1, 12))

    def _entry(self) -> Plan:
        """Write an entry whose note has a word of its own; it is saved once its form has gone."""
        word = yield from self._form()
        yield from self._pause(self.random.choice((0.0, 0.5)))
        self._in_form = None
        self.app.send(BACK, "enter")
        yield from self._until(lambda: not self.app.sees("New entry"))
        if not self.alone:
            yield from self._pause(0.3)
        if not self.app.sees("another window"):  # which took it over
            self.ledger.saved.add(word)

    def _draft(self) -> Plan:
        """Leave a form; the next one goes on with it."""
        word = yield from self._form()
        yield from self._pause(self.random.uniform(0, 2 * QUIET))
        self._in_form = None
        self.app.send("escape")
        yield from self._until(lambda: not self.app.sees("New entry"))
        self.ledger.noted.add(word)

    def _form(self) -> Generator[None, None, str]:
        self._words += 1
        word = f"{self.name}-{self._words}"
        self.app.send("a", *["tab"] * TABS)
        yield from self._until(lambda: self.app.sees("New entry", "▸"))
        yield from self._pause(0.1)
        while not self.app.sees("▸ Note"):
            asked, before = self.app.sees("Open in another window"), self._field()
            self.app.send(self.random.choice(("1", "2")) if asked else "tab")
            yield from self._until(
                lambda: self._field() != before or self.app.sees("Open in another window") != asked  # noqa: B023
            )
        self.app.send(f" {word} ")
        yield from self._until(lambda: self.app.sees(rf"{word}\b"))
        self._in_form = word, time.monotonic()
        return word

    def _interview(self) -> Plan:
        """Say “don't know” to some questions; those behind the one on the screen are answered."""
        self.app.send("2")
        yield from self._until(lambda: self.app.sees("▸ Start|▸ Go on|Question"))
        self.app.send("enter")
        yield from self._until(lambda: self.app.sees("Question"))
        for _ in range(self.random.randrange(1, 4)):
            before = self._question()
            if not before:
                break
            self.ledger.questions = max(self.ledger.questions, before - 1)
            yield from self._pause(HELD + 0.1)  # the same key again, as by somebody who let go of it
            self.app.send("u")
            yield from self._until(lambda: self._question() != before)  # noqa: B023
        if not self._question():
            self.ledger.questions = 0  # it is through
        else:
            self.ledger.questions = self._question() - 1

    def _field(self) -> str:
        """The field that is selected."""
        return next((line.strip()[:18] for line in self.app.text.split("\n") if "▸" in line), "")

    def _question(self) -> int:
        problems = ASKED.search(self.app.text)
        return int(problems[1]) if problems else 0

    def _home(self) -> Plan:
        while not self.app.sees(TODAY):
            self.app.send("escape")
            yield from self._pause(0.15)
            self.app.send("1")
            yield from self._pause(0.15)

    # --- how they do it --------------------------------------------------------------------

    def _press(self, keys: tuple[str, ...], count: int = 0) -> Plan:
        pressed = 0
        while not count or pressed < count:
            pressed += 1
            self.app.send(self.random.choice(keys))
            yield from self._pause(self.random.choice((0.0, 0.0, 0.02, 0.2)))

    def _pause(self, seconds: float) -> Plan:
        end = time.monotonic() + seconds
        yield
        while time.monotonic() < end:
            yield

    def _until(self, condition: Callable[[], bool]) -> Plan:
        while not condition():
            yield
