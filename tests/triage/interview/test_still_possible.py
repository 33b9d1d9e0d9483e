"""What a condition may still come to, against every way to answer what is left."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Answer, Choices, Has
from kneetui.content.model import Library
from kneetui.triage.interview.still_possible import Left, open_questions, results
from tests.examples import examples
from tests.triage.interview.trees import Shape, ends, shapes, tree

NAMES = ("q1", "q2", "q3", "q4", "q5")
STATES = st.tuples(*[st.sampled_from(("yes", "no", "passed over", "left"))] * len(NAMES))


@settings(max_examples=examples(1500))
@given(shapes(len(NAMES)), STATES)
@example(
    ("at least", [("at least", ["says", "says"], 1), "says"], 1), ("left", "passed over", "no", "no", "no")
)
def test_no_result_is_missed_and_none_is_made_up(
    library: Library, shape: Shape, states: tuple[str, ...]
) -> None:
    condition = tree(shape, iter(NAMES))
    state = dict(zip(NAMES, states, strict=True))
    facts: dict[str, Answer] = {name: state[name] == "yes" for name in NAMES if state[name] in ("yes", "no")}
    question = next(iter(library.questions.values()))
    left = Left({name: question for name in NAMES if state[name] == "left"})
    assert results(condition, facts, left) == {condition.test(end) for end in ends(facts, left.questions)}
    changing = {
        name
        for name in left.questions
        if any(
            len({condition.test(end) for end in ends(rest, [name])}) > 1
            for rest in ends(facts, left.without(name).questions)
        )
    }
    assert set(open_questions(condition, facts, left)) == changing


def test_an_option_that_a_page_asked_for_is_decided_and_the_others_are_not(library: Library) -> None:
    signs = library.questions["warning-signs"]
    left = Left({signs.id: signs}, {signs.id: frozenset({"faint", "cold"})})
    assert results(Has(signs.id, frozenset({"faint"})), {}, left) == {None}
    assert results(Has(signs.id, frozenset({"faint", "cold"})), {}, left) == {None}
    assert results(Has(signs.id, frozenset({"faint", "dark"})), {}, left) == {True, False, None}
    known = {signs.id: Choices(yes=frozenset({"dark"}))}
    assert results(Has(signs.id, frozenset({"faint", "dark"})), known, left) == {True}
