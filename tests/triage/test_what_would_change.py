"""What would change the urgency: true when tried, and nothing that cannot come about any more."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import Case, read_cases
from kneetui.triage.what_would_change import AnswerChange, ChangesWhenRead, MoreAndLess
from tests.examples import examples, hunting, some
from tests.triage.outcomes import outcomes

RUNNER: dict[str, Any] = {
    "age": 28,
    "activity": "running",
    "onset": "gradual",
    "location": ["kneecap"],
    "swelling": "none",
    "weight-bearing": "normal",
    "duration-days": 20,
    "pain-worst": 4,
}


def cases(library: Library) -> list[Case]:
    folder = Path(library.packs["core"].folder)
    return some(read_cases(folder, library)[::12], 3)


def tried(library: Library, facts: Facts, change: AnswerChange) -> str:
    """The urgency with the one answer of a change."""
    question = library.questions[change.question]
    value: Answer
    if question.kind == "yes-no":
        value = change.answer == "yes"
    elif question.kind == "number":
        value = float(change.answer)
    elif question.kind == "choice":
        value = change.answer
    else:
        held = facts.get(change.question)
        yes = held.yes if isinstance(held, Choices) else frozenset()
        no = held.no if isinstance(held, Choices) else frozenset()
        option = frozenset({change.answer.removeprefix("not ")})
        off = change.answer.startswith("not ")
        value = Choices(yes - option, no | option) if off else Choices(yes | option, no - option)
    return assess(library, {**facts, change.question: value}).urgency


def assessed(library: Library, **given: Any) -> Assessment:
    raw = {**RUNNER, **{key.replace("_", "-"): value for key, value in given.items()}}
    return assess(library, answers.read(raw, library))


@pytest.mark.sampled
def test_every_change_holds_when_it_is_tried(library: Library) -> None:
    count = 0
    for case in cases(library):
        now = assess(library, case.facts)
        for change in now.more_urgent[::3]:
            assert URGENCIES.index(tried(library, now.facts, change)) <= URGENCIES.index(change.urgency)
            count += 1
        for change in now.less_urgent:
            assert tried(library, now.facts, change) == change.urgency
            count += 1
    assert count > examples(100)


@pytest.mark.sampled
def test_what_was_answered_and_lasts_is_not_listed(library: Library) -> None:
    for case in cases(library):
        now = assess(library, case.facts)
        for change in (*now.more_urgent, *now.less_urgent):
            question = library.questions[change.question]
            if change.question in now.facts and question.lasting:
                assert question.unit == "days"
                assert float(change.answer) > float(str(now.facts[change.question]))


@pytest.mark.parametrize("question", ["age", "sex", "activity", "onset", "mechanism"])
def test_such_answers_last(library: Library, question: str) -> None:
    assert library.questions[question].lasting


@pytest.mark.parametrize("question", ["trend", "swelling", "pain-worst", "warning-signs", "no-better-with"])
def test_such_answers_may_be_others_tomorrow(library: Library, question: str) -> None:
    assert not library.questions[question].lasting


def test_days_that_go_by_are_told(library: Library) -> None:
    (change,) = [
        candidate for candidate in assessed(library).more_urgent if candidate.question == "duration-days"
    ]
    assert (change.answer, change.answer_text, change.urgency) == ("43", "43 days or more", "soon")


def test_the_likelier_answers_come_first(library: Library) -> None:
    more = assessed(library).more_urgent
    for level in URGENCIES[:3]:
        rates = [change.rate for change in more if change.urgency == level]
        assert rates == sorted(rates, reverse=True)


@pytest.mark.sampled
def test_the_way_from_care_at_home_to_normal_is_shown(library: Library) -> None:
    ways = [
        (case, now, change)
        for case, now in some(outcomes(library), 3)
        if now.urgency == "self-care" and not now.flags
        for change in now.less_urgent
    ]
    assert len({case.id for case, _, _ in ways}) > (20 if hunting() else 5)
    for _, now, change in ways:
        assert (change.urgency, change.flag) == ("normal", "normal")
        assert tried(library, now.facts, change) == "normal"


def test_they_are_looked_for_when_read_and_count_for_two_being_equal() -> None:
    looked = []

    def find(changes: tuple[AnswerChange, ...]) -> MoreAndLess:
        looked.append(changes)
        return changes, ()

    change = AnswerChange(
        question="trend", answer="worse", asked="?", answer_text="Worse", urgency="soon", flag="F"
    )
    one, same, other = (ChangesWhenRead(partial(find, changes)) for changes in ((change,), (change,), ()))
    assert looked == []
    assert one() == one() == ((change,), ())
    assert looked == [(change,)]
    assert (one == same, one == other, hash(one) == hash(same)) == (True, False, True)


def test_nobody_is_shown_a_way_to_normal_past_a_flag(library: Library) -> None:
    hot = assessed(library, swelling="marked", warm_or_red="warm", fever_or_unwell=True)
    assert hot.flags
    assert "normal" not in {change.urgency for change in hot.less_urgent}
