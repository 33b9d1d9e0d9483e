"""Answers that make a condition true or false: what a person would have to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from kneetui.content.conditions import (
    All,
    Answer,
    AtLeast,
    Choices,
    Condition,
    Facts,
    Has,
    Known,
    Not,
    Only,
    Unproven,
    Within,
)
from kneetui.content.model import Library, Question

FEW = 24
"""At most so many ways are tried at each fork of a condition."""


def ways(library: Library, condition: Condition, facts: Facts, wanted: bool = True) -> Iterator[Facts]:
    """The facts with answers added so that the condition is ``wanted``; the most usual answers first.

    No answer is taken back. A question with a ``when`` is only answered where it is asked.
    """
    for candidate in islice(_ways(library, condition, facts, wanted), FEW):
        if condition.test(candidate) is wanted:
            yield candidate


def possible(library: Library, *conditions: Condition | None) -> bool:
    """Whether somebody's answers could make all these conditions true."""
    given = tuple(condition for condition in conditions if condition is not None)
    return next(ways(library, All(given), {}), None) is not None


def _ways(library: Library, condition: Condition, facts: Facts, wanted: bool) -> Iterator[Facts]:
    match condition:
        case Not(part):
            yield from ways(library, part, facts, not wanted)
        case Unproven(part) if wanted:
            yield facts
        case Unproven(part):
            yield from ways(library, part, facts)
        case All(parts) if wanted:
            yield from _each(library, parts, facts, True)
        case All(parts):
            for part in parts:
                yield from ways(library, part, facts, False)
        case AtLeast(count, parts):
            needed = count if wanted else len(parts) - count + 1
            for some in combinations(parts, max(needed, 0)):
                yield from _each(library, some, facts, wanted)
        case _ if condition.test(facts) is wanted:
            yield facts
        case _:
            yield from _leaf(library, condition, facts, wanted)


def _each(library: Library, parts: Sequence[Condition], facts: Facts, wanted: bool) -> Iterator[Facts]:
    if not parts:
        yield facts
        return
    for way in ways(library, parts[0], facts, wanted):
        yield from _each(library, parts[1:], way, wanted)


def _leaf(library: Library, condition: Condition, facts: Facts, wanted: bool) -> Iterator[Facts]:
    (name,) = set(condition.questions())
    question = library.questions[name]
    held = facts.get(name)
    for answer in _answers(question, condition, held, wanted):
        known: Mapping[str, Answer] = {**facts, name: answer}
        if condition.test(known) is wanted:
            if question.when is None:
                yield known
            else:
                yield from ways(library, question.when, known)


def _answers(question: Question, condition: Condition, held: Answer | None, wanted: bool) -> Iterator[Answer]:
    if question.kind == "choices":
        choices = held if isinstance(held, Choices) else Choices()
        yield from _choices(question, condition, choices, wanted)
    elif held is not None:
        return
    elif question.kind == "yes-no":
        yield from (False, True) if question.rate < 0.5 else (True, False)
    elif question.kind == "choice":
        yield from usual(question)
    else:
        yield from numbers(question, condition)


def usual(question: Question, among: frozenset[str] | None = None) -> list[str]:
    """The options of a question, or some of them, the most common first."""
    options = [option for option in question.options if among is None or option.id in among]
    return [option.id for option in sorted(options, key=lambda option: -option.rate)]


def numbers(question: Question, condition: Condition) -> list[float]:
    """Numbers worth trying: the typical ones, and those around the bounds of the condition."""
    tried = [*question.typical]
    if isinstance(condition, Within):
        middle = (max(condition.low, question.min) + min(condition.high, question.max)) / 2
        tried += [middle, condition.low, condition.high, condition.low - 1, condition.high + 1]
    tried += [question.min, question.max]
    return [float(number) for number in tried if question.min <= number <= question.max]


def _choices(question: Question, condition: Condition, choices: Choices, wanted: bool) -> Iterator[Answer]:
    every = frozenset(option.id for option in question.options)
    if isinstance(condition, Has) and wanted:
        needed = condition.count - len(condition.options & choices.yes)
        free = usual(question, condition.options - choices.yes - choices.no)
        for more in islice(combinations(free, max(needed, 0)), FEW):
            yield Choices(choices.yes | set(more), choices.no)
    elif isinstance(condition, Has):
        yield Choices(choices.yes, choices.no | (condition.options - choices.yes))
    elif isinstance(condition, Only):
        free = usual(question, (condition.options if wanted else every - condition.options) - choices.no)
        for one in free:
            yield Choices(choices.yes | {one}, choices.no)
        if not wanted and not choices.yes:
            yield Choices(choices.yes, choices.no | condition.options)
    elif isinstance(condition, Known) and wanted:
        yield choices
