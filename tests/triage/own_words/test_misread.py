"""What lay sentences do not say is not proposed: a wrong fact is worse than one that is missing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage.own_words.proposals import proposals, with_answers
from tests.triage.own_words.test_proposals import core

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))["sentence"]

OPEN = None
"""The question stays open."""

SAYINGS: list[tuple[str, dict[str, Any]]] = [
    (
        "I run 30 km a week and since two weeks the front of my knee hurts, squats are worst",
        {"activity": "running", "worse-with": {"squatting"}, "duration-days": 14},
    ),
    ("clicks and swelled after squats", {"activity": OPEN}),
    ("sore since heavy squats on Monday", {"activity": "weightlifting"}),
    ("climbing stairs hurts, 4/10", {"pain-worst": 4, "settles": OPEN}),
    ("runner, pain 4 when going down stairs", {"pain-worst": 4, "trend": OPEN}),
    ("pain about 4 out of 10 after long runs", {"pain-worst": 4}),
    ("it's a 4/10 most days, 7/10 after football", {"pain-worst": 7, "onset": OPEN}),
    ("on a scale of 1 to 10 it's a 6", {"pain-worst": 6}),
    ("it hurts since 4/10", {"pain-worst": OPEN}),
    ("since about the 4/10 it hurts, 6/10 on stairs", {"pain-worst": 6}),
    ("pain 4/10 since Monday", {"pain-worst": 4}),
    ("went from 4/10 to 7/10", {"pain-worst": 7}),
    ("it did not hurt when I twisted it, only the day after", {"mechanism": {"twist"}}),
    ("never hurts when walking but when sitting", {"worse-with": {"sitting-long"}}),
    ("worse on stairs and after sitting", {"trend": OPEN}),
    ("much worse on stairs", {"trend": OPEN}),
    ("pain gets worse when I run", {"trend": OPEN, "worse-with": {"running"}}),
    ("it is better in the morning and worse in the evening", {"trend": OPEN}),
    ("hurts worse going downhill than up", {"trend": OPEN, "worse-with": {"downhill"}, "load-change": OPEN}),
    ("left knee worse than right", {"trend": OPEN, "side": "left"}),
    ("it got worse over the last week", {"trend": "worse"}),
    ("it is getting better", {"trend": "better"}),
    ("my doctor said it is not gout, knee feels tight at the back", {"pain-character": {"tightness"}}),
    ("not swollen, is warm though", {"warm-or-red": OPEN, "swelling": "none", "knee-signs": {"warm-or-red"}}),
    ("doesn't lock, feels loose", {"mechanical": {"giving-way"}}),
    ("no trouble walking, stairs are a killer", {"worse-with": {"stairs-up", "stairs-down"}}),
    ("no fever but chills last night", {"fever-or-unwell": True}),
    ("I can't kneel or squat", {"worse-with": {"kneeling", "squatting"}}),
    ("can't squat without pain but can run fine", {"worse-with": {"squatting"}, "pain-timing": OPEN}),
    ("it doesn't hurt when I walk only when I run", {"pain-timing": OPEN}),
    ("it cracks but doesn't hurt", {"pain-timing": {"only-noise-no-pain"}}),
    ("my mum has arthritis, I am 34", {"conditions": OPEN, "age": 34}),
    ("my dad had a blood clot once", {"conditions": OPEN}),
    ("I had a blood clot once", {"conditions": {"blood-clot-before"}}),
    ("I used to play football but now I only cycle", {"activity": "cycling"}),
    ("it used to lock but not any more", {"mechanical": OPEN}),
    ("fell off a ladder 3 yrs ago, now it aches when I kneel", {"onset": OPEN, "mechanism": OPEN}),
    ("twisted my ankle last year, knee ok then", {"mechanism": OPEN}),
    ("knee gave way twice on the stairs", {"swelling": OPEN}),
    ("I do yoga twice a week", {"duration-days": OPEN}),
    ("sore for a week", {"duration-days": 7}),
    ("i'm 5 foot 10 and 70 kilos", {"age": OPEN}),
    ("my son is 13, his shin bump is sore", {"location": {"shin-bump"}, "worse-with": OPEN}),
    ("dog ran into the side of my knee", {"activity": OPEN}),
    ("woke up sunday with a fat hot knee", {"onset": OPEN}),
    ("I sit at a desk 8 hours a day", {"worse-with": OPEN}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAYINGS)
def test_lay_sentences_are_not_misread(library: Library, text: str, expected: dict[str, Any]) -> None:
    proposed = with_answers({}, proposals(library, {}, text))
    for question, answer in expected.items():
        assert _plain(proposed.get(question)) == answer, question


def _plain(answer: Answer | None) -> Any:
    if isinstance(answer, Choices):
        return set(answer.yes) or None
    return answer


@pytest.mark.parametrize(
    "text", [*(text for text, _ in SAYINGS), *(one["say"] for one in SENTENCES), "Hugley swoolen!"]
)
def test_only_what_stands_in_the_text_is_quoted(library: Library, text: str) -> None:
    quoted = [proposal.words for proposal in proposals(library, {}, text)]
    assert all(words and words in text for words in quoted)


PIECES = [
    "4/10",
    "İt",
    "ß",
    "doesn't lock",
    "hugley swollen",
    "Kneel",
    "'",
    "’",
    "\n",
    ",",
    " and ",
    "pain 7",
    "can’t run",
]


@given(some.lists(some.sampled_from(PIECES), max_size=9).map(" ".join) | some.text())
def test_of_any_text_only_what_stands_in_it_is_quoted(text: str) -> None:
    assert all(proposal.words in text for proposal in proposals(core(), {}, text))


DOING = (
    "sitting",
    "kneeling",
    "running",
    "walking",
    "squatting",
    "jumping",
    "pedalling",
    "twisting",
    "hopping",
)


@pytest.mark.parametrize("denial", ["No pain when {}", "It doesn't hurt when I am {}", "never painful if {}"])
@pytest.mark.parametrize("doing", DOING)
def test_what_does_not_hurt_is_never_proposed_as_what_hurts(
    library: Library, denial: str, doing: str
) -> None:
    merged = with_answers({}, proposals(library, {}, denial.format(doing)))
    held = merged.get("worse-with", Choices())
    assert isinstance(held, Choices)
    assert not held.yes


@given(
    some.integers(1, 10),
    some.sampled_from(["since", "from", "on", "until", "before", "after"]),
    some.sampled_from(["", "the ", "about ", "around the "]),
)
def test_a_day_in_numbers_is_never_a_pain(day: int, before: str, about: str) -> None:
    proposed = proposals(core(), {}, f"My knee hurts {before} {about}{day}/10")
    assert "pain-worst" not in {proposal.question for proposal in proposed}
