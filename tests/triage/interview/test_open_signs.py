"""What has to be asked before an interview may end, and in which order."""

from __future__ import annotations

import statistics
from dataclasses import replace

import pytest

from kneetui.content.conditions import All, AtLeast, Choices, Condition, Has, Known, Not, Says, Unproven
from kneetui.content.model import Library
from kneetui.triage import answers, flags
from kneetui.triage.assessment import assess
from kneetui.triage.evaluation.cases import Case
from kneetui.triage.evaluation.evaluate import CaseResult, run
from kneetui.triage.interview.next_question import MOST, suggest
from kneetui.triage.interview.open_signs import (
    core_signs,
    most_closing,
    open_normal,
    open_stops,
    unasked,
    usual,
)
from kneetui.triage.interview.still_possible import Left
from kneetui.triage.interview.urgency_conditions import Level
from kneetui.triage.short_form import options_asked
from tests.examples import some

QUESTIONS, KEYS = 12, 40
EVERY = 8
"""One case of so many is interviewed, and in an ordinary run a third of those."""


@pytest.fixture(scope="module")
def interviews(library: Library, cases: list[Case]) -> list[CaseResult]:
    return run(library, some(cases[::EVERY], 3), adaptive=True)


@pytest.mark.sampled
def test_half_of_the_interviews_have_a_dozen_questions_and_none_has_many(
    interviews: list[CaseResult],
) -> None:
    asked = [len(interview.assessment.asked) for interview in interviews]
    assert statistics.median(asked) <= QUESTIONS
    assert max(asked) <= MOST


@pytest.mark.sampled
def test_half_of_the_interviews_take_at_most_forty_keys(interviews: list[CaseResult]) -> None:
    assert statistics.median(interview.keys for interview in interviews) <= KEYS


CLOSE = ("PUB-038", "PUB-042", "VI-33", "UNSEEN-042", "UNSEEN-084", "CORE-034", "CORE-042", "CORE-074")
"""Cases with two flags of one level, of which the second stops more than the first."""


@pytest.mark.sampled
def test_no_flag_goes_unasked_whose_stops_nobody_would_know(
    library: Library, cases: list[Case], interviews: list[CaseResult]
) -> None:
    """It raises nothing, but without it somebody would train what it keeps from them."""
    close = [case for case in cases if case.id in CLOSE]
    assert len(close) == len(CLOSE)
    for interview in (*interviews, *run(library, close, adaptive=True)):
        if interview.assessment.urgency not in ("emergency", "urgent"):
            assessed = assess(library, interview.case.facts)
            needed = {stop for flag in assessed.flags for stop in flag.stops}
            stopped = {stop for flag in interview.assessment.flags for stop in flag.stops}
            assert needed <= stopped, interview.case.id


def test_what_stops_more_than_what_is_up_is_open_until_it_is_asked(library: Library) -> None:
    facts = answers.read(
        {
            "warning-signs": [],
            "age": 30,
            "location": {"yes": ["kneecap"]},
            "mechanical": {"yes": ["catching"]},
        },
        library,
    )
    assert {stop for flag in flags.raised(library, facts) for stop in flag.stops} == {"impact"}
    asked = list(facts)
    left = unasked(library, facts, asked)
    names = {level.name for level in open_stops(library, facts, left)}
    assert names
    assert all(library.flags[name].stops for name in names)
    cold = {**facts, **answers.read({"warning-signs": {"yes": ["foot-cold-pale-or-numb"]}}, library)}
    assert open_stops(library, cold, unasked(library, cold, asked)) == []
    assert open_stops(library, facts, left.without(*left.questions)) == []


def test_the_question_that_rules_a_sign_out_comes_before_one_that_only_has_to_do_with_it(
    library: Library,
) -> None:
    facts = answers.read({"no-better-with": [], "age": 30}, library)
    lasting = next(sign for sign in core_signs(library) if sign.name == "RF30")
    left = unasked(library, facts, ["no-better-with", "age"])
    question, count = most_closing([lasting], facts, left)
    assert question is not None
    assert question.id in ("duration-days", "trend")
    assert count > 2


def test_who_sees_no_swelling_is_not_asked_where_it_is(library: Library) -> None:
    asked = ["knee-signs", "warning-signs", "location"]
    facts = answers.read({"swelling": "none", "location": {"yes": ["kneecap"]}}, library)
    assert "swelling-place" not in unasked(library, facts, asked).questions
    calf = answers.read({"swelling": "none", "location": {"yes": ["calf"]}}, library)
    assert "swelling-place" in unasked(library, calf, asked).questions


def test_before_anything_is_asked_everything_can_still_come(library: Library) -> None:
    assert unasked(library, {}, []).questions.keys() == library.questions.keys()


