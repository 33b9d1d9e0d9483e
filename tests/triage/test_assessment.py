"""The assessment: one frozen answer to the same facts, with reasons and what would change it."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.content.model import URGENCIES, Library
from kneetui.triage import answers
from kneetui.triage.assessment import assess, fit_word, size, sure_word
from tests.examples import examples
from tests.triage.facts import facts_of

some = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

RUNNER = {
    "age": 28,
    "sex": "female",
    "activity": "running",
    "onset": "gradual",
    "location": ["kneecap"],
    "worse-with": {"yes": ["stairs-down", "sitting-long", "squatting"]},
    "swelling": "none",
    "weight-bearing": "normal",
    "duration-days": 20,
    "pain-worst": 4,
}


def test_a_runner_with_pain_around_the_kneecap(library: Library) -> None:
    assessment = assess(library, answers.read(RUNNER, library))
    assert assessment.urgency == "self-care"
    first = assessment.causes[0]
    assert first.id == "patellofemoral-pain"
    assert first.speaks_for
    assert all(point.source for point in (*first.speaks_for, *first.against))
    assert assessment.routine == library.causes["patellofemoral-pain"].routine
    assert assessment.advice


def test_the_size_of_a_reason_in_words() -> None:
    assert [size(ratio) for ratio in (8, 3, 1.5, 1.1, 0.1, 0.4, 0.7)] == [
        "strong", "clear", "slight", "hardly any", "strong", "clear", "slight",
    ]  # fmt: skip


def test_what_would_change_it_is_true(library: Library) -> None:
    assessment = assess(library, answers.read(RUNNER, library))
    assert {change.urgency for change in assessment.more_urgent} >= {"emergency", "urgent", "soon"}
    locked = next(change for change in assessment.more_urgent if change.answer == "stuck")
    changed = assess(library, answers.read(RUNNER | {"straighten": "stuck"}, library))
    assert changed.urgency == locked.urgency


def test_what_would_make_it_less_urgent(library: Library) -> None:
    assessment = assess(library, answers.read(RUNNER | {"straighten": "stuck"}, library))
    assert any(
        change.question == "straighten" and change.urgency == "self-care" for change in assessment.less_urgent
    )


def test_no_exercise_is_named_when_it_is_urgent(library: Library) -> None:
    assessment = assess(library, answers.read(RUNNER | {"weight-bearing": "cannot"}, library))
    assert URGENCIES.index(assessment.urgency) <= URGENCIES.index("urgent")
    assert assessment.routine is None
    assert all(
        "normal" not in tip.urgencies or assessment.urgency in tip.urgencies for tip in assessment.advice
    )


def test_nothing_known_is_still_useful(library: Library) -> None:
    assessment = assess(library, {})
    assert assessment.urgency == "soon"
    assert len(assessment.causes) >= 3
    assert assessment.sure == "open"


@some
@given(st.data())
def test_any_answers_give_a_whole_assessment(library: Library, data: st.DataObject) -> None:
    facts = data.draw(facts_of(library))
    assessment = assess(library, facts)
    assert assessment == assess(library, dict(reversed(facts.items())))
    plain = json.loads(json.dumps(assessment.plain()))
    assert set(plain) >= {"format", "urgency", "flags", "causes", "advice", "routine", "asked"}
    assert plain["urgency"] in URGENCIES
    for cause in plain["causes"]:
        assert set(cause) >= {"id", "name", "probability", "fit", "for", "against", "unknown"}
    for flag in plain["flags"]:
        assert set(flag) >= {"id", "urgency", "because"}
        assert URGENCIES.index(plain["urgency"]) <= URGENCIES.index(flag["urgency"])


def test_how_sure_an_order_is_follows_the_first_two_causes() -> None:
    words = {
        "clear": [(0.95,), (0.9, 0.05)],
        "likely": [(0.7,), (0.6, 0.39)],
        "between": [(0.45, 0.4), (0.5, 0.2, 0.2)],
        "open": [(), (0.3,), (0.3, 0.2, 0.2), (0.45, 0.05)],
    }
    for word, orders in words.items():
        assert [sure_word(probabilities) for probabilities in orders] == [word] * len(orders)


def test_no_cause_that_hardly_fits_is_said_to_fit_well() -> None:
    assert [fit_word(probability) for probability in (0.9, 0.6, 0.3, 0.2, 0.05, 0)] == [
        *["well"] * 2,
        *["partly"] * 2,
        *["little"] * 2,
    ]
