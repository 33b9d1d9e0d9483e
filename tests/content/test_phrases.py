from __future__ import annotations

import pytest

from kneetui.content.model import Library
from kneetui.content.phrases import Phrase, Slot, phrases


def test_a_text_holds_phrases_of_words_with_other_spellings() -> None:
    assert phrases("cannot|can't kneel*; on my knees") == (
        Phrase((("cannot", "cant"), ("kneel*",))),
        Phrase((("on",), ("my",), ("knees",))),
    )


def test_a_number_may_count_several_times_or_go_without_saying() -> None:
    assert phrases("{n} days; {7n} Weeks; yesterday {=1}") == (
        Phrase((Slot(1), ("days",))),
        Phrase((Slot(7), ("weeks",))),
        Phrase((("yesterday",),), 1),
    )


def test_a_phrase_may_say_which_words_take_it_back() -> None:
    assert phrases("getting worse !when|at") == (Phrase((("getting",), ("worse",)), unless=("when", "at")),)


@pytest.mark.parametrize(
    "text",
    [
        "{n}",
        "kneel,",
        "*",
        "a||b",
        "{x} days",
        "sw*ell",
        "knee; {=1}",
        "worse !when now",
        "!when",
        "a !when !at",
    ],
)
def test_what_is_no_phrase_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        phrases(text)


def test_every_phrase_of_the_content_can_be_read(library: Library) -> None:
    texts = [question.words for question in library.questions.values()]
    texts += [option.words for question in library.questions.values() for option in question.options]
    assert sum(len(phrases(text)) for text in texts) > 500
