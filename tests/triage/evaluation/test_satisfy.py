"""Answers are found that make any condition of the content true, and false."""

from __future__ import annotations

import pytest

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
    Unproven,
    Within,
)
from kneetui.content.model import Library
from kneetui.triage.evaluation.satisfy import possible, ways

SORE = Has("location", frozenset({"kneecap", "below-kneecap"}), 2)
OLD = Within("age", 45, 200)


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize(
    "condition",
    [
        Is("swelling", frozenset({"marked"})),
        SORE,
        Only("location", frozenset({"kneecap"})),
        OLD,
        Within("duration-days", 3, 3),
        Known("age"),
        Not(SORE),
        Unproven(SORE),
        All((SORE, OLD)),
        AtLeast(2, (SORE, OLD, Is("onset", frozenset({"sudden"})))),
        AtLeast(1, (All((SORE, Not(OLD))), Known("onset"))),
    ],
    ids=lambda condition: type(condition).__name__,
)
def test_a_condition_can_be_made_true_and_false(library: Library, condition: Condition, wanted: bool) -> None:
    solutions = list(ways(library, condition, {}, wanted))
    assert solutions
    assert all(condition.test(facts) is wanted for facts in solutions)


def test_answers_are_only_added(library: Library) -> None:
    facts: Facts = {"age": 20.0, "location": Choices(frozenset({"kneecap"}))}
    assert list(ways(library, OLD, facts)) == []
    for solution in ways(library, SORE, facts):
        assert solution["age"] == 20.0
        assert solution["location"] == Choices(frozenset({"kneecap", "below-kneecap"}))


def test_a_question_is_only_answered_where_it_is_asked(library: Library) -> None:
    for question in library.questions.values():
        if question.when is not None:
            for facts in ways(library, Known(question.id), {}):
                assert question.when.test(facts) is True


def test_contradictions_are_impossible(library: Library) -> None:
    assert possible(library)
    assert possible(library, OLD, SORE, None)
    assert not possible(library, OLD, Within("age", 0, 44))
    assert not possible(library, OLD, Not(OLD))


def test_every_condition_of_the_content_can_come_true(library: Library) -> None:
    conditions = [finding.condition for cause in library.causes.values() for finding in cause.evidence]
    conditions += [flag.condition for flag in library.flags.values()]
    conditions += [above.condition for flag in library.flags.values() for above in flag.raises]
    conditions += [tip.condition for tip in library.tips.values() if tip.condition]
    assert [condition for condition in conditions if not possible(library, condition)] == []
