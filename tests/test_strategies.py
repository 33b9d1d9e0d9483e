"""A strategy that is the same in every example is made once: to make one takes longer than to draw from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(
    file
    for folder in ("tests", "packs", "plugins")
    for file in (ROOT / folder).rglob("*.py")
    if "composite" in file.read_text("utf-8")
)
HELD_BY_HYPOTHESIS = ("booleans", "none")
"""Makers that always return the same strategy, whatever they are made with."""


def made_again(tree: ast.AST) -> Iterator[int]:
    """The lines of composites that draw from a strategy which nothing of the example has a part in."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and any(map(_is_composite, function.decorator_list)):
            yield from _again(function)


def _again(function: ast.FunctionDef) -> Iterator[int]:
    draw, *_ = arguments = [node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)]
    of_the_example = {node.id for node in ast.walk(function) if _is_bound(node)} | {*arguments}
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == draw:
            strategy = call.args[0]
            if _makes(strategy) and not _names(strategy) & of_the_example:
                yield strategy.lineno


def _is_composite(decorator: ast.expr) -> bool:
    return ast.unparse(decorator).split(".")[-1] == "composite"


def _is_bound(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _makes(strategy: ast.expr) -> bool:
    calls = (node.func for node in ast.walk(strategy) if isinstance(node, ast.Call))
    return any(isinstance(made, ast.Attribute) and made.attr not in HELD_BY_HYPOTHESIS for made in calls)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_composite_makes_the_same_strategy_again(file: Path) -> None:
    assert list(made_again(ast.parse(file.read_text("utf-8")))) == []


def test_one_that_is_made_again_is_noticed() -> None:
    code = """
@st.composite
def pairs(draw, most):
    first = draw(st.none() | st.integers(0, 9))
    return first, draw(st.integers(0, most)), draw(st.sets(st.integers(0, first))), draw(st.booleans()), draw(KNOWN)
"""
    assert list(made_again(ast.parse(code))) == [4]
