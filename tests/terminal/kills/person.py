"""Somebody at a terminal: writes entries and leaves forms half filled, answers, walks about, or presses any key there is."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Generator
from pathlib import Path
from random import Random

from kneetui.ui.key_guard import HELD
from tests.terminal.kills.ledger import Ledger, drafted
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
TODAY = "[─-] ?Your knee ?[─-]"
"""What stands on Today alone."""
SIGNS, ASKED = re.compile(r"Warning signs first, (\d+) of (\d+)"), re.compile(r"Question (\d+)")
QUESTION = f"{SIGNS.pattern}|{ASKED.pattern}"
ELSEWHERE, TAKEN_OVER = "Open in another window", "Taken over"
"""Titles of what asks for a draft of another window, and of what tells that another one has this window's."""
COMPLAINT = r" ! \S"
"""What stands beside a field that cannot be saved."""
PIECE = 256
"""Characters that are painted between two looks; a dialog is more."""


class Watched(PtyApp):
    """Notices that something was taken over, though a key that was on its way closed the dialog before the next look."""

    taken_over = False

    def _show(self, text: str) -> None:
        for start in range(0, len(text), PIECE):
            super()._show(text[start : start + PIECE])
            self.taken_over = self.taken_over or TAKEN_OVER in self.text


class Person:
    """Does what :meth:`go_on` lets them; what they see goes into the ledger."""

    def __init__(
        self, app: PtyApp, home: Path, ledger: Ledger, random: Random, name: str, *, wild: bool
    ) -> None:
        self.app, self.home, self.ledger, self.random, self.name = app, home, ledger, random, name
        self.wild = wild
        self.stalled = False
        self._plan = self._any_key() if wild else self._days()
        self._words = 0
        self._signs = 0
        self._words_gone = False
        self._waits_since: float | None = None
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

    @property
    def waited(self) -> float:
        """Seconds for which they have been waiting for what does not come."""
        stands = not self.stalled and self._waits_since is not None
        return time.monotonic() - self._waits_since if stands and self._waits_since else 0.0

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
        """Write an entry whose note has a word of its own; it is saved once its form has gone, unless it was taken over."""
        word = yield from self._form()
        yield from self._pause(self.random.choice((0.0, 0.5)))
        yield from self._leave_form(word, BACK, "enter")
        if word and not self._taken_over and not self._words_gone:
            self.ledger.saved.add(word)

    def _draft(self) -> Plan:
        """Leave a form; the next one goes on with it."""
        word = yield from self._form()
        yield from self._pause(self.random.uniform(0, 2 * QUIET))
        yield from self._leave_form(word, "escape")

    def _leave_form(self, word: str, *keys: str) -> Plan:
        """Whatever became of a form, what was seen in it is somewhere once it has gone.

        One that cannot be saved, since a word went into a wrong field, is begun anew, and its words are forgotten.
        """
        self._in_form, self._words_gone = None, False
        if not self._taken_over:
            self.app.send(*keys)
            yield from self._until(
                lambda: self._taken_over or not self.app.sees("New entry") or self.app.sees(COMPLAINT)
            )
            if not self._taken_over and self.app.sees("New entry", COMPLAINT):
                self.ledger.noted -= drafted(self.home) | {word}
                self.app.send(KEYS["ctrl+r"], "escape")
                yield from self._until(lambda: self._taken_over or not self.app.sees("New entry"))
                self._words_gone = True
                return
        if word:
            self.ledger.noted.add(word)

    def _form(self) -> Generator[None, None, str]:
        """Type a word of its own into the note; empty if another window took the form over before it stood there."""
        self._forget_taken_over()
        self._words += 1
        word = f"{self.name}-{self._words}"
        self.app.send("a", *["tab"] * TABS)
        yield from self._until(lambda: self.app.sees("New entry", "▸"))
        yield from self._pause(0.1)
        while not self.app.sees("▸ Note"):
            asked, before = self.app.sees(ELSEWHERE), self._field()
            if asked:
                yield from self._choose()
            else:
                self.app.send("tab")
                yield from self._until(
                    lambda: self._taken_over or self._field() not in ("", before) or self.app.sees(ELSEWHERE)  # noqa: B023
                )
            if self._taken_over:
                return ""
        self.app.send(f" {word} ")
        yield from self._until(lambda: self._taken_over or self.app.sees(rf"{word}\b"))
        if not self.app.sees(rf"{word}\b"):
            return ""
        self._in_form = word, time.monotonic()
        return word

    def _choose(self) -> Plan:
        """Leave to another window what it has, or take it over."""
        key = self.random.choice("12")
        self.ledger.shared |= drafted(self.home)
        self.app.send(key)
        yield from self._until(lambda: not self.app.sees(ELSEWHERE))
        self.ledger.shared |= drafted(self.home)

    def _interview(self) -> Plan:
        """Say “don't know” to some questions; those behind the one on the screen are answered."""
        self._forget_taken_over()
        self.app.send("2")
        yield from self._until(lambda: self.app.sees(f"▸ Start|▸ Go on|{QUESTION}"))
        self.app.send("enter")
        yield from self._until(lambda: self.app.sees(f"{QUESTION}|{ELSEWHERE}"))
        if self.app.sees(ELSEWHERE):
            yield from self._choose()
            yield from self._until(lambda: self.app.sees(f"▸ Start|▸ Go on|{QUESTION}"))
        for _ in range(self.random.randrange(1, 4)):
            before = self._question()
            if not before:
                break
            if (yield from self._lost_in_the_meantime()):
                return
            self.ledger.questions = max(self.ledger.questions, before - 1)
            yield from self._pause(HELD + 0.1)  # the same key again, as by somebody who let go of it
            self.app.send("u")
            yield from self._until(lambda: self._taken_over or self._question() != before)  # noqa: B023
            if self._taken_over:
                return
        if (yield from self._lost_in_the_meantime()):
            return
        if not self._question():
            self.ledger.questions = 0  # it is through
        else:
            self.ledger.questions = self._question() - 1

    def _lost_in_the_meantime(self) -> Generator[None, None, bool]:
        """Whether the answer before the question on the screen was refused, since another window has the interview.

        The dialog that says so is painted after the question below it.
        """
        if isinstance(self.app, Watched):
            yield from self._pause(QUIET)
        return self._taken_over

    @property
    def _taken_over(self) -> bool:
        """Whether another window took over what was open here."""
        return isinstance(self.app, Watched) and self.app.taken_over

    def _forget_taken_over(self) -> None:
        if isinstance(self.app, Watched):
            self.app.taken_over = False

    def _field(self) -> str:
        """The field that is selected."""
        return next((line.strip()[:18] for line in self.app.text.split("\n") if "▸" in line), "")

    def _question(self) -> int:
        """The how-manieth is asked; those about warning signs come first and are counted for themselves."""
        if signs := SIGNS.search(self.app.text):
            self._signs = int(signs[2])
            return int(signs[1])
        asked = ASKED.search(self.app.text)
        return self._signs + int(asked[1]) if asked else 0

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
        self._waits_since = time.monotonic()
        while not condition():
            yield
        self._waits_since = None
