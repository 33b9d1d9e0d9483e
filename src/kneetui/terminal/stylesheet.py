"""A style sheet that reads what it knows once.

Textual reads every rule of every widget anew whenever a screen with a sheet of its own is opened, and twice
at the start, in case a variable changed. Leans on internals of Textual, which is pinned; a test stands guard.
"""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

SOURCES = 512
"""How many sheets are remembered; every kind of widget has one."""


class KeptSheet(Stylesheet):
    """Textual's style sheet, read again only when its variables or its sources changed."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)
            self._require_parse = True

    def reparse(self) -> None:
        """Read what changed."""
        if self._require_parse:
            self.parse()
