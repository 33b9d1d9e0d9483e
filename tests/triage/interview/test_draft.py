"""An interview as it stands remembers what was asked, and survives content that changed."""

from __future__ import annotations

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage.interview.draft import Draft, draft


def test_a_draft_remembers_what_was_not_known(library: Library) -> None:
    held = Draft().answered("age", 30.0).answered("swelling", None)
    assert held.asked == ("age", "swelling")
    assert held.facts == {"age": 30.0}
    assert draft(held.plain(), library) == held


def test_a_draft_survives_questions_that_no_longer_exist(library: Library) -> None:
    raw = {"asked": ["gone", "age"], "answers": {"gone": 1, "age": 30, "swelling": "gigantic"}}
    assert draft(raw, library) == Draft(("age",), {"age": 30.0})


def test_changing_an_answer_opens_what_depended_on_it(library: Library) -> None:
    held = Draft().answered("swelling", "marked").answered("swelling-onset", "later").answered("age", 30.0)
    again = held.without("swelling", library)
    assert again.asked == ("age",)
    assert again.facts == {"age": 30.0}


@pytest.mark.parametrize("value", [Choices(frozenset({"kneecap"})), None])
def test_answering_again_keeps_the_place(value: Answer | None) -> None:
    held = (
        Draft()
        .answered("location", Choices(frozenset({"calf"})))
        .answered("age", 30.0)
        .answered("location", value)
    )
    assert held.asked == ("location", "age")
    assert held.facts.get("location") == value