def test_what_only_an_answer_still_to_come_shows_may_be_asked_then(library: Library) -> None:
    calf = Has("location", frozenset({"calf"}))
    for when in (Not(Unproven(calf)), Known("location")):
        place = replace(library.questions["swelling-place"], when=when)
        own = replace(library, questions={**library.questions, place.id: place})
        assert place.id in unasked(own, {}, []).questions
        assert place.id not in unasked(own, {}, ["location"]).questions
        shown = answers.read({"location": {"yes": ["calf"]}}, own)
        assert place.id in unasked(own, shown, ["location"]).questions


def test_of_what_is_known_in_part_the_rest_is_asked(library: Library) -> None:
    some = answers.read({"conditions": {"no": ["diabetes"]}}, library)
    assert "conditions" in unasked(library, some, []).questions
    assert "conditions" not in unasked(library, some, ["conditions"]).questions
    assert "swelling" not in unasked(library, answers.read({"swelling": "slight"}, library), []).questions


def test_who_cannot_say_if_it_is_swollen_is_not_asked_where_or_when(library: Library) -> None:
    asked = ["knee-signs", "warning-signs", "location"]
    facts = answers.read({"location": {"yes": ["kneecap"]}}, library)
    behind = {"swelling-place", "swelling-onset"}
    assert not {*behind, "swelling"} & set(unasked(library, facts, asked).questions)
    marked = {**facts, "knee-signs": Choices(frozenset({"swelling"}))}
    assert behind <= set(unasked(library, marked, [*asked, "swelling"]).questions)


def test_what_a_page_asked_for_in_short_is_not_asked_again_for_the_urgency(library: Library) -> None:
    page = Choices(no=frozenset({"pop"}))
    asked = ["knee-signs", "warning-signs", "onset", "location", "age", "other-signs"]
    facts = {
        **answers.read({"onset": "gradual", "age": 30, "duration-days": 60}, library),
        "other-signs": page,
    }
    assert "no-better-with" in options_asked(library, facts, asked)
    while (suggestion := suggest(library, facts, asked)) is not None:
        assert suggestion.question.id != "no-better-with"
        asked.append(suggestion.question.id)


# --- which question comes first ------------------------------------------------------------------

ONE, TWO, THREE, OTHER = (Says(name, True) for name in ("one", "two", "three", "other"))
"""The most usual answer to each of them is no."""


def first(library: Library, *signs: Condition, order: str = "one two three other") -> str | None:
    """The question that most of these signs are ruled out by, of these in their order."""
    asked = replace(library.questions["fever-or-unwell"], rate=0.1)
    left = Left({name: replace(asked, id=name) for name in order.split()})
    levels = [Level.of(f"sign {number}", "urgent", sign) for number, sign in enumerate(signs)]
    question, _ = most_closing(levels, {}, left)
    return question.id if question else None


def test_what_rules_a_sign_out_alone_comes_before_what_does_so_only_with_another(library: Library) -> None:
    either = AtLeast(1, (ONE, TWO))
    assert first(library, either, THREE) == "three"
    assert first(library, either, either, either, THREE) == "one"
    assert first(library, All((ONE, TWO)), All((TWO, THREE)), OTHER, order="other one two three") == "two"


def test_what_an_answer_leaves_open_is_not_ruled_out_by_it(library: Library) -> None:
    assert first(library, All((Not(ONE), TWO))) == "two"
    assert first(library, AtLeast(1, (Not(ONE), TWO)), THREE) == "three"


def test_nothing_is_asked_for_signs_that_no_answer_changes(library: Library) -> None:
    assert first(library) is None
    assert first(library, Says("known", True)) is None


def test_the_most_usual_answer_is_what_most_people_say(library: Library) -> None:
    fever = library.questions["fever-or-unwell"]
    assert [usual(replace(fever, rate=rate)) for rate in (0.1, 0.9)] == [False, True]
    for question in library.questions.values():
        answer = usual(question)
        if question.kind == "choice":
            rates = {option.id: option.rate for option in question.options}
            assert rates[str(answer)] == max(rates.values())
        if question.kind == "choices":
            assert answer == Choices(no=frozenset(option.id for option in question.options))
        if question.kind == "number":
            for numbers in (question.typical, ()):
                answer = usual(replace(question, typical=numbers))
                assert isinstance(answer, float | int)
                assert question.min <= answer <= question.max
            assert usual(question) == statistics.median_high(question.typical)


def test_what_settles_normal_soreness_is_asked_before_what_only_bears_on_it(library: Library) -> None:
    answered = {
        "location": ["thigh-muscle"], "muscle-soreness": "both-sides", "onset": "within-48h-after", "age": 30,
        "duration-days": 1, "spread": "area", "swelling-place": [],
    }  # fmt: skip
    asked = ["knee-signs", "warning-signs", "other-signs", *answered]
    given = answers.read(answered, library)
    given |= {name: usual(library.questions[name]) for name in asked if name not in answered}
    facts = answers.counting(library, given)
    question, _ = most_closing(
        open_normal(library, facts, left := unasked(library, given, asked)), facts, left
    )
    assert question is not None
    assert question.id == "trend"
    assert "conditions" not in {
        name for level in open_normal(library, facts, left) for name in level.open(facts, left)
    }, "the page denied every illness that speaks against it"
