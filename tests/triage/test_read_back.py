from __future__ import annotations

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage.read_back import MOST, read_back
from tests.triage.outcomes import outcomes


def test_a_complaint_is_two_sentences(library: Library) -> None:
    chosen = {"kneecap", "inner-line", "calf", "foot"}
    facts: dict[str, Answer] = {
        "side": "left",
        "location": Choices(frozenset(chosen)),
        "duration-days": 21.0,
        "onset": "gradual",
        "swelling": "slight",
        "pain-worst": 4.0,
    }
    story, signs = read_back(library, facts)
    assert story.startswith("It is about the left knee, the kneecap, ")
    assert story.endswith(" and more, for about 3 weeks; it began bit by bit.")
    assert signs == "Now: a little swollen; up to 4 of 10."
    assert (
        sum(
            option.read_back in story
            for option in library.questions["location"].options
            if option.id in chosen
        )
        == MOST
    )


def test_what_does_not_count_is_not_read_back(library: Library) -> None:
    assert read_back(library, {}) == []
    place = Choices(yes=frozenset({"calf"}))
    assert read_back(library, {"swelling": "none", "swelling-place": place}) == ["Now: not swollen."]


def test_every_case_is_read_back_in_sentences_that_fit_a_screen(library: Library) -> None:
    for case, _ in outcomes(library):
        sentences = read_back(library, case.facts)
        assert len(sentences) <= len(library.read_back)
        assert all(sentence.endswith(".") and len(sentence) < 330 for sentence in sentences), case.id
        assert all("{" not in sentence and "|" not in sentence for sentence in sentences)
