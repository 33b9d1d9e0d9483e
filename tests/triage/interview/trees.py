"""Conditions of any shape in which every question is read once, and every way to answer what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product
from typing import TypeAlias

from hypothesis import strategies as st

from kneetui.content.conditions import All, AtLeast, Condition, Facts, Known, Not, Says, Unproven

Shape: TypeAlias = "str | tuple[str, list[Shape], int]"


def shapes(most: int) -> st.SearchStrategy[Shape]:
    """Trees that read at most so many questions."""
    kinds = st.sampled_from(("all", "at least", "not", "unproven"))

    def around(inner: st.SearchStrategy[Shape]) -> st.SearchStrategy[Shape]:
        return st.tuples(kinds, st.lists(inner, min_size=1, max_size=3), st.integers(1, 3))

    return st.recursive(st.sampled_from(("says", "says", "known")), around, max_leaves=most)


def tree(shape: Shape, names: Iterator[str]) -> Condition:
    """The condition of a shape, which takes a name for each question that it reads."""
    if isinstance(shape, str):
        name = next(names)
        return Says(name, True) if shape == "says" else Known(name)
    kind, inner, least = shape
    if kind in ("not", "unproven"):
        part = tree(inner[0], names)
        return Not(part) if kind == "not" else Unproven(part)
    parts = tuple(tree(part, names) for part in inner)
    return All(parts) if kind == "all" else AtLeast(min(least, len(parts)), parts)


def ends(facts: Facts, left: Collection[str]) -> list[Facts]:
    """What may be known in the end: each question that is left answered, or passed over."""
    ways = product((True, False, None), repeat=len(left))
    answered = (dict(zip(left, answers, strict=True)) for answers in ways)
    return [
        {**facts, **{name: answer for name, answer in end.items() if answer is not None}} for end in answered
    ]
