"""The code of this repository as trees, read once for all tests that look through it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def tree(file: Path) -> ast.Module:
    """A file as a tree, which nobody changes."""
    return ast.parse(file.read_text("utf-8"))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Everything in a file, in the order of ``ast.walk``."""
    return tuple(ast.walk(tree(file)))
