"""Knees stand in one order wherever they are picked or listed: one who learnt it answers by digit."""

from __future__ import annotations

import ast

from kneetui.config.about import KNEES, next_knee
from kneetui.content.model import Library
from kneetui.diary.description import fields_of
from kneetui.diary.entries import Entry
from kneetui.diary.value_types import OneOf
from tests.test_typed_paths import sources


def in_order(names: list[str]) -> bool:
    """Whether the knees among some names stand in their order."""
    knees = [name for name in names if name in KNEES]
    return knees == [knee for knee in KNEES if knee in knees]


def constants(node: ast.AST) -> list[str]:
    """The texts of a tuple, a list, a set, or the keys of a dictionary."""
    match node:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(keys=parts):
            return [
                part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
    return []


def test_no_module_has_another_order() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, module in sources().items()
        for node in module
        if not path.startswith("kneetui/testing/")  # what a store gives back, newest first
        and isinstance(node, ast.expr)
        and not in_order(constants(node))
    ]
    assert not wrong


def test_the_question_and_the_entry_have_it(library: Library) -> None:
    assert tuple(option.id for option in library.questions["side"].options) == KNEES
    knee = next(field for field in fields_of(Entry) if field.name == "knee")
    assert isinstance(knee.type, OneOf)
    assert tuple(knee.type.options) == KNEES


def test_a_key_goes_through_all_in_it() -> None:
    assert [next_knee(knee) for knee in KNEES] == [*KNEES[1:], KNEES[0]]


def test_this_test_sees_another_order() -> None:
    for wrong in ('("right", "left", "both")', '{"right": 1, "left": 2}', '["both", "left"]'):
        assert not in_order(constants(ast.parse(wrong, mode="eval").body))
