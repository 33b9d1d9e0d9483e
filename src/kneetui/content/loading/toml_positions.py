"""Where a key stands in a TOML file, for error messages. Only imported when there is an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from kneetui.content.format import limits

KeyPath = tuple[str | int, ...]


def _key_parts(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [part for child in node.named_children for part in _key_parts(child)]
    text = (node.text or b"").decode()
    return [text.strip("\"'") if node.type == "quoted_key" else text]


def _values(path: KeyPath, node: Node) -> Iterator[tuple[KeyPath, Node]]:
    if len(path) > limits.DEPTH:
        return
    if node.type == "inline_table":
        for pair in node.named_children:
            if pair.type == "pair":
                yield from _pair(path, pair)
    elif node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for index, child in enumerate(items):
            yield (*path, index), child
            yield from _values((*path, index), child)


def _pair(path: KeyPath, pair: Node) -> Iterator[tuple[KeyPath, Node]]:
    key, *rest = (child for child in pair.named_children if child.type != "comment")
    full = (*path, *_key_parts(key))
    yield full, key
    if rest:
        yield from _values(full, rest[-1])


class TomlPositions:
    """Positions of the keys of one TOML text, found by path such as ``("question", 3, "option", 0, "rate")``."""

    def __init__(self, text: str) -> None:
        tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
        self._found: dict[KeyPath, tuple[int, int]] = {}
        self._nodes: list[tuple[KeyPath, Node]] = []
        self._root = tree.root_node
        counts: dict[KeyPath, int] = {}
        for node in tree.root_node.named_children:
            if node.type == "pair":
                for path, place in _pair((), node):
                    self._note(path, place)
            elif node.type in ("table", "table_array_element"):
                self._table(node, counts)

    def _table(self, node: Node, counts: dict[KeyPath, int]) -> None:
        header, *pairs = [child for child in node.named_children if child.type != "comment"]
        parts = _key_parts(header)
        path: KeyPath = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in counts:
                path = (*path, counts[path] - 1)
        path = (*path, parts[-1])
        if node.type == "table_array_element":
            counts[path] = counts.get(path, 0) + 1
            self._note(path, header)
            path = (*path, counts[path] - 1)
        self._note(path, header)
        for pair in pairs:
            if pair.type == "pair":
                for inner, place in _pair(path, pair):
                    self._note(inner, place)

    def _note(self, path: KeyPath, node: Node) -> None:
        self._nodes.append((path, node))
        row, column = node.start_point
        self._found.setdefault(path, (row + 1, column + 1))

    def of(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Line and column (from 1) of the deepest part of ``path`` that exists; (0, 0) if none does."""
        for length in range(len(path), 0, -1):
            place = self._found.get(tuple(path[:length]))
            if place:
                return place
        return (0, 0)

    def at(self, line: int, column: int) -> KeyPath:
        """The key that stands last before a place; empty if there is none."""
        before = [(place, path) for path, place in self._found.items() if place <= (line, column)]
        return max(before, key=lambda place: (place[0], len(place[1])))[1] if before else ()

    def parts(self) -> Iterator[tuple[KeyPath, Node]]:
        """Every word of every key and header, as often as it stands there, with the path up to it."""
        for path, node in self._nodes:
            words = _words(node)
            ends = [number for number, part in enumerate(path) if isinstance(part, str)]
            for end, word in zip(ends[len(ends) - len(words) :], words, strict=True):
                yield path[: end + 1], word

    def comments(self) -> Iterator[tuple[int, str]]:
        """Every comment with its line (from 1), in their order."""
        open_nodes = [self._root]
        while open_nodes:
            node = open_nodes.pop()
            if node.type == "comment":
                yield node.start_point[0] + 1, (node.text or b"").decode()
            open_nodes += reversed(node.children)


def _words(node: Node) -> list[Node]:
    if node.type == "dotted_key":
        return [word for child in node.named_children for word in _words(child)]
    return [node] if node.type in ("bare_key", "quoted_key") else []
