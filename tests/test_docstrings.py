"""A function that others call says what it raises: in its own words, or in those of its class or module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import kneetui

SOURCE = Path(kneetui.__file__).parent
LAYERS = (
    "config",
    "content",
    "triage",
    "diary",
    "routines",
    "status",
    "report",
    "packs",
    "plugins",
    "services",
)
NOT_FOR_CALLERS = {"NotImplementedError", "TypeError", "SystemExit"}
"""What only a mistake in the code raises, or nobody catches."""


def raised(node: ast.AST, caught: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names of what a function raises by itself and does not catch."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(child, ast.Try):
            here = caught | {ast.unparse(handler.type or child) for handler in child.handlers}
            for part in child.body:
                yield from raised(ast.Module([part], []), here)
            yield from raised(
                ast.Module([*(part for one in child.handlers for part in one.body), *child.orelse], []),
                caught,
            )
        else:
            if isinstance(child, ast.Raise) and child.exc:
                error = child.exc.func if isinstance(child.exc, ast.Call) else child.exc
                name = ast.unparse(error).removesuffix(".of").rpartition(".")[2]
                if name[0].isupper() and not any(name in other for other in caught):
                    yield name
            yield from raised(child, caught)


def public(node: ast.Module | ast.ClassDef, words: str) -> Iterator[tuple[ast.FunctionDef, str]]:
    """The functions that others call, each with the words of its own, of its class and of its module."""
    for part in node.body:
        if isinstance(part, ast.ClassDef) and not part.name.startswith("_"):
            yield from public(part, words + (ast.get_docstring(part) or ""))
        elif isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
            yield part, words + (ast.get_docstring(part) or "")


def silent(code: str) -> list[str]:
    tree = ast.parse(code)
    return [
        f"{function.name} raises {name}"
        for function, words in public(tree, ast.get_docstring(tree) or "")
        if "Raises" not in (own := ast.get_docstring(function) or "") and "See :" not in own
        for name in sorted(set(raised(function)) - NOT_FOR_CALLERS)
        if name not in words
    ]


def test_what_a_function_raises_is_said() -> None:
    files = [file for layer in LAYERS for file in (SOURCE / layer).rglob("*.py")]
    assert len(files) > 200
    unsaid = {str(file.relative_to(SOURCE)): silent(file.read_text("utf-8")) for file in files}
    assert {file: lines for file, lines in unsaid.items() if lines} == {}


def test_it_is_seen_where_nobody_says_it() -> None:
    code = "def read(x):\n    try:\n        raise ValueError\n    except ValueError:\n        raise OddError.of(x)\n"
    assert silent(code) == ["read raises OddError"]
    assert silent(code.replace("(x):\n", '(x):\n    "Raises OddError."\n', 1)) == []
