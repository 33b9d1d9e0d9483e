"""Who somebody is changes the urgency of no case: sex, side, level of sport and habits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage import answers, flags
from kneetui.triage.assessment import assess
from kneetui.triage.evaluation.cases import Case


def others(library: Library, case: Case, name: str) -> Iterator[dict[str, Answer]]:
    """The case with every other answer to one question; what only some people are asked stays as it is."""
    for option in library.questions[name].options:
        habits = library.questions[name].kind == "choices"
        value: Answer = Choices(frozenset({option.id})) if habits else option.id
        yield {**case.facts, name: value}


@pytest.mark.parametrize("name", ["sex", "experience", "daily-habits"])
def test_who_one_is_changes_no_urgency(library: Library, cases: list[Case], name: str) -> None:
    for case in cases:
        conditions = case.facts.get("conditions")
        if name == "sex" and isinstance(conditions, Choices) and "pregnant-or-postpartum" in conditions.yes:
            continue
        before = flags.urgency(library, answers.counting(library, case.facts))
        for facts in others(library, case, name):
            assert flags.urgency(library, answers.counting(library, facts)) == before, (case.id, facts[name])


def test_left_and_right_are_the_same(library: Library, cases: list[Case]) -> None:
    for case in cases:
        if case.facts.get("side") in ("left", "right"):
            levels = {
                flags.urgency(library, answers.counting(library, {**case.facts, "side": side}))
                for side in ("left", "right")
            }
            assert len(levels) == 1, case.id


def test_nor_does_it_where_so_little_is_told_that_chances_could_count(
    library: Library, cases: list[Case]
) -> None:
    """The shortest cases, with everything that counts besides the flags."""
    for case in sorted(cases, key=lambda case: len(case.facts))[:6]:
        before = assess(library, case.facts).urgency
        for name in ("sex", "side", "experience", "daily-habits"):
            for facts in others(library, case, name):
                if name != "side" or facts["side"] != "both":
                    assert assess(library, facts).urgency == before, (case.id, name)
