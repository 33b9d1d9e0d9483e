"""Lines by the page of a terminal: a screen reader and a braille line know what stands there, not what has left it."""

from __future__ import annotations

import re
import shutil
import sys
from math import ceil
from typing import Literal

ROWS, LEAST = 24, 4
"""Rows of a terminal that does not say how many it has; the fewest lines of a page."""

BELOW = 3
"""Rows that a page leaves free: for what is said at its end, and for what is typed."""

ASKED = 2
"""Lines that follow a list: what can be typed."""

Early = Literal["nothing", "one", "all"]
"""What can be typed before the end of a list: nothing but text is there, one number, or none before all are heard."""

ALL_FIRST = "Not taken yet: the rest comes first."


class Pages:
    """How much was said since somebody typed, where the lines go through a terminal.

    What is said in one go is cut into pages of about the same length, so that none is left with a single line.
    """

    def __init__(self, *, err: bool = False) -> None:
        self.err, self.lines, self.early = err, 0, "nothing"
        self._coming, self._length = 0, 0

    def begin(self, coming: int) -> None:
        """So many lines are said in one go."""
        self._coming = coming
        self._share()

    def one_less(self) -> None:
        """A line of it was said."""
        self._coming = max(0, self._coming - 1)

    def turn(self) -> None:
        """Somebody typed: a new page begins."""
        self.lines = 0
        self._share()

    def _share(self) -> None:
        """How long this page is, so that those still to come are as long."""
        room = max(LEAST, shutil.get_terminal_size((80, ROWS)).lines - BELOW)
        whole = self.lines + self._coming
        self._length = ceil(whole / ceil(whole / room)) if whole > room else room

    def full(self) -> bool:
        """Whether the next line would push the first one out, or the page has its share of what is said in one go."""
        stream = sys.stderr if self.err else sys.stdout
        if not (sys.stdin and sys.stdin.isatty() and stream and stream.isatty()):
            return False
        if not self._coming:
            self._share()
        return self.lines >= self._length

    def how(self, rest: int) -> str:
        """What is said at the end of a page, ``rest`` lines of a text before its end."""
        if self.early == "one":
            return "There is more. Enter: go on; or type a number now."
        passing = " q: pass over it." if self.early == "nothing" and rest > 1 else ""
        return f"There is more. Enter: go on.{passing}"

    def taken(self, line: str) -> bool:
        """Whether what is typed at the end of a page is the answer to what is asked after the list.

        Of several to mark, no number is: what was not heard would count as a no.
        """
        return self.early == "one" or (self.early == "all" and not re.search(r"\d", line))
