"""Whether an emergency may stop the interview, or some answer could still take it back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import URGENCIES, Flag, Raise
from kneetui.triage import flags
from kneetui.triage.interview.provisional import provisional
from tests.examples import examples
from tests.triage.interview.trees import Shape, ends, shapes, tree
from tests.ui.small import small_library


def check(facts: dict[str, Answer]) -> dict[str, bool]:
    library = small_library()
    return {flag.id: provisional(library, flag, facts) for flag in flags.raised(library, facts)}


def test_a_flag_that_holds_by_what_was_said_is_settled() -> None:
    assert check({"warning-signs": Choices(frozenset({"chest-pain"}))}) == {"F1": False}


def test_a_raise_for_want_of_an_answer_is_provisional() -> None:
    assert check({"weight-bearing": "cannot"}) == {"F2": True}


def test_it_is_settled_by_the_answer() -> None:
    assert check({"weight-bearing": "cannot", "activity": "other"}) == {"F2": False}
    library = small_library()
    (up,) = flags.raised(library, {"weight-bearing": "cannot", "activity": "running"})
    assert up.urgency == "urgent"


NAMES = ("q1", "q2", "q3", "q4", "q5", "q6")
STATES = st.tuples(*[st.sampled_from(("yes", "no", "open"))] * len(NAMES))
RAISES = st.lists(st.tuples(st.sampled_from(URGENCIES[:3]), shapes(2)), max_size=2)


def level(flag: Flag, facts: dict[str, Answer]) -> int:
    """Where the flag stands among the urgencies; one that is down stands below all."""
    raised = flags.look(flag, facts)
    return URGENCIES.index(raised.urgency) if raised else len(URGENCIES)


@settings(max_examples=examples(1500))
@given(st.sampled_from(URGENCIES[:3]), shapes(2), RAISES, STATES)
def test_it_is_provisional_exactly_while_answers_could_lower_it(
    urgency: str, shape: Shape, raises: list[tuple[str, Shape]], states: tuple[str, ...]
) -> None:
    names = iter(NAMES)
    library = small_library()
    flag = replace(
        library.flags["F2"],
        urgency=urgency,
        condition=tree(shape, names),
        raises=tuple(
            Raise(urgency=higher, condition=tree(condition, names), because="", do="")
            for higher, condition in raises
        ),
    )
    state = dict(zip(NAMES, states, strict=True))
    facts: dict[str, Answer] = {name: state[name] == "yes" for name in NAMES if state[name] != "open"}
    raised = flags.look(flag, facts)
    assume(raised is not None)
    assert raised is not None
    left = [name for name in NAMES if state[name] == "open"]
    lower = any(level(flag, dict(end)) > level(flag, facts) for end in ends(facts, left))
    assert provisional(replace(library, flags={flag.id: flag}), raised, facts) == lower
