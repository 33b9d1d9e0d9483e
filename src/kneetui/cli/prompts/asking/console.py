"""Sentences out, one line in: no colour, no box, no cursor movement."""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence

import click

from kneetui.cli.prompts.asking import numbers
from kneetui.cli.prompts.asking.aloud import aloud
from kneetui.cli.prompts.asking.pages import ALL_FIRST, ASKED, Early, Pages
from kneetui.cli.prompts.asking.typed_lines import typed_lines
from kneetui.config.errors import KneetuiError
from kneetui.config.idle import MINUTE
from kneetui.config.lazy_dataclass import dataclass

WIDEST = 78
"""Lines are never wider, so that a braille line or a magnifier has less to go through."""

KEY, NO_BREAK = re.compile(r"(?<!\S)(\w{1,5}:) (?=\w)"), "\N{NO-BREAK SPACE}"
"""A key and what it does (“q: back”) stay on one line."""


class InputEndedError(KneetuiError):
    """There is no more to read: the pipe, the file or the line is at its end."""

    title = "The input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of several things to choose by its number."""

    id: str
    text: str
    detail: str = ""


class Console:
    """Writes to standard output, or to standard error (``err``) where the output is for a program."""

    def __init__(
        self,
        *,
        err: bool = False,
        idle: float | None = None,
        wording: Callable[[str], str] | None = None,
    ) -> None:
        """After ``idle`` seconds without a line the input counts as ended; ``wording`` turns every text into what is said."""
        self.err, self.idle = err, idle
        self.wording = wording or str
        self._pages = Pages(err=err)
        self._typed_early: str | None = None

    @contextlib.contextmanager
    def worded(self, wording: Callable[[str], str]) -> Iterator[None]:
        """Another ``wording`` for as long as another menu is in force; none where nothing is reworded."""
        before = self.wording
        if before is not str:
            self.wording = wording
        try:
            yield
        finally:
            self.wording = before

    def say(self, text: str = "", first: str = "", rest: str = "") -> None:
        """One paragraph, as it is heard; its lines after the first begin with ``rest``, or as far in as the ``first``.

        Where a terminal would lose its first line, it waits before the next one. Raises :class:`InputEndedError` then.
        """
        lines = list(self._filled(text, first, rest))
        self._pages.begin(len(lines))
        self._paragraph(lines)

    def _paragraph(self, lines: Sequence[str]) -> None:
        for place, line in enumerate(lines):
            if self._typed_early is not None or not self._room(len(lines) - place):
                return
            self._line(line)
            self._pages.one_less()

    def _filled(self, text: str, first: str, rest: str) -> Iterator[str]:
        """The lines of a paragraph as wide as they are said."""
        width = min(WIDEST, max(20, shutil.get_terminal_size((WIDEST + 1, 24)).columns - 1))
        indent = rest or " " * len(first)
        for line in aloud(self.wording(text)).splitlines() or [""]:
            together = KEY.sub(f"\\1{NO_BREAK}", line)
            filled = textwrap.fill(together, width, initial_indent=first, subsequent_indent=indent)
            yield from filled.replace(NO_BREAK, " ").splitlines() or [first.rstrip()]

    def _line(self, line: str) -> None:
        click.echo(line, err=self.err)
        self._pages.lines += 1

    def _room(self, rest: int) -> bool:
        """Whether the next line can be said, if need be after a wait; not if what comes is passed over."""
        while self._pages.full():
            for line in self._filled(self._pages.how(rest), "", ""):
                self._line(line)
            typed = self._typed()
            if typed and self._pages.taken(typed):
                self._typed_early = typed
                return False
            if typed.casefold() == "q":
                return False
            if typed:
                self._line(ALL_FIRST)
        return True

    def read(self) -> str:
        """The next line, without spaces around it. Raises :class:`InputEndedError`."""
        if self._typed_early is None:
            return self._typed()
        line, self._typed_early = self._typed_early, None
        return line

    def _typed(self) -> str:
        """The same of what is typed from now on."""
        click.echo("> ", nl=False, err=self.err)
        line = typed_lines().next(self.idle)
        self._pages.turn()
        if line is None and self.idle is not None:
            click.echo("", err=self.err)
            raise InputEndedError(f"nothing was typed for {self.idle / MINUTE:.0f} minutes")
        if not line:
            click.echo("", err=self.err)
            raise InputEndedError(
                "the input ended before the questions did",
                "Answer on, or give a file: --answers FILE.toml.",
            )
        if sys.stdin and not sys.stdin.isatty():
            click.echo("", err=self.err)  # nobody pressed Enter on this side
        return line.strip()

    def drop_typed_ahead(self) -> None:
        """Take no line for an answer that was typed before its question came; says which those are."""
        if sys.stdin and sys.stdin.isatty() and (ahead := typed_lines().already()):
            self.say(f"Not taken, because it was typed before the question: {', '.join(ahead)}.")

    def read_within(self, seconds: float) -> str | None:
        """The next line if it comes within so many seconds. Raises :class:`InputEndedError`."""
        line = typed_lines().next(max(0.0, seconds))
        self._pages.turn()
        if line == "":
            raise InputEndedError("the input ended before the session did", "It is kept: play it again.")
        return line and line.strip()

    def ring(self) -> None:
        """The bell of the terminal, once."""
        click.echo("\a", nl=False, err=self.err)

    def list_items(self, items: Sequence[Item], early: Early = "one") -> None:
        """The items with their numbers; ``early`` is what can be typed before the last one."""
        self._pages.early = early
        paragraphs = [list(self._item(number, item)) for number, item in enumerate(items, 1)]
        self._pages.begin(sum(map(len, paragraphs)) + ASKED)
        for lines in paragraphs:
            self._paragraph(lines)
        self._pages.early = "nothing"

    def _item(self, number: int, item: Item) -> Iterator[str]:
        end = "" if item.text.endswith(("?", ".", "!")) else "."
        text = f"{item.text}{end} {item.detail}" if item.detail else item.text
        return self._filled(text, f"{number:2}. ", "")

    def choose(self, items: Sequence[Item], default: str = "", *, leave: str) -> str:
        """The id of the item whose number is typed.

        After an empty line the ``default``, after ``q`` the one to ``leave`` with: every choice has a way back.
        """
        self.list_items(items)
        words = {item.id: item.text.partition(" (")[0].rstrip(".") for item in items}
        leaving = f"q: {words[leave]}."
        if default == leave:
            leaving = f"Enter or {leaving}"
        elif default in words:
            leaving = f"Enter: {words[default]}. {leaving}"
        how = f"{numbers.one(len(items))} {leaving}"
        self.say(how)
        while True:
            line = self.read()
            if not line and default:
                return default
            if line.casefold() == "q":
                return leave
            if line.isdecimal() and 1 <= int(line) <= len(items):
                return items[int(line) - 1].id
            self.refuse(line, how)

    def refuse(self, line: str, how: str = "") -> None:
        """Say that a line is no answer here, and ``how`` one is given."""
        wrong = f"“{line}” is not one of them." if line else "Nothing was typed."
        self.say(f"{wrong} {how}".strip())
