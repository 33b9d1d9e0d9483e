"""A question as numbered lines, and the answer in a typed line."""

from __future__ import annotations

import re

from kneetui.cli.prompts.asking import numbers as counted
from kneetui.config.wording import PAIN, SPANS, span_words
from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Question
from kneetui.triage import answers
from kneetui.triage.answers import AnswerError

UNITS = {"day": 1, "week": 7, "month": 30.4, "year": 365}

SPAN = re.compile(rf"(\d+)\s*({'|'.join(UNITS)})s?")

YES, NO = ("y", "yes"), ("n", "no")


def options(question: Question) -> tuple[tuple[str, str], ...]:
    """Id and words of what can be chosen by number, in order; empty for a number."""
    if question.kind == "yes-no":
        return (("yes", "Yes"), ("no", "No"))
    return tuple((option.id, option.text) for option in question.options)


def how(question: Question) -> str:
    """How the question is answered, in a sentence."""
    if question.kind == "choices":
        return "Type the numbers of all that fit, such as “1 3”. 0: none of these."
    if question.kind == "number":
        return _how_many(question)
    return "Type y or n." if question.kind == "yes-no" else "Type one number."


def _how_many(question: Question) -> str:
    span = f"from {question.min:g} to {question.max:g}"
    if question.widget == "pain-scale":
        words = ", ".join(f"{number}: {word}" for number, word in PAIN.items())
        return f"Type a number {span}. {words}."
    if question.unit == "days":
        return f"Type a number of days, or such as “{SPANS[2][1]}” or “{SPANS[4][1]}”."
    return f"Type a number {span}, in {question.unit}."


def read(question: Question, line: str) -> Answer:
    """The answer in a line. Raises :class:`AnswerError`."""
    line = line.casefold().strip().rstrip(".")
    if not line:
        raise AnswerError("nothing was typed", how(question))
    if question.kind == "number":
        return _number(question, line)
    keys = [key for key, _ in options(question)]
    if question.kind == "yes-no" and line in (*YES, *NO):
        return line in YES
    numbers = re.split(r"[\s,;]+", line)
    if not all(digits.isdecimal() for digits in numbers):
        raise AnswerError(f"“{line}” is not an answer here", how(question))
    chosen = [int(digits) for digits in numbers]
    if question.kind == "choices":
        return _choices(keys, chosen)
    if len(chosen) != 1 or not 1 <= chosen[0] <= len(keys):
        raise AnswerError("that is not one of them", counted.one(len(keys)))
    key = keys[chosen[0] - 1]
    return key == "yes" if question.kind == "yes-no" else key


def _choices(keys: list[str], chosen: list[int]) -> Answer:
    if chosen != [0] and not all(1 <= number <= len(keys) for number in chosen):
        raise AnswerError(
            "not all of them are there", f"Type numbers, {counted.span(len(keys))}; 0: none of these."
        )
    yes = frozenset(keys[number - 1] for number in chosen if number)
    return Choices(yes, frozenset(keys) - yes)


def _number(question: Question, line: str) -> float:
    named = {word: days for days, word in SPANS}
    span = SPAN.fullmatch(line)
    if question.unit == "days" and line in named:
        value = float(named[line])
    elif question.unit == "days" and span:
        value = float(round(int(span[1]) * UNITS[span[2]]))
    elif line.isdecimal():
        value = float(line)
    else:
        raise AnswerError(f"“{line}” is not a whole number", how(question))
    if not question.min <= value <= question.max:
        raise AnswerError(f"{value:g} is out of range", how(question))
    return value


def taken_as(question: Question, value: Answer) -> str:
    """How a line was understood, where the line itself does not show it; else empty."""
    if question.unit == "days" and isinstance(value, float):
        return span_words(value)
    return "" if isinstance(value, float | bool) else answers.words(question, value)
