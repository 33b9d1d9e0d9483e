from __future__ import annotations

from collections.abc import Callable

from kneetui.content.model import Library
from kneetui.services.container import Services
from kneetui.services.interview import self_exams
from kneetui.services.interview.interview import Interview
from kneetui.triage import flags
from kneetui.triage.interview.draft import Draft
from tests.triage.outcomes import outcomes

Make = Callable[..., Services]


def interview(services: Services, facts: dict[str, object]) -> Interview:
    from kneetui.triage import answers

    read = answers.read(facts, services.library)
    return Interview(services, draft=Draft(tuple(read), read))


def test_nobody_examines_a_knee_that_somebody_else_has_to_see_today(
    make_services: Make, library: Library
) -> None:
    services = make_services(library=library)
    allowed = 0
    for case, outcome in outcomes(library)[::7]:
        exams = self_exams.allowed(Interview(services, draft=Draft(tuple(case.facts), dict(case.facts))))
        allowed += len(exams)
        if outcome.urgency in flags.PRESSING:
            assert exams == (), case.id
        assert all(exam.unless is None or exam.unless.test(outcome.facts) is not True for exam in exams)
    assert allowed


def test_what_speaks_against_one_holds_it_back(make_services: Make, library: Library) -> None:
    services = make_services(library=library)
    free = {exam.id for exam in self_exams.allowed(interview(services, {"age": 30}))}
    assert free == set(library.self_exams)
    held = {exam.id for exam in self_exams.allowed(interview(services, {"weight-bearing": "limp"}))}
    assert free - held == {"single-leg-squat"}
    assert self_exams.answering(interview(services, {"weight-bearing": "limp"}), "worse-with") is None


def test_only_what_is_open_and_tells_something_is_offered(make_services: Make, library: Library) -> None:
    services = make_services(library=library)
    open_exams = self_exams.worthwhile(interview(services, {"age": 30, "activity": "running"}))
    assert open_exams
    answered = interview(services, {"age": 30, "activity": "running", "swelling": "none"})
    assert "swelling" not in [exam.question for exam in self_exams.worthwhile(answered)]


def test_every_one_says_who_leaves_it_and_answers_a_question_of_the_core(library: Library) -> None:
    for exam in library.self_exams.values():
        assert exam.question in library.questions
        assert exam.not_when.startswith("Leave it")
        assert exam.source
