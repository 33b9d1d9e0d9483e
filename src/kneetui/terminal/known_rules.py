"""The rules that nodes got, by all that selectors look at, so that no selector is matched twice.

Whenever a class changes, Textual matches every rule with the node and all that is below it, although nearly all of them
looked the same before. What a rule depends on is the path from the app to the node: the types, ids, classes and
pseudo-classes of it. Textual keeps rules by the same, while it styles the children of one node. Leans on internals of
Textual, which is pinned; ``tests/terminal/test_known_rules.py`` stands guard.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import count
from typing import NamedTuple

from textual.app import App
from textual.css.styles import RulesMap
from textual.dom import DOMNode
from textual.layouts.factory import get_layout
from textual.widget import Widget

MOST = 4096
"""Nodes that are remembered; beyond them all are forgotten."""


class NodeRules(NamedTuple):
    """The rules of a node, whether they are as a node holds them, and which of its states they read."""

    rules: RulesMap
    held: bool
    hover: bool
    focus_within: bool
    order: bool
    odd_or_even: bool

    @classmethod
    def of(cls, node: DOMNode, rules: RulesMap, *, new: bool) -> NodeRules:
        """What a node that was styled just now has from its rules; a ``new`` one had no others before."""
        return cls(
            node.styles.base.get_rules() if new else rules,
            new,
            node._has_hover_style,
            node._has_focus_within,
            node._has_order_style,
            node._has_odd_or_even,
        )

    def tell(self, node: DOMNode) -> None:
        """Let a node know which of its states the rules read."""
        node._has_hover_style = self.hover
        node._has_focus_within = self.focus_within
        node._has_order_style = self.order
        node._has_odd_or_even = self.odd_or_even

    def give(self, node: DOMNode) -> None:
        """Hand them to a new node as they are held. A layout is of one node alone."""
        rules = self.rules.copy()
        if "layout" in rules:
            rules["layout"] = get_layout(rules["layout"].name)
        node.styles.base.merge_rules(rules)
        node.notify_style_update()


def is_new(node: DOMNode) -> bool:
    """Whether a node has no rules yet, and nothing to paint anew when it gets some."""
    return not (node._is_mounted or node.styles.base._rules)


class KnownRules:
    """What is known while a sheet has these rules, and no others."""

    def __init__(self) -> None:
        self._known: dict[Hashable, NodeRules] = {}
        self._paths: dict[Hashable, int] = {}
        self._numbers = count(1)

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: Hashable) -> NodeRules | None:
        """What is known of such a node."""
        return self._known.get(key)

    def keep(self, key: Hashable, known: NodeRules) -> None:
        """Remember it for the next such node."""
        if len(self._known) >= MOST:
            self._known.clear()
            self._paths.clear()
        self._known[key] = known

    def key(self, node: DOMNode, above: dict[DOMNode, int]) -> Hashable:
        """All that selectors look at. ``above`` are the paths of nodes that do not change meanwhile."""
        parent = node._parent
        path = self._path(parent, above) if isinstance(parent, DOMNode) else 0
        return (path, *_looks(node))

    def _path(self, node: DOMNode, above: dict[DOMNode, int]) -> int:
        """A number for the path to a node, the same for the same path."""
        if node not in above:
            key = self.key(node, above)
            if key not in self._paths:
                self._paths[key] = next(self._numbers)  # never one that was given before all were forgotten
            above[node] = self._paths[key]
        return above[node]


def _looks(node: DOMNode) -> tuple[Hashable, ...]:
    """What selectors read of a node itself; what its place among others says is not kept."""
    state: Hashable = node._pseudo_classes_cache_key
    if isinstance(node, App):
        state = node.pseudo_classes
    elif isinstance(node, Widget):
        state = (state, node.can_focus)
    return type(node), node._id, node.classes, state
