"""Plain text in lines of one width, for pages on paper and on standard output."""

from __future__ import annotations

import textwrap

WIDTH = 78


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of :data:`WIDTH` columns, the later ones as far in as the ``first``."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest or " " * len(first))
