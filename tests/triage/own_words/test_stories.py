"""How much of what people taken is found: stories of cases at which nobody looked while phrases were written."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator

from kneetui.content.conditions import Answer, Choices
from kneetui.content.loading.merge import CORE
from kneetui.content.model import Library
from kneetui.triage import answers
from kneetui.triage.own_words.proposals import proposals, with_answers

HELD_OUT = ("cases-unseen.toml", "cases-published.toml")
"""Cases whose stories were not read for the phrases."""

Single = tuple[str, str, Answer]


def singles(facts: dict[str, Answer]) -> Iterator[Single]:
    """Each answer for itself, of several options each option."""
    for question, answer in facts.items():
        if isinstance(answer, Choices):
            yield from ((question, option, True) for option in answer.yes)
            yield from ((question, option, False) for option in answer.no)
        else:
            yield question, "", answer


def tally(library: Library) -> Counter[str]:
    """Answers of the cases that their stories give, of all; proposals that the case knows, and those it confirms."""
    counts: Counter[str] = Counter()
    pages = {
        question.id for question in library.questions.values() if any(o.otherwise for o in question.options)
    }
    for name in HELD_OUT:
        for case in tomllib.loads((CORE / name).read_text("utf-8"))["case"]:
            known = {(q, o): a for q, o, a in singles(answers.read(case["answers"], library))}
            taken = with_answers({}, proposals(library, {}, case["story"]))
            proposed = {(q, o): a for q, o, a in singles(taken)}
            counts["stories"] += 1
            for key, answer in known.items():
                if answer not in (False, "none", "full", "normal", "no") and key[0] not in {"sex", *pages}:
                    counts["answers"] += 1
                    counts["found"] += proposed.get(key) == answer
            for key, answer in proposed.items():
                if key in known:
                    counts["proposed"] += 1
                    counts["right"] += known[key] == answer
    return counts


def test_stories_give_their_answers_and_few_wrong_ones(library: Library) -> None:
    counts = tally(library)
    assert counts["stories"] > 150
    assert counts["found"] / counts["answers"] > 0.43
    assert counts["right"] / counts["proposed"] > 0.89
