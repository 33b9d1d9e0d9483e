from __future__ import annotations

from kneetui.content.conditions import Answer, Choices
from kneetui.triage import flags
from kneetui.triage.interview.provisional import provisional
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
