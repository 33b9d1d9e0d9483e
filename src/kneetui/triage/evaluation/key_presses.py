"""How many keys it takes to answer a question in the app, as near as can be told without one."""

from __future__ import annotations

from collections.abc import Collection

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question

DIGITS = 9
"""So many options have a digit of their own; those below are reached with the arrows."""

ON_THE_MAP = 4
"""For a place of the knee map: the view, two moves, the mark (an estimate)."""


def key_presses(question: Question, answer: Answer | None) -> int:
    """The keys for one answer; ``None`` is "don't know"."""
    if isinstance(answer, bool) or answer is None:
        return 1
    if isinstance(answer, str):
        options = [option.id for option in question.options]
        return 1 if answer in options[:DIGITS] else options.index(answer) + 1
    if isinstance(answer, Choices):
        return _marks(question, answer.yes) + 1
    typed = len(f"{answer:g}")
    chosen_by_digit = question.widget == "pain-scale" and answer != 1
    return typed if chosen_by_digit else typed + 1


def _marks(question: Question, marked: Collection[str]) -> int:
    if question.widget == "knee-map":
        return ON_THE_MAP * len(marked)
    keys = cursor = 0
    for number, option in enumerate(question.options):
        if option.id in marked:
            keys += 1 if number < DIGITS else number - cursor + 1
            cursor = number
    return keys
