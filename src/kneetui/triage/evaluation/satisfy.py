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
    for found in islice(_ways(library, condition, facts, wanted), FEW):
        if condition.test(found) is wanted:
            yield found


def possible(library: Library, *conditions: Condition | None) -> bool:
    """Whether somebody's answers could make all these conditions true."""
    given = tuple(each for each in conditions if each is not None)
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
    for found in ways(library, parts[0], facts, wanted):
        yield from _each(library, parts[1:], found, wanted)


def _leaf(library: Library, condition: Condition, facts: Facts, wanted: bool) -> Iterator[Facts]:
    (name,) = set(condition.questions())
    question = library.questions[name]
    held = facts.get(name)
    for answer in _answers(question, condition, held, wanted):
        told: Mapping[str, Answer] = {**facts, name: answer}
        if condition.test(told) is wanted:
            if question.when is None:
                yield told
            else:
                yield from ways(library, question.when, told)


def _answers(question: Question, condition: Condition, held: Answer | None, wanted: bool) -> Iterator[Answer]:
    if question.kind == "choices":
        said = held if isinstance(held, Choices) else Choices()
        yield from _choices(question, condition, said, wanted)
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
    options = [each for each in question.options if among is None or each.id in among]
    return [each.id for each in sorted(options, key=lambda each: -each.rate)]


def numbers(question: Question, condition: Condition) -> list[float]:
    """Numbers worth trying: the typical ones, and those around the bounds of the condition."""
    tried = [*question.typical]
    if isinstance(condition, Within):
        middle = (max(condition.low, question.min) + min(condition.high, question.max)) / 2
        tried += [middle, condition.low, condition.high, condition.low - 1, condition.high + 1]
    tried += [question.min, question.max]
    return [float(each) for each in tried if question.min <= each <= question.max]


def _choices(question: Question, condition: Condition, said: Choices, wanted: bool) -> Iterator[Answer]:
    every = frozenset(each.id for each in question.options)
    if isinstance(condition, Has) and wanted:
        needed = condition.count - len(condition.options & said.yes)
        free = usual(question, condition.options - said.yes - said.no)
        for more in islice(combinations(free, max(needed, 0)), FEW):
            yield Choices(said.yes | set(more), said.no)
    elif isinstance(condition, Has):
        yield Choices(said.yes, said.no | (condition.options - said.yes))
    elif isinstance(condition, Only):
        free = usual(question, (condition.options if wanted else every - condition.options) - said.no)
        for one in free:
            yield Choices(said.yes | {one}, said.no)
        if not wanted and not said.yes:
            yield Choices(said.yes, said.no | condition.options)
    elif isinstance(condition, Known) and wanted:
        yield said
