"""How many keys an answer takes."""

from __future__ import annotations

import pytest

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library
from kneetui.triage.evaluation.key_presses import key_presses


@pytest.mark.parametrize(
    ("question", "answer", "keys"),
    [
        ("swelling", None, 1),
        ("pop", True, 1),
        ("swelling", "none", 1),
        ("activity", "other", 11),
        ("age", 30.0, 3),
        ("duration-days", 7.0, 2),
        ("pain-worst", 7.0, 1),
        ("pain-worst", 1.0, 2),
        ("pain-worst", 10.0, 2),
        ("knee-signs", Choices(), 1),
        ("knee-signs", Choices(frozenset({"swelling", "bend"})), 3),
        ("warning-signs", Choices(frozenset({"dark-urine", "long-travel-or-bed-rest"})), 11),
        ("location", Choices(frozenset({"kneecap"})), 5),
    ],
)
def test_a_digit_an_enter_and_the_arrows_below_the_ninth(
    library: Library, question: str, answer: Answer | None, keys: int
) -> None:
    assert key_presses(library.questions[question], answer) == keys
