"""Which single answers would change the urgency: found by trying them, one at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Choices, Condition, Facts, Has, Is, Only, Within, leaves
from kneetui.content.model import URGENCIES, Flag, Library, Question
from kneetui.triage import flags
from kneetui.triage.flags import Raised
from kneetui.triage.interview.urgency_conditions import NORMAL, levels
from kneetui.triage.memo import once

DAYS = "days"

MoreAndLess: TypeAlias = "tuple[tuple[AnswerChange, ...], tuple[AnswerChange, ...]]"
"""Single answers that would make it more urgent, and those that would make it less urgent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A single answer that would change the urgency.

    ``answer`` is the option (with ``not`` before it: no longer chosen), ``yes``, ``no`` or the number;
    ``asked`` and ``answer_text`` are the words of both. ``rate`` is how common the answer is (0-1).
    """

    question: str
    answer: str
    asked: str
    answer_text: str
    urgency: str
    flag: str
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """What a flag reads of one question: the options it names, and the bounds of numbers."""

    options: frozenset[str] = frozenset()
    bounds: frozenset[tuple[float, float, frozenset[str]]] = frozenset()


class ChangesWhenRead:
    """What :func:`changes` finds, looked for when it is first read: trying all answers takes as long as all else in an
    assessment, and most readers want its urgency or its causes. Equal to another that finds the same.
    """

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], MoreAndLess]) -> None:
        self._find = find
        self._found: MoreAndLess | None = None

    def __call__(self) -> MoreAndLess:
        """What the look brought; the first call looks, the others have it."""
        if self._found is None:
            self._found = self._find()
        return self._found

    def __eq__(self, other: object) -> bool:
        return self() == other() if isinstance(other, ChangesWhenRead) else NotImplemented

    def __hash__(self) -> int:
        return hash(self())


def changes(library: Library, facts: Facts, urgency: str, up: Sequence[Raised]) -> MoreAndLess:
    """Single answers that would make it more urgent, and those that would make it less urgent.

    Tried is every answer to the questions that could alone decide a flag, but none that cannot come true
    any more: a person's age stays, and how it began. Where no flag is up, tried is what is missing to normal. The likelier answers come first within a level.
    """
    now = URGENCIES.index(urgency)
    raising: dict[tuple[str, str], AnswerChange] = {}
    for flag, questions in _could_rise(library, facts, now):
        for question, name, tried in _tries(library, flag.id, facts, questions):
            raised = flags.look(flag, tried)
            if raised and URGENCIES.index(raised.urgency) < now:
                held = raising.get((question.id, name))
                if held is None or URGENCIES.index(raised.urgency) < URGENCIES.index(held.urgency):
                    raising[question.id, name] = _change(
                        flag.id, question, name, raised.urgency, facts.get(question.id)
                    )
    lowering: dict[tuple[str, str], AnswerChange] = {}
    deciding = [library.flags[highest.id] for highest in up if highest.urgency == urgency]
    for question, name, tried in _tries(library, deciding[0].id, facts, facts) if deciding else ():
        if all(question.id in _reads(library)[flag.id] for flag in deciding):
            after = flags.urgency(library, tried)
            if URGENCIES.index(after) > now:
                lowering[question.id, name] = _change(
                    deciding[0].id, question, name, after, facts.get(question.id)
                )
    if library.normal is not None and not up and urgency != NORMAL:
        for question, name, tried in _tries(library, NORMAL, facts, _reads(library)[NORMAL]):
            if library.normal.test(tried) is True and not flags.raised(library, tried):
                lowering[question.id, name] = _change(NORMAL, question, name, NORMAL, facts.get(question.id))
    more = sorted(raising.values(), key=lambda change: (URGENCIES.index(change.urgency), -change.rate))
    less = sorted(lowering.values(), key=lambda change: (-URGENCIES.index(change.urgency), -change.rate))
    return _nearest(more), _nearest(less)


def _nearest(candidates: Sequence[AnswerChange]) -> tuple[AnswerChange, ...]:
    """Of several numbers that lead to one level only the first, which is the one nearest to that of now."""
    seen: set[tuple[str, str]] = set()
    nearest = []
    for change in candidates:
        number = change.answer.isdigit()
        if not (number and (change.question, change.urgency) in seen):
            nearest.append(change)
        if number:
            seen.add((change.question, change.urgency))
    return tuple(nearest)


def asked_about(library: Library, listed: Sequence[AnswerChange], who: str) -> tuple[AnswerChange, ...]:
    """The same changes with their questions as they are asked of ``who``."""
    return tuple(
        replace(change, asked=library.questions[change.question].asked_about(who)) for change in listed
    )


def _change(flag: str, question: Question, name: str, urgency: str, held: Answer | None) -> AnswerChange:
    rate = 0.0
    if question.kind in ("choice", "choices"):
        option = question.option(name.removeprefix("not "))
        label = f"no longer: {option.text}" if name.startswith("not ") else option.text
        rate = option.rate
    elif question.kind == "number":
        label = name if question.unit == "0-10" else f"{name} {question.unit}"
        if isinstance(held, float):
            label += " or more" if float(name) > held else " or less"
    else:
        label = name
        rate = question.rate if name == "yes" else 1 - question.rate
    return AnswerChange(
        question=question.id,
        answer=name,
        asked=question.text,
        answer_text=label,
        urgency=urgency,
        flag=flag,
        rate=rate,
    )


def _could_rise(library: Library, facts: Facts, now: int) -> Iterator[tuple[Flag, frozenset[str]]]:
    """The flags that a single answer could bring above the level of now, with the questions to try."""
    deciding: dict[str, frozenset[str]] = {}
    for level in levels(library):
        if URGENCIES.index(level.urgency) < now:
            deciding[level.name] = deciding.get(level.name, frozenset()) | level.deciding(facts)
    for name, questions in deciding.items():
        if questions:
            yield library.flags[name], questions


def _tries(
    library: Library, flag: str, facts: Facts, among: Container[str]
) -> Iterator[tuple[Question, str, dict[str, Answer]]]:
    """Question, answer in a word and the facts with it."""
    for name, read in _reads(library)[flag].items():
        if name not in among:
            continue
        question = library.questions[name]
        if question.when is not None and question.when.test(facts) is False:
            continue
        if name in facts and question.lasting and question.unit != DAYS:
            continue
        for label, value in _single_answers(question, facts, read):
            yield question, label, {**facts, name: value}


def _single_answers(question: Question, facts: Facts, read: Read) -> Iterator[tuple[str, Answer]]:
    """Answers other than the one held; of a choices question and of numbers only those that a flag reads."""
    held = facts.get(question.id)
    if question.kind == "yes-no":
        yield from ((word, value) for word, value in (("yes", True), ("no", False)) if value is not held)
    elif question.kind == "choice":
        yield from ((option.id, option.id) for option in question.options if option.id != held)
    elif question.kind == "number":
        yield from _numbers(question, held, read)
    else:
        yes = held.yes if isinstance(held, Choices) else frozenset()
        no = held.no if isinstance(held, Choices) else frozenset()
        for option in question.options:
            if option.id in yes:
                yield f"not {option.id}", Choices(yes - {option.id}, no | {option.id})
            elif option.id in read.options:
                yield option.id, Choices(yes | {option.id}, no - {option.id})


def _numbers(question: Question, held: Answer | None, read: Read) -> Iterator[tuple[str, Answer]]:
    """Whole numbers just within and just beyond the bounds, the nearest first; days only grow."""
    now = held if isinstance(held, float) else None
    numbers: set[float] = set()
    for low, high, open_ends in read.bounds:
        if math.isfinite(low):
            numbers |= {low + 1, low} if "low" in open_ends else {low, low - 1}
        if math.isfinite(high):
            numbers |= {high - 1, high} if "high" in open_ends else {high, high + 1}
    for number in sorted(numbers, key=lambda number: (abs(number - (now or 0.0)), number)):
        grows = now is None or question.unit != DAYS or number > now
        if question.min <= number <= question.max and number != now and grows:
            yield f"{number:g}", number


def _read(conditions: Iterable[Condition]) -> dict[str, Read]:
    read_of: dict[str, Read] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            named = leaf.options if isinstance(leaf, Has | Only | Is) else frozenset()
            bounds = frozenset({(leaf.low, leaf.high, leaf.open)} if isinstance(leaf, Within) else ())
            for question in leaf.questions():
                held = read_of.get(question, Read())
                read_of[question] = Read(held.options | named, held.bounds | bounds)
    return read_of


@once
def _reads(library: Library) -> dict[str, dict[str, Read]]:
    """By flag, what it reads; the same of ``normal``."""
    by_flag = {
        flag.id: _read((flag.condition, *(rise.condition for rise in flag.raises)))
        for flag in library.flags.values()
    }
    return by_flag | {NORMAL: _read([library.normal] if library.normal else [])}
