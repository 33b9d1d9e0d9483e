"""Conditions are true, false or unknown; unknown is not no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.content.conditions import (
    All,
    AtLeast,
    Choices,
    Condition,
    Facts,
    Has,
    Is,
    Known,
    Not,
    Only,
    Says,
    Unproven,
    Within,
    leaves,
)

MARKED = Is("swelling", frozenset({"marked"}))
FEVER = Says("fever", True)


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (MARKED, {}, None),
        (MARKED, {"swelling": "marked"}, True),
        (MARKED, {"swelling": "none"}, False),
        (FEVER, {"fever": False}, False),
        (FEVER, {}, None),
        (Has("place", frozenset({"a"})), {"place": Choices(frozenset({"a"}))}, True),
        (Has("place", frozenset({"a"})), {"place": Choices(frozenset({"b"}))}, None),
        (Has("place", frozenset({"a"})), {"place": Choices(no=frozenset({"a"}))}, False),
        (Has("place", frozenset({"a", "b"})), {"place": Choices(no=frozenset({"a"}))}, None),
        (Has("place", frozenset({"a", "b", "c"}), 2), {"place": Choices(frozenset({"a", "c"}))}, True),
        (Has("place", frozenset({"a", "b", "c"}), 2), {"place": Choices(no=frozenset({"a", "c"}))}, False),
        (Only("place", frozenset({"a"})), {"place": Choices(frozenset({"a"}))}, True),
        (Only("place", frozenset({"a"})), {"place": Choices(frozenset({"a", "b"}))}, False),
        (Only("place", frozenset({"a"})), {"place": Choices()}, None),
        (Within("age", 45, 60), {"age": 45.0}, True),
        (Within("age", 45, 60, open=frozenset({"low"})), {"age": 45.0}, False),
        (Within("age", 45, 60, open=frozenset({"high"})), {"age": 60.0}, False),
        (Within("age", 45, 60), {"age": 61.0}, False),
        (Within("age", 45, 60), {}, None),
        (Known("age"), {}, False),
        (Known("age"), {"age": 1.0}, True),
        (Unproven(FEVER), {}, True),
        (Unproven(FEVER), {"fever": True}, False),
    ],
)
def test_a_condition(condition: Condition, facts: Facts, expected: bool | None) -> None:
    assert condition.test(facts) is expected


def test_all_is_false_as_soon_as_one_part_is() -> None:
    assert All((MARKED, FEVER)).test({"fever": False}) is False
    assert All((MARKED, FEVER)).test({"fever": True}) is None
    assert All((MARKED, FEVER)).test({"fever": True, "swelling": "marked"}) is True


def test_at_least_counts_what_could_still_hold() -> None:
    two = AtLeast(2, (MARKED, FEVER, Known("age")))
    assert two.test({"fever": True, "age": 30.0}) is True
    assert two.test({"fever": False}) is False
    assert two.test({"fever": True}) is None


def test_leaves_and_questions_reach_the_bottom() -> None:
    tree = All((Not(MARKED), AtLeast(1, (FEVER, Unproven(Known("age"))))))
    assert list(tree.questions()) == ["swelling", "fever", "age"]
    assert [type(leaf).__name__ for leaf in leaves(tree)] == ["Is", "Says", "Known"]


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=5), st.integers(1, 5))
def test_knowing_more_never_turns_a_decision_round(results: list[bool | None], count: int) -> None:
    """What is decided while something is unknown stays decided whatever that turns out to be."""
    parts = tuple(Says(str(n), True) for n in range(len(results)))
    count = min(count, len(parts))
    known: dict[str, bool | str | float | Choices] = {
        str(n): result for n, result in enumerate(results) if result is not None
    }
    tree = AtLeast(count, parts)
    before = tree.test(known)
    if before is not None:
        for filler in (True, False):
            full = {str(n): filler for n in range(len(results))} | known
            assert tree.test(full) is before
