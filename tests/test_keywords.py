"""What has more than three fields is built by their names: two texts in each other's place would look right."""

from __future__ import annotations

import ast
from itertools import takewhile

from tests.sources import nodes
from tests.test_names import FILES, ROOT

AT_MOST = 3

OF_PLUGINS = {"Change", "ImportedSession"}
"""Shapes that plugins build, which may do so by position; kneetui itself does not."""


def by_position(node: ast.ClassDef) -> list[str]:
    """The fields that can be given without their names."""
    fields = [
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign)
        and isinstance(part.target, ast.Name)
        and not ast.unparse(part.annotation).startswith("ClassVar")
    ]
    return list(takewhile(lambda name: name != "_", fields))


def is_dataclass_by_position(node: ast.ClassDef) -> bool:
    decorators = " ".join(map(ast.unparse, node.decorator_list))
    return "dataclass" in decorators and "kw_only=True" not in decorators


def test_a_dataclass_takes_a_fourth_field_by_name() -> None:
    looked_at, large = 0, {}
    for file in FILES:
        for node in nodes(file):
            if isinstance(node, ast.ClassDef) and is_dataclass_by_position(node):
                looked_at += 1
                if len(by_position(node)) > AT_MOST:
                    large[node.name] = f"{file.relative_to(ROOT)}:{node.lineno}"
    assert looked_at > 80
    assert large.keys() == OF_PLUGINS, large


def test_no_function_takes_two_flags_by_position() -> None:
    """``update(pack, True, False)`` says nothing. A command of click gets its own by their names."""
    flags = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not any("click." in ast.unparse(decorator) for decorator in node.decorator_list)
        and sum(ast.unparse(one.annotation or node) == "bool" for one in node.args.args) > 1
    ]
    assert flags == []


def test_shapes_of_plugins_are_built_by_names_here() -> None:
    fourth = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in OF_PLUGINS
        and (len(node.args) > AT_MOST or any(isinstance(argument, ast.Starred) for argument in node.args))
    ]
    assert fourth == []
