from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.loading.merge import load
from kneetui.content.model import Library, Option
from kneetui.triage import answers, flags
from kneetui.triage.own_words.lexicon import lexicon
from kneetui.triage.own_words.proposals import proposals, with_answers
from kneetui.triage.own_words.search import find_questions


def yes(*options: str) -> Choices:
    return Choices(yes=frozenset(options))


def no(*options: str) -> Choices:
    return Choices(no=frozenset(options))


def proposed(library: Library, text: str) -> dict[str, Answer]:
    return with_answers({}, proposals(library, {}, text))


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("clicks and swelled after squats, can't kneel", "worse-with", yes("squatting", "kneeling")),
        ("clicks and swelled after squats, can't kneel", "mechanical", yes("clicking")),
        ("clicks and swelled after squats, can't kneel", "knee-signs", yes("swelling")),
        ("No swelling, locking or night pain.", "swelling", "none"),
        ("No swelling, locking or night pain.", "mechanical", no("locking")),
        ("No swelling, locking or night pain.", "pain-timing", no("at-night")),
        ("It doesn't lock.", "mechanical", no("locking")),
        ("It does not swell, but it locks.", "mechanical", yes("locking")),
        ("Without fever", "fever-or-unwell", False),
        ("I have had it for three weeks", "duration-days", 21.0),
        ("Since yesterday", "duration-days", 1.0),
        ("I am 34", "age", 34.0),
        ("my left knee", "side", "left"),
        ("It is hugley swollen and I cannot walk", "weight-bearing", "cannot"),
        ("PAIN 7 OUT OF 10", "pain-worst", 7.0),
        ("swoolen", "knee-signs", yes("swelling")),
        ("Caught an edge on the ski slope", "activity", "skiing"),
        ("after ballet class", "activity", "dance"),
        ("since judo on Sunday", "activity", "martial-arts"),
        ("I swim breaststroke", "activity", "swimming"),
        ("I take atorvastatin", "new-medicines", yes("statin")),
        ("I am on warfarin", "bleeding", yes("blood-thinner")),
    ],
)
def test_sentences_and_the_answers_they_give(
    library: Library, text: str, question: str, answer: Answer
) -> None:
    assert proposed(library, text)[question] == answer


@pytest.mark.parametrize(
    "text",
    [
        "Operated ten years ago",
        "I had an operation on this knee ten years ago.",
        "broke my leg 5 years ago",
        "Ten years ago I tore my meniscus",
        "knee replaced two years ago",
    ],
)
def test_the_time_since_something_earlier_is_not_how_long_it_hurts(library: Library, text: str) -> None:
    assert "duration-days" not in proposed(library, text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Operated ten years ago, and for three weeks it hurts again", 21.0),
        ("Hurts for two years", 730.0),
        ("broke my leg 5 years ago. It has hurt for 2 months", 60.0),
        ("Fell on it three weeks ago", 21.0),
    ],
)
def test_how_long_it_hurts_is_found_beside_it(library: Library, text: str, days: float) -> None:
    assert proposed(library, text)["duration-days"] == days


@pytest.mark.parametrize("text", ["", "   ", "Hello there", "No.", "7", "\x00\ud83e\uddb5", "n" * 5000])
def test_where_nothing_is_said_nothing_is_proposed(library: Library, text: str) -> None:
    assert proposals(library, {}, text) == []


@cache
def core() -> Library:
    return load()


def saying(option: Option) -> list[str]:
    """The phrases of an option as a person says them.

    Without those that deny something by themselves, and those with a word that begins another statement, where a
    negation ends: whoever feels it "not in sports, even when I sit" does feel it.
    """
    known = lexicon(core())
    left_out = known.negations | known.turns
    phrases = [phrase.split() for phrase in option.words.split(";")]
    return [
        " ".join(part.split("|")[0].rstrip("*") for part in parts)
        for parts in phrases
        if parts and not any(left_out.intersection(part.split("|")) for part in parts)
    ]


SAYINGS = [
    (question.id, option.id, text)
    for question in core().questions.values()
    if question.kind == "choices"
    for option in question.options
    for text in saying(option)
]


@given(some.sampled_from(SAYINGS))
def test_a_negation_never_makes_a_yes(saying: tuple[str, str, str]) -> None:
    question, option, text = saying
    answer = proposed(core(), f"no {text}").get(question)
    assert not isinstance(answer, Choices) or option not in answer.yes


@given(some.text())
def test_any_text_is_read_and_every_proposal_is_an_answer(text: str) -> None:
    library = core()
    for proposal in proposals(library, {}, text):
        question = library.questions[proposal.question]
        assert answers.answer(question, proposal.answer) == proposal.answer


WORDS = [
    "fever", "swollen", "hot", "cannot walk", "numb foot", "calf swollen", "chest pain", "yesterday", "age 70",
    "twisted", "pop", "night sweats", "kneel", "no swelling", "running", "clicks", "diabetes", "cannot lift leg",
]  # fmt: skip


@given(some.lists(some.sampled_from(WORDS), unique=True, max_size=6), some.sampled_from(WORDS))
def test_what_is_not_a_sign_raises_and_lowers_nothing(sayings: list[str], before: str) -> None:
    library = core()
    facts = answers.counting(library, with_answers({}, proposals(library, {}, before)))
    ordinary = [proposal for proposal in proposals(library, facts, ". ".join(sayings)) if not proposal.sign]
    after = with_answers(facts, ordinary)
    assert pressing(library, after) == pressing(library, facts)


def pressing(library: Library, facts: Facts) -> set[tuple[str, str]]:
    up = flags.raised(library, answers.counting(library, facts))
    return {(flag.id, flag.urgency) for flag in up if flag.urgency in flags.PRESSING}


def test_what_is_known_already_is_not_proposed_again(library: Library) -> None:
    facts = proposed(library, "clicks, cannot kneel, for two weeks")
    assert proposals(library, facts, "clicks, cannot kneel, for two weeks") == []
    (more,) = proposals(library, facts, "it grinds")
    assert with_answers(facts, [more])["mechanical"] == yes("clicking", "crunching")


def test_a_question_is_found_by_words_of_its_options_and_by_other_forms(library: Library) -> None:
    assert find_questions(library, {}, "shoes")[0].id == "running.shoes"
    assert "conditions" in [question.id for question in find_questions(library, {}, "diabetic")]
    assert find_questions(library, {}, "") == find_questions(library, {}, "xyzzy") == []
    assert find_questions(library, {}, '") (*^-') == []


def test_a_question_that_does_not_apply_is_not_found(library: Library) -> None:
    facts: dict[str, Answer] = {"swelling": "none"}
    assert "swelling-onset" not in [
        question.id for question in find_questions(library, facts, "swelling", most=99)
    ]


def test_every_answer_can_be_said_in_own_words(library: Library) -> None:
    unsaid = {("sex", "unspecified"), ("numb-skin", "none")}
    for question in library.questions.values():
        if question.kind in ("yes-no", "number"):
            assert question.words or question.page, question.id
        for option in question.options:
            if option.otherwise is None and question.pack == "core":
                assert option.words or (question.id, option.id) in unsaid, (question.id, option.id)
