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
        """One paragraph, as it is heard; its lines after the first begin with ``rest``, or as far in as the ``first``."""
        width = min(WIDEST, max(20, shutil.get_terminal_size((WIDEST + 1, 24)).columns - 1))
        indent = rest or " " * len(first)
        for line in aloud(self.wording(text)).splitlines() or [""]:
            together = KEY.sub(f"\\1{NO_BREAK}", line)
            filled = textwrap.fill(together, width, initial_indent=first, subsequent_indent=indent)
            click.echo(filled.replace(NO_BREAK, " ") or first.rstrip(), err=self.err)

    def read(self) -> str:
        """The next line, without spaces around it. Raises :class:`InputEndedError`."""
        click.echo("> ", nl=False, err=self.err)
        line = typed_lines().next(self.idle)
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

    def read_within(self, seconds: float) -> str | None:
        """The next line if it comes within so many seconds. Raises :class:`InputEndedError`."""
        line = typed_lines().next(max(0.0, seconds))
        if line == "":
            raise InputEndedError("the input ended before the session did", "It is kept: play it again.")
        return line and line.strip()

    def ring(self) -> None:
        """The bell of the terminal, once."""
        click.echo("\a", nl=False, err=self.err)

    def list_items(self, items: Sequence[Item]) -> None:
        """The items with their numbers."""
        for number, item in enumerate(items, 1):
            end = "" if item.text.endswith(("?", ".", "!")) else "."
            self.say(f"{item.text}{end} {item.detail}" if item.detail else item.text, f"{number:2}. ")

    def choose(self, items: Sequence[Item], default: str = "", *, leave: str) -> str:
        """The id of the item whose number is typed.

        After an empty line the ``default``, after ``q`` the one to ``leave`` with: every choice has a way back.
        """
        self.list_items(items)
        number = {item.id: number for number, item in enumerate(items, 1)}
        enter = f" Enter: {number[default]}." if default in number else ""
        enter += f" q: {number[leave]}."
        how = f"{numbers.one(len(items))}{enter}"
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
