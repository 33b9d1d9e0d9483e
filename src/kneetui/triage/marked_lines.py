"""What marked lines of a page mean before they are asked in full: the warning signs that every way of answering raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES, Library, Question
from kneetui.triage import flags, short_form
from kneetui.triage.flags import Raised

WAYS = 400
"""So many ways of answering are gone through; of more lines than that the first ones count."""


def raised(library: Library, facts: Facts) -> tuple[Raised, ...]:
    """The flags that are up, and above them those of the mildest way to answer the marked lines in full.

    Who marks “out of place” may leave before the question behind it; whatever they would say there, it cannot wait.
    """
    up = flags.raised(library, facts)
    open_lines = _open_lines(library, facts)
    if not open_lines:
        return up
    ways = (flags.raised(library, {**facts, **dict(way)}) for way in product(*open_lines))
    mildest = max(ways, key=lambda way: _level(library, facts, way))
    return mildest if _level(library, facts, mildest) < _level(library, facts, up) else up


def _level(library: Library, facts: Facts, up: Sequence[Raised]) -> int:
    return URGENCIES.index(flags.level(library, facts, up))


def _open_lines(library: Library, facts: Facts) -> list[list[tuple[str, Answer]]]:
    """For each marked line whose question is not answered: that question with every answer that it leaves."""
    lines: list[list[tuple[str, Answer]]] = []
    for name, unmarked in short_form.open_lines(library, facts, facts):
        left = [(name, answer) for answer in _answers(library.questions[name], unmarked)]
        if left and prod(map(len, [*lines, left])) <= WAYS:
            lines.append(left)
    return lines


def _answers(question: Question, unmarked: Answer) -> Iterator[Answer]:
    """The answers of somebody who marked the line, of several options one each."""
    ids = [option.id for option in question.options]
    if question.kind == "choice":
        yield from (name for name in ids if name != unmarked)
    elif isinstance(unmarked, Choices):
        yield from (Choices(frozenset({name}), frozenset(ids) - {name}) for name in sorted(unmarked.no))
