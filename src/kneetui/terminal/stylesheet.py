"""A style sheet that reads what it knows once, and sets what changed.

Textual reads every rule of every widget anew whenever a screen with a sheet of its own is opened, and twice
at the start, in case a variable changed. And whenever a class changes, it sets every rule of every widget below
anew, after comparing how each was and will be drawn, in case one is to move there. What was matched before for
the same path of nodes is not matched again. Leans on internals of Textual,
which is pinned; a test stands guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.dom import DOMNode

from kneetui.terminal.known_rules import KnownRules, NodeRules, is_new

SOURCES = 512
"""How many sheets are remembered; every kind of widget has one."""

TOGETHER = 4
"""For so many sets of rules it is remembered which of them nodes got; each new kind of screen adds its own to the last."""


class OfVariables:
    """What was read with a set of variables: the variables themselves once they were asked for, and the sheets."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.variables = dict(variables)
        self.sheets: LRUCache[tuple[Any, ...], list[RuleSet]] = LRUCache(SOURCES)

    @cached_property
    def tokens(self) -> dict[str, list[Token]]:
        """The variables, taken apart."""
        return tokenize_values(self.variables)


class KeptSheet(Stylesheet):
    """Textual's style sheet, read again only when its sources changed, or for variables that are new.

    What was read for a set of variables is kept as long as the program runs, so that a theme seen before, and
    another app of the same process, need no parser.
    """

    parsed: ClassVar[dict[frozenset[tuple[str, str]], OfVariables]] = {}

    known: ClassVar[LRUCache[tuple[RuleSet, ...], KnownRules]] = LRUCache(TOGETHER)

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._known = KnownRules()
        self._above: dict[DOMNode, int] = {}
        self._styling = False
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
            self.parsed[key] = OfVariables(variables)
        self._read = self.parsed[key]
        self._parse_cache = self._read.sheets

    @property
    def _variable_tokens(self) -> dict[str, list[Token]]:
        return self._read.tokens

    def reparse(self) -> None:
        """Read the sources again if any changed since."""
        if self._require_parse:
            self.parse()

    def parse(self) -> None:
        """Read the sources, and recall what nodes got from the same rules."""
        super().parse()
        rules = tuple(self._rules)
        if rules not in self.known:
            self.known[rules] = KnownRules()
        self._known = self.known[rules]

    def update_nodes(self, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        """Style these nodes anew; meanwhile what is above them stays as it is."""
        self._styling = True
        try:
            super().update_nodes(nodes, animate=animate)
        finally:
            self._styling = False
            self._above.clear()

    def apply(self, node: DOMNode, *, animate: bool = False, **_: Any) -> None:
        """Style a node: with the rules that such a node got before, if there was one."""
        if self._require_parse:
            self.parse()
        known_rules = self._known
        key = known_rules.key(node, self._above if self._styling else {})
        known, new = known_rules.get(key), is_new(node)
        if known is not None and (known.held or not new):
            known.tell(node)
            if new:
                known.give(node)
            else:
                self.replace_rules(node, known.rules, animate=animate)
            self._process_component_classes(node)
            return
        matched: dict[tuple[Any, ...], RulesMap] = {}
        super().apply(node, animate=animate, cache=matched)
        for rules in matched.values():
            known_rules.keep(key, NodeRules.of(node, rules, new=new))

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
