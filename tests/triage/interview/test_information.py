"""The chances of conditions under several odds at once, and of one cause alone, are those of one by one."""

from __future__ import annotations

from kneetui.content.conditions import Condition
from kneetui.content.model import Library
from kneetui.triage.causes.ranking import ranking, softmax
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.interview.information import EachOdds, Odds, Open, Outlook, open_part
from kneetui.triage.interview.open_signs import core_signs

CAUSES = 5


def test_chances_at_once_are_those_of_each(library: Library, cases: list[Case]) -> None:
    index, tried = ranking(library), 0
    for case in cases[::150]:
        facts = {name: case.facts[name] for name in list(case.facts)[::2]}
        unknown = {name: question for name, question in library.questions.items() if name not in facts}
        probabilities = softmax(index.scores(facts))
        outlooks = [Outlook(index, facts, probabilities, [cause]) for cause in range(CAUSES)]
        single = [Odds({name: own.parts(question) for name, question in unknown.items()}) for own in outlooks]
        together = EachOdds(
            {name: [own.alone(question) for own in outlooks] for name, question in unknown.items()}
        )
        for sign in core_signs(library):
            left = open_part(sign.condition, facts, unknown)
            if isinstance(left, Condition):
                tried += 1
                assert together.chances(left) == [Open(left, odds).chance for odds in single], sign.name
    assert tried > 100
