"""What asking is worth to the advice."""

from __future__ import annotations

from kneetui.content.conditions import Facts
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.causes.ranking import ranking, softmax
from kneetui.triage.interview.advice_value import OF_THE_SPORT, WORTH, undecided_tips
from kneetui.triage.interview.information import Odds, Outlook
from kneetui.triage.interview.next_question import askable


def gains(library: Library, facts: Facts, causes: dict[str, float]) -> dict[tuple[str, str], float]:
    """By question and tip, what asking is worth."""
    index = ranking(library)
    outlook = Outlook(index, facts, softmax(index.scores(facts)), list(range(len(index.causes))))
    odds = Odds({question.id: outlook.parts(question) for question in askable(library, facts, list(facts))})
    tips = undecided_tips(library, facts, causes, odds)
    return {(question, tip): gain for question, gain, tip in tips}


def runner(library: Library, **more: object) -> Facts:
    return answers.read(
        {"activity": "running", "warning-signs": [], "weight-bearing": "normal", **more}, library
    )


def test_a_question_is_worth_what_it_decides_of_a_tip(library: Library) -> None:
    gain = gains(library, runner(library), {})
    most = OF_THE_SPORT * WORTH[library.tips["worn-shoes"].priority] / 2
    assert 0 < gain["running.shoes", "worn-shoes"] <= most
    assert not any(question.startswith("cycling.") for question, _ in gain)


def test_an_answer_that_is_known_decides_nothing_more(library: Library) -> None:
    gain = gains(library, {**runner(library), "running.shoes": "fine"}, {})
    assert not [question for question, _ in gain if question == "running.shoes"]


def test_a_tip_counts_by_how_likely_its_causes_are(library: Library) -> None:
    tip = next(tip for tip in library.tips.values() if tip.causes and tip.condition and not tip.activities)
    (cause, *_) = tip.causes
    sure = {
        key: value for key, value in gains(library, runner(library), {cause: 1.0}).items() if key[1] == tip.id
    }
    half = {
        key: value for key, value in gains(library, runner(library), {cause: 0.5}).items() if key[1] == tip.id
    }
    assert sure
    assert all(half[key] * 2 == sure[key] for key in half)
    assert not [key for key in gains(library, runner(library), {}) if key[1] == tip.id]


def test_nobody_is_asked_about_shoes_with_an_urgent_sign(library: Library) -> None:
    facts = answers.read({"activity": "running", "weight-bearing": "cannot", "onset": "sudden"}, library)
    assert gains(library, facts, {}) == {}
