"""The chances of conditions under several odds at once, and of one cause alone, are those of one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from kneetui.content.conditions import Condition, Known, leaves
from kneetui.content.model import Library, Question
from kneetui.triage.causes.question_odds import QuestionOdds
from kneetui.triage.causes.ranking import ranking, softmax
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.interview.information import EachOdds, Odds, Open, Outlook, open_part
from kneetui.triage.interview.open_signs import core_signs

CAUSES = 5


def _alone(outlooks: Sequence[Outlook], questions: Mapping[str, Question], name: str) -> list[QuestionOdds]:
    return [own.alone(questions[name]) for own in outlooks]


def test_chances_at_once_are_those_of_each(library: Library, cases: list[Case]) -> None:
    index, tried = ranking(library), 0
    for case in cases[::150]:
        facts = {name: case.facts[name] for name in list(case.facts)[::2]}
        unknown = {name: question for name, question in library.questions.items() if name not in facts}
        probabilities = softmax(index.scores(facts))
        outlooks = [Outlook(index, facts, probabilities, [cause]) for cause in range(CAUSES)]
        single = [Odds({name: own.parts(question) for name, question in unknown.items()}) for own in outlooks]
        together = EachOdds(partial(_alone, outlooks, unknown))
        signs = [(sign.name, open_part(sign.condition, facts, unknown)) for sign in core_signs(library)]
        for name, left in signs:
            if isinstance(left, Condition):
                tried += 1
                assert together.chances(left) == [Open(left, odds).chance for odds in single], name
    assert tried > 100


def test_what_is_open_as_a_whole_is_the_condition_itself(library: Library) -> None:
    """So that parts which signs share are reckoned once."""
    every = dict(library.questions)
    whole = [
        sign
        for sign in core_signs(library)
        if not any(isinstance(leaf, Known) for leaf in leaves(sign.condition))
    ]  # what asks only to have a question answered is never open
    assert len(whole) > 40
    for sign in whole:
        assert open_part(sign.condition, {}, every) is sign.condition
