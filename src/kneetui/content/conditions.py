"""The small condition tree of flags, evidence and questions: true, false or unknown.

A condition is evaluated against a mapping from question id to answer. An answer is a ``bool``
(yes-no), a ``str`` (choice), a ``float`` (number) or :class:`Choices` (choices). What is missing is
unknown, and unknown is not no: :meth:`Condition.test` returns ``True``, ``False`` or ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY
from typing import TypeAlias

from kneetui.config.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """An answer to a question with several options: what is known to hold, and what is known not to."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()


Answer: TypeAlias = bool | str | float | Choices
Facts: TypeAlias = Mapping[str, Answer]


class Condition:
    """Something that the answers make true, false, or leave unknown."""

    __slots__ = ()

    def test(self, facts: Facts) -> bool | None:
        """``True`` or ``False`` if the facts decide it, else ``None``."""
        raise NotImplementedError

    def questions(self) -> Iterator[str]:
        """Ids of the questions this condition reads (with repeats)."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Is(Condition):
    """The answer to a choice question is one of ``options``."""

    question: str
    options: frozenset[str]

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        answer = facts.get(self.question)
        return None if answer is None else answer in self.options

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


@dataclass(frozen=True, slots=True)
class Says(Condition):
    """The answer to a yes-no question is ``value``."""

    question: str
    value: bool

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        answer = facts.get(self.question)
        return None if answer is None else answer is self.value

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


@dataclass(frozen=True, slots=True)
class Has(Condition):
    """At least ``count`` of ``options`` are among the answers to a choices question."""

    question: str
    options: frozenset[str]
    count: int = 1

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        answer = facts.get(self.question)
        if not isinstance(answer, Choices):
            return None
        if self.count == 1:  # nearly always, and without making sets
            if not self.options.isdisjoint(answer.yes):
                return True
            return False if self.options <= answer.no else None
        if len(self.options & answer.yes) >= self.count:
            return True
        return False if len(self.options - answer.no) < self.count else None

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


@dataclass(frozen=True, slots=True)
class Only(Condition):
    """At least one of ``options`` is among the answers, and nothing else is."""

    question: str
    options: frozenset[str]

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        answer = facts.get(self.question)
        if not isinstance(answer, Choices):
            return None
        if answer.yes - self.options:
            return False
        if answer.yes:
            return True
        return False if self.options <= answer.no else None

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


@dataclass(frozen=True, slots=True)
class Within(Condition):
    """A number from ``low`` to ``high``; a bound in ``open`` ("low", "high") does not count itself."""

    question: str
    low: float
    high: float
    _: KW_ONLY
    open: frozenset[str] = frozenset()

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        answer = facts.get(self.question)
        if answer is None or isinstance(answer, str | Choices):
            return None
        if answer < self.low or answer > self.high:
            return False
        if answer == self.low and "low" in self.open:
            return False
        return not (answer == self.high and "high" in self.open)

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


@dataclass(frozen=True, slots=True)
class Known(Condition):
    """The question was answered; never unknown itself."""

    question: str

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        return self.question in facts

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield self.question


@dataclass(frozen=True, slots=True)
class All(Condition):
    """Every part holds. False as soon as one part is false."""

    parts: tuple[Condition, ...]

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        unknown = False
        for part in self.parts:
            result = part.test(facts)
            if result is False:
                return False
            if result is None:
                unknown = True
        return None if unknown else True

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True, slots=True)
class AtLeast(Condition):
    """At least ``count`` parts hold; with ``count`` 1 this is "any"."""

    count: int
    parts: tuple[Condition, ...]

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        true = unknown = 0
        for part in self.parts:
            result = part.test(facts)
            if result is True:
                true += 1
                if true >= self.count:
                    return True
            elif result is None:
                unknown += 1
        return None if true + unknown >= self.count else False

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold; unknown stays unknown."""

    part: Condition

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        result = self.part.test(facts)
        return None if result is None else not result

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield from self.part.questions()


@dataclass(frozen=True, slots=True)
class Unproven(Condition):
    """The part is not known to hold; never unknown itself."""

    part: Condition

    def test(self, facts: Facts) -> bool | None:
        """See :meth:`Condition.test`."""
        return self.part.test(facts) is not True

    def questions(self) -> Iterator[str]:
        """See :meth:`Condition.questions`."""
        yield from self.part.questions()


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions at the bottom of the tree, each of which reads one question."""
    if isinstance(condition, All | AtLeast):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not | Unproven):
        yield from leaves(condition.part)
    else:
        yield condition
