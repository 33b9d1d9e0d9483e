"""What comes up seldom: asked of few, named only with something that points to it, and never against the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers
from kneetui.triage.assessment import Assessment, assess
from kneetui.triage.evaluation.cases import Case, read_cases
from kneetui.triage.evaluation.evaluate import ask
from tests.triage.outcomes import outcomes

CAUSES = (
    "nerve-irritation",
    "complex-regional-pain",
    "joint-lining-growth",
    "bone-marrow-oedema",
    "bleeding-into-the-joint",
    "bone-infection",
    "childhood-leukaemia",
    "contusion",
    "medicine-muscle-pain",
    "replacement-infection",
    "replacement-loosening",
)
QUESTIONS = (
    "new-medicines",
    "weeks-before",
    "surgery-when",
    "back-trouble",
    "thin-thigh",
    "numb-skin",
    "bleeding",
    "kneecap-loose",
)
SPORTS = ("swimming", "skiing", "dance", "martial-arts")
ALARMING = ("bone-infection", "childhood-leukaemia", "bleeding-into-the-joint", "replacement-infection")


def cases_of(library: Library, cause: str) -> list[Case]:
    return [case for case in read_cases(Path(library.packs["core"].folder), library) if case.cause == cause]


@pytest.mark.parametrize("cause", CAUSES)
def test_each_is_among_the_first_three_in_stories_of_its_own(library: Library, cause: str) -> None:
    cases = cases_of(library, cause)
    assert len(cases) >= 3
    for case in cases:
        named = [fit.id for fit in assess(library, case.facts).causes[:3]]
        assert set(named) & {case.cause, *case.also}, case.id
    firsts = [
        case.id for case in cases if cause in [fit.id for fit in assess(library, case.facts).causes[:3]]
    ]
    assert len(firsts) >= 2


@pytest.mark.parametrize("sport", SPORTS)
def test_each_sport_has_stories_and_weights_of_its_own(library: Library, sport: str) -> None:
    stories = [case for case, _ in outcomes(library) if case.facts.get("activity") == sport]
    assert len(stories) >= 3
    assert all(sport in cause.weights for cause in library.causes.values() if cause.id not in CAUSES)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_says_whom_it_concerns_and_somebody_is_asked(library: Library, question: str) -> None:
    table = library.questions[question]
    concerned = [condition for condition in (table.when, table.relevant) if condition is not None]
    assert concerned
    assert any(condition.test({"age": 30.0, "onset": "gradual"}) is not True for condition in concerned)
    asked = [
        case.id
        for case, _ in outcomes(library)
        if question in case.facts and question in ask(library, case.facts).asked
    ]
    assert asked


def points(outcome: Assessment, cause: str) -> int:
    return len(next(fit for fit in outcome.causes if fit.id == cause).speaks_for)


@pytest.mark.parametrize("cause", ALARMING)
def test_nothing_alarming_comes_first_without_two_findings_for_it(library: Library, cause: str) -> None:
    for case, outcome in outcomes(library):
        if outcome.causes[0].id == cause:
            assert points(outcome, cause) >= 2, case.id


def test_a_weeping_wound_on_a_replaced_joint_names_its_infection(library: Library) -> None:
    facts = answers.read(
        {
            "knee-history": ["joint-replacement"],
            "open-wound": "weeping-after-surgery",
            "fever-or-unwell": True,
        },
        library,
    )
    assert "replacement-infection" in [fit.id for fit in assess(library, facts).causes[:3]]


def test_a_replaced_joint_is_no_matter_of_those_who_have_none(library: Library) -> None:
    without = answers.read({"knee-history": {"yes": [], "no": ["joint-replacement"]}, "age": 70}, library)
    named = {fit.id for fit in assess(library, without).causes}
    assert not named & {"replacement-infection", "replacement-loosening"}


@pytest.mark.parametrize(
    ("facts", "least"),
    [
        ({"open-wound": "weeping-after-surgery"}, "urgent"),
        ({"open-wound": "weeping-after-surgery", "fever-or-unwell": True}, "emergency"),
        (
            {
                "bleeding": ["since-childhood"],
                "swelling": "moderate",
                "swelling-onset": "within-2-hours",
                "swelling-place": ["whole-joint"],
            },
            "urgent",
        ),
    ],
)
def test_a_weeping_wound_and_easy_bleeding_are_seen_today(
    library: Library, facts: dict[str, object], least: str
) -> None:
    urgency = assess(library, answers.read(facts, library)).urgency
    assert URGENCIES.index(urgency) <= URGENCIES.index(least)
