from __future__ import annotations

from collections.abc import Callable

from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.interview import recall
from kneetui.services.interview.interview import Interview
from kneetui.triage.interview.draft import Draft
from kneetui.triage.wording import instruction
from tests.triage.outcomes import outcomes


def test_the_right_answer_is_of_the_result_and_the_others_of_other_levels(
    make_services: Callable[..., Services], library: Library
) -> None:
    services = make_services(library=library)
    places = set()
    for case, outcome in outcomes(library)[::9]:
        interview = Interview(services, draft=Draft(tuple(case.facts), dict(case.facts)))
        assert recall.due(interview) == (not interview.emergency())
        if interview.emergency():
            continue
        asked = recall.questions(interview, outcome)
        (*_, today) = asked
        assert len(asked) == (2 if outcome.go_if else 1)
        assert instruction(library, outcome).startswith(today.answers[today.right])
        here = library.urgencies[outcome.urgency].do
        wrong = [answer for number, answer in enumerate(today.answers) if number != today.right]
        assert all(not here.startswith(answer) for answer in wrong), case.id
        if outcome.go_if:
            assert outcome.go_if[0].text.startswith(asked[0].answers[asked[0].right])
            signs = {sign.text for sign in outcome.go_if}
            assert not signs & (set(asked[0].answers) - {asked[0].answers[asked[0].right]})
        for question in asked:
            assert len(set(question.answers)) == len(question.answers) == recall.WRONG + 1
            places.add(question.right)
            assert not library.urgencies["emergency"].do.startswith(question.answers[0]), (
                "where the cursor is"
            )
            assert not any("app" in answer for answer in question.answers), "no sign of a knee"
    assert places == {0, 1, 2}


def test_it_is_asked_once(make_services: Callable[..., Services], library: Library) -> None:
    interview = Interview(make_services(library=library), recalled=True)
    assert not recall.due(interview)
