"""A style sheet that reads what it knows once, and sets what changed.

Textual reads every rule of every widget anew whenever a screen with a sheet of its own is opened, and twice
at the start, in case a variable changed. And whenever a class changes, it sets every rule of every widget below
anew, after comparing how each was and will be drawn, in case one is to move there. Leans on internals of Textual,
which is pinned; a test stands guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

SOURCES = 512
"""How many sheets are remembered; every kind of widget has one."""


class KeptSheet(Stylesheet):
    """Textual's style sheet, read again only when its sources changed, or for variables that are new.

    What was read for a set of variables is kept as long as the program runs, so that a theme seen before, and
    another app of the same process, need no parser.
    """

    parsed: ClassVar[dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], list[RuleSet]]]] = {}

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._recall(variables)

    _of_new_screen = False

    @contextmanager
    def of_new_screen(self) -> Iterator[None]:
        """Take the sheet of a screen, which speaks of that screen alone; Textual styles all that is there already anew."""
        self._of_new_screen = True
        try:
            yield
        finally:
            self._of_new_screen = False

    def update(self, root: DOMNode, animate: bool = False) -> None:
        """Style what is there anew, unless the rules that were added are not about it."""
        if not self._of_new_screen:
            super().update(root, animate=animate)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables; the same ones change nothing."""
        if variables != self._variables:
            self._parse_cache = LRUCache(1)  # which is emptied now
            super().set_variables(variables)
            self._recall(variables)
            self._require_parse = True

    def _recall(self, variables: dict[str, str]) -> None:
        key = frozenset(variables.items())
        if key not in self.parsed:
            self.parsed[key] = LRUCache(SOURCES)
        self._parse_cache = self.parsed[key]

    def reparse(self) -> None:
        """Read what changed."""
        if self._require_parse:
            self.parse()

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:  # noqa: ARG003
        """Set the rules that differ from those of the node. ``animate`` counts for nothing: nothing moves."""
        styles = node.styles.base
        present = styles.get_rules()
        for name in present.keys() | rules.keys():
            value = rules.get(name)
            if present.get(name) != value:
                setattr(styles, name, value)
        node.notify_style_update()
