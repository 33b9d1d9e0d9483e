"""The kinds of question that flows ask line by line; ``q`` leaves any of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from kneetui.cli.prompts.asking import answer_lines, numbers
from kneetui.cli.prompts.asking.console import Console, Item
from kneetui.config.errors import KneetuiError
from kneetui.diary.typed_numbers import read_number
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import Pain
from kneetui.triage.answers import AnswerError

if TYPE_CHECKING:
    from kneetui.content.model import Library

LEAVE = "q"
LEAVES = "q: back."
ERASE, OPEN = "-", "leave it open"
"""What is typed to take an answer out, and what no answer is called."""

HALVES = "Half points too, such as 3.5."


class LeftError(KneetuiError):
    """The person goes back to the menu."""

    title = "Back to the menu"


def line(console: Console, question: str, leaves: str = LEAVES) -> str:
    """A line of text, which may be empty. Raises :class:`LeftError`."""
    console.say(f"{question} {leaves}")
    typed = console.read()
    if typed.casefold() == LEAVE:
        raise LeftError("Nothing was changed")
    return typed


def one_of(
    console: Console,
    question: str,
    options: Mapping[str, str],
    default: str | None = None,
    leaves: str = LEAVES,
) -> str:
    """The key of the option whose number is typed; after an empty line the ``default``. Raises :class:`LeftError`."""
    keys = list(options)
    usual = default if default in options else None
    enter = "" if usual is None else f" Enter: {options[usual].rstrip('.')}."
    console.say(question)
    console.list_items([Item(id=key, text=text) for key, text in options.items()])
    while True:
        typed = line(console, f"{numbers.one(len(keys))}{enter}", leaves)
        if not typed and usual is not None:
            return usual
        if typed.isdecimal() and 1 <= int(typed) <= len(keys):
            return keys[int(typed) - 1]
        console.refuse(typed)


def several(
    console: Console, question: str, options: Mapping[str, str], chosen: Collection[str]
) -> list[str]:
    """The keys of all options whose numbers are typed; after an empty line those ``chosen`` before."""
    keys = list(options)
    console.say(question)
    console.list_items([Item(id=key, text=text) for key, text in options.items()], "all")
    before = ", ".join(options[key] for key in keys if key in chosen) or "none"
    while True:
        typed = line(console, f"Type the numbers of all that fit, such as “1 3”. 0: none. Enter: {before}.")
        words = typed.replace(",", " ").split()
        if not words:
            return [key for key in keys if key in chosen]
        if all(word.isdecimal() and int(word) <= len(keys) for word in words):
            typed_numbers = {int(word) for word in words}
            return [key for number, key in enumerate(keys, 1) if number in typed_numbers]
        console.say(f"“{typed}” is not understood.")


def pain(console: Console, library: Library, question: str) -> int:
    """A whole number for pain, as rules of routines take it. Raises :class:`LeftError`."""
    while (number := pain_or_nothing(console, library, question)) is None:
        console.say("A number is needed here.")
    return number


def diary_pain(console: Console, library: Library, question: str) -> float:
    """A number for pain as the diary takes it, in half points. Raises :class:`LeftError`."""
    while (number := diary_pain_or_nothing(console, library, question)) is None:
        console.say("A number is needed here.")
    return number


def diary_pain_or_nothing(
    console: Console, library: Library, question: str, before: float | None = None
) -> float | None:
    """The same; the number ``before`` after an empty line, ``None`` after :data:`ERASE`. Raises :class:`LeftError`."""
    kind, how = Pain(), answer_lines.how(library.question_for("pain"))
    console.say(question)
    while typed := line(console, f"{how} {HALVES}"):
        if typed == ERASE and before is not None:
            return None
        value = read_number(typed)
        if value is not None and kind.check(Checks(), "pain", value) is not None:
            return float(value)
        console.say(f"“{typed}” is not a number from {kind.low:g} to {kind.high:g} in half points.")
    return before


def pain_or_nothing(console: Console, library: Library, question: str) -> int | None:
    """A whole number for pain; ``None`` after an empty line. Raises :class:`LeftError`."""
    scale = library.question_for("pain")
    console.say(question)
    while typed := line(console, answer_lines.how(scale)):
        try:
            value = answer_lines.read(scale, typed)
        except AnswerError as error:
            console.say(f"{error.message}.")
        else:
            if isinstance(value, float):
                return int(value)
    return None


def tell(console: Console, lines: Sequence[str]) -> None:
    """Sentences, one after the other."""
    if lines:
        console.say("\n".join(lines))
