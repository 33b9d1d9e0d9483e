"""The reading level: syllables by rule, and the same as textstat reckons."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kneetui.content.i18n.texts import texts
from kneetui.content.linting.lint import sentence
from kneetui.content.linting.readability import grade, syllables, words
from kneetui.content.model import Library

SPOKEN = {
    1: "knee knees ice sore whole hurt caused times stopped weeks eyes tongue league rays",
    2: "kneecap little muscle muscles rested settled sometimes movement safely likely going player beyond "
    "places handle before fibre technique quiet people sideways unless soreness",
    3: "exercise area anyone injection cartilage meniscus ambulance easier heavier serious diary created femoral",
    4: "emergency operation inflammation usually gradually dislocation temperature",
    5: "antibiotics examination instability",
    6: "physiotherapist patellofemoral iliotibial rehabilitation",
}


@pytest.mark.parametrize(("number", "word"), [(n, word) for n in SPOKEN for word in SPOKEN[n].split()])
def test_syllables(number: int, word: str) -> None:
    assert syllables(word) == number


def test_what_stands_in_parentheses_is_left_out() -> None:
    assert words("Kneecap pain (patellofemoral pain) is common.") == ["Kneecap", "pain", "is", "common"]


def test_the_grade_is_the_known_formula() -> None:
    assert grade("The knee hurts. Rest it.") == pytest.approx(0.39 * 5 / 2 + 11.8 * 5 / 5 - 15.59)
    assert grade("") == grade("10 %") == 0


def test_numbers_with_a_point_end_no_sentence() -> None:
    assert grade("Raise it by 2.5 cm now") == grade("Raise it by cm now")


@pytest.fixture
def syllables_of_textstat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], int]]:
    """textstat without the list of words that it would fetch: it hyphenates, and finds a few syllables less.

    Imported here, for it brings a whole toolkit for languages along, which no other test needs.
    """
    import textstat.backend.counts._count_syllables as counting  # type: ignore[import-untyped]

    counting.count_syllables.cache_clear()
    monkeypatch.setattr(counting, "get_cmudict", lambda lang: None)
    yield counting.count_syllables
    counting.count_syllables.cache_clear()


def test_textstat_counts_about_as_many_syllables(
    library: Library, syllables_of_textstat: Callable[[str, str], int]
) -> None:
    kinds: dict[str, list[str]] = {}
    for original in texts(library):
        if original.spot.kind not in ("exercise frames", "source title", "cause clinical"):
            kinds.setdefault(original.spot.kind, []).append(sentence(original.words))
    for kind, parts in kinds.items():
        text = " ".join(words(" ".join(parts)))
        if len(text.split()) >= 100:
            ours = sum(map(syllables, text.split()))
            assert 0.97 < ours / syllables_of_textstat(text, "en_US") < 1.2, kind
