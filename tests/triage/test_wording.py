from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

import pytest

from kneetui.content.linting.visit_times import days
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.assessment import WARNING_SIGN, Assessment, assess
from kneetui.triage.causes.calibration import HIGHEST_OF_FEW
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import dropped
from kneetui.triage.flags import PRESSING
from kneetui.triage.wording import (
    LITTLE,
    frequency,
    groups,
    less_if,
    little_known,
    more_if,
    often,
    order,
    sureness,
    thin,
    to_do,
)
from tests.examples import some


def assessed(library: Library, **given: Any) -> Assessment:
    return assess(
        library, answers.read({key.replace("_", "-"): value for key, value in given.items()}, library)
    )


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.999, "over 9 of 10"),
        (0.95, "over 9 of 10"),
        (0.94, "about 9 of 10"),
        (0.25, "about 3 of 10"),
        (0.08, "about 1 of 10"),
        (0.05, "about 1 of 20"),
        (0.01, "under 1 of 20"),
    ],
)
def test_a_probability_is_people_out_of_ten(probability: float, words: str) -> None:
    assert frequency(probability) == words


def test_little_is_known_after_a_few_answers(library: Library) -> None:
    few = assessed(library, age=30, location=["kneecap"], onset="gradual")
    assert little_known(few)
    assert "Only 3 answers count so far, so much is not known" in sureness(few)
    assert "No answer counts so far" in sureness(assess(library, {}))


def test_two_that_are_close_are_named(library: Library) -> None:
    close = replace(assessed(library, age=30), sure="between")
    first, second = (fit.name for fit in close.causes[:2])
    assert sureness(close).startswith(f"The first two are close: {first} and {second}.")


def test_answers_to_one_question_stand_together_and_the_past_comes_last(library: Library) -> None:
    changes = assessed(library, location=["shin-bump"], age=14).more_urgent
    made = groups(library, changes)
    assert len({(group.urgency, group.question) for group in made}) == len(made)
    assert sum(len(group.answers) for group in made) == len(changes)
    for level in ("emergency", "urgent"):
        past = [library.questions[group.question].lasting for group in made if group.urgency == level]
        assert past == sorted(past)


def test_warning_signs_speak_for_themselves(library: Library) -> None:
    made = groups(library, assessed(library, age=30).more_urgent)
    signs = next(group for group in made if group.question == "warning-signs")
    steps = next(group for group in made if group.question == "weight-bearing")
    assert str(signs).startswith("Foot or lower leg cold")
    assert str(steps).startswith("Can you walk four steps on this leg? No")


@pytest.mark.sampled
def test_beside_what_cannot_wait_no_later_visit_is_asked_for(library: Library, cases: list[Case]) -> None:
    several = 0
    for case in some(cases, 8):
        result = assess(library, case.facts)
        levels = {flag.urgency for flag in result.flags}
        asked = {flag.do for flag in result.flags if flag.urgency == result.urgency}
        assert asked <= set(to_do(result)) <= {flag.do for flag in result.flags}
        if result.urgency in PRESSING:
            assert set(to_do(result)) == asked
            several += len(levels) > 1
    assert several


@pytest.fixture(scope="module")
def told_in_part(library: Library, cases: list[Case]) -> list[tuple[str, Assessment]]:
    """The id of a case, and what comes out with all of its answers or a share of them left out."""
    return [
        (case.id, assess(library, dropped(case.facts, share, random.Random(3))))
        for case in some(cases, 4)
        for share in (0.0, 0.5, 0.8, 0.95)
    ]


@pytest.mark.sampled
def test_words_are_no_surer_than_what_is_known(told_in_part: list[tuple[str, Assessment]]) -> None:
    """With most of what tells about a cause unknown nothing is over nine of ten, and nothing stands out."""
    bound = 0
    for case, assessment in told_in_part:
        for fit in assessment.causes:
            known = sum(point.size != WARNING_SIGN for point in (*fit.speaks_for, *fit.against))
            if fit.unknown and known / (known + len(fit.unknown)) <= LITTLE:
                assert "9 of 10" not in often(fit), (case, fit.id)
                bound += fit.probability > HIGHEST_OF_FEW
        if assessment.causes and thin(assessment.causes[0]):
            assert f"{assessment.causes[0].name} stands out" not in sureness(assessment)
            assert order(assessment).heading != "one stands out", case
    assert bound


IN_SENTENCES = {
    "one stands out": r"\w.* stands out\.",
    "one fits best so far": r"fits best so far",
    "one is likely": r"is likely, but",
    "the first two are close": r"the first two are close",
    "nothing stands out": r"nothing stands out",
}
"""What the sentence says under each heading, and under no other."""


@pytest.mark.sampled
def test_the_heading_over_the_causes_is_as_sure_as_the_sentence(
    told_in_part: list[tuple[str, Assessment]],
) -> None:
    seen = set()
    for case, assessment in told_in_part:
        sentence = sureness(assessment)
        named = {heading for heading, words in IN_SENTENCES.items() if re.search(words, sentence, re.I)}
        if "nothing stands out" in named:
            named.discard("one stands out")
        assert named == {order(assessment).heading}, (case, sentence)
        seen |= named
    assert len(seen) > 3


def test_what_would_change_it_names_the_time_of_the_level(library: Library) -> None:
    """Other words for the time of a level are another time to somebody who has both on one page."""
    leads = [(more_if, name) for name in ("emergency", "urgent", "soon")]
    leads += [(less_if, name) for name in ("urgent", "soon", "self-care", "normal")]
    for lead, name in leads:
        level = library.urgencies[name]
        assert days(lead(library, name)) in (None, days(level.within)), name
    assert library.urgencies["urgent"].within in more_if(library, "urgent")
    assert library.urgencies["urgent"].within in less_if(library, "urgent")
