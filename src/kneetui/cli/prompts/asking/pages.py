"""Lines by the page of a terminal: a screen reader and a braille line know what stands there, not what has left it."""

from __future__ import annotations

import re
import shutil
import sys
from typing import Literal

ROWS, LEAST = 24, 4
"""Rows of a terminal that does not say how many it has; the fewest lines of a page."""

BELOW = 3
"""Rows that a page leaves free: for what is said at its end, and for what is typed."""

Early = Literal["nothing", "one", "all"]
"""What can be typed before the end of a list: nothing but text is there, one number, or none before all are heard."""

ALL_FIRST = "Not taken yet: the rest comes first."


class Pages:
    """How much was said since somebody typed, where the lines go through a terminal."""

    def __init__(self, *, err: bool = False) -> None:
        self.err, self.lines, self.early = err, 0, "nothing"

    def full(self) -> bool:
        """Whether the next line would push the first one out."""
        stream = sys.stderr if self.err else sys.stdout
        if not (sys.stdin and sys.stdin.isatty() and stream and stream.isatty()):
            return False
        return self.lines >= max(LEAST, shutil.get_terminal_size((80, ROWS)).lines - BELOW)

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
