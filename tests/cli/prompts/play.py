"""Answers to an interview, as lines for the prompts and as keys for the screens."""

from __future__ import annotations

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question


def numbers(question: Question, answer: Answer) -> list[int]:
    """The options that an answer chooses, counted from 1."""
    keys = [option.id for option in question.options]
    if isinstance(answer, Choices):
        return sorted(keys.index(key) + 1 for key in answer.yes)
    return [keys.index(answer) + 1] if isinstance(answer, str) else []


def line(question: Question, answer: Answer | None) -> str:
    """What a person types for an answer."""
    if answer is None:
        return "u"
    if isinstance(answer, bool):
        return "y" if answer else "n"
    if isinstance(answer, float):
        return f"{answer:g}"
    return " ".join(map(str, numbers(question, answer))) or "0"


def keys(question: Question, answer: Answer | None, *, alone: bool) -> list[str]:
    """What a person presses for an answer; of several to mark those beyond the ninth have no digit.

    On a page of several questions nothing goes on without Enter.
    """
    if answer is None:
        return ["u"]
    if isinstance(answer, bool):
        pressed = ["y" if answer else "n"]
    elif isinstance(answer, float):
        pressed = [*f"{answer:g}"]
    else:
        as_list = ["l"] if question.widget == "knee-map" else []
        chosen = [str(number) for number in numbers(question, answer)]
        pressed = [*as_list, *(chosen if question.kind == "choices" else chosen[0])]
    one_key = question.kind in ("yes-no", "choice") or (question.widget == "pain-scale" and answer != 1)
    return pressed if alone and one_key else [*pressed, "enter"]
