"""One name for one thing: no class name has two meanings, and no word stands for whatever is at hand."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import nodes, tree

ROOT = Path(__file__).parents[1]
SOURCES = [ROOT / "src", *sorted(ROOT.glob("plugins/*/src")), *sorted(ROOT.glob("packs/*/src"))]
FILES = [file for source in SOURCES for file in sorted(source.rglob("*.py"))]
EMPTY_WORDS = frozenset({"each", "found", "kept", "said", "told"})
"""Words that say how something came here or that it is one of many, and not what it is."""

EMPTY_WORD = re.compile(rf"\b({'|'.join(EMPTY_WORDS)})\b", re.IGNORECASE)


def classes(node: ast.AST) -> Iterator[ast.ClassDef]:
    """Classes that stand alone; a message inside of a widget is named with it, as in ``Menu.Picked``."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield child
        else:
            yield from classes(child)


def identifiers(file: Path) -> Iterator[tuple[str, int]]:
    """Every name of a variable, parameter, attribute, keyword or function with its line."""
    for node in nodes(file):
        for attribute in ("id", "arg", "attr", "name", "asname"):
            name = getattr(node, attribute, None)
            if isinstance(name, str):
                yield name, getattr(node, "lineno", 0)


def test_a_class_name_has_one_meaning() -> None:
    places = defaultdict(list)
    for file in FILES:
        for node in classes(tree(file)):
            places[node.name].append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert len(places) > 300
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("folder", ["src", "plugins", "packs", "tests", "docs", ".ci"])
def test_no_word_stands_for_whatever_is_at_hand(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    empty = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in files
        if EMPTY_WORD.search(file.read_text("utf-8"))
        for name, line in identifiers(file)
        if name.lower() in EMPTY_WORDS
    ]
    assert empty == []
