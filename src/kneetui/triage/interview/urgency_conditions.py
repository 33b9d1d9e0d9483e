"""Every condition that sets the urgency, and what is left of it to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import All, Answer, AtLeast, Condition, Facts
from kneetui.content.model import URGENCIES, Library
from kneetui.triage import flags
from kneetui.triage.flags import Raised
from kneetui.triage.interview.information import open_part
from kneetui.triage.interview.still_possible import Left, open_questions, results
from kneetui.triage.memo import once

NORMAL = "normal"

MOST_LEFT = 5_000
"""Remembered remains of one condition; beyond them all are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A condition with the urgency that it brings; of a raise, the flag's own condition included."""

    name: str
    urgency: str
    condition: Condition
    reads: tuple[str, ...]
    _parts: tuple[tuple[Condition, frozenset[str]], ...]
    _left: dict[tuple[tuple[Answer | None, ...], tuple[bool, ...]], Condition | bool] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, name: str, urgency: str, condition: Condition) -> Level:
        """The level of a condition."""
        parts = tuple((part, frozenset(part.questions())) for part in _needed(condition))
        reads = tuple(sorted(set(condition.questions())))
        return cls(name=name, urgency=urgency, condition=condition, reads=reads, _parts=parts)

    def deciding(self, facts: Facts) -> frozenset[str]:
        """The questions that a single answer could make it true by: those that all its open parts read."""
        names = frozenset(self.reads)
        for part, reads in self._parts:
            if part.test(facts) is not True:
                names &= reads
        return names

    def left(self, facts: Facts, askable: Mapping[str, object]) -> Condition | bool:
        """What answers could still decide (see :func:`~kneetui.triage.interview.information.open_part`), remembered."""
        still = tuple([name in askable for name in self.reads])
        key = (tuple([facts.get(name) for name in self.reads]), still)
        rest = self._left.get(key)
        if rest is None:
            if len(self._left) > MOST_LEFT:
                self._left.clear()
            rest = self._left[key] = open_part(self.condition, facts, askable)
        return rest

    def could_hold(self, facts: Facts, left: Left) -> bool:
        """Whether answers to what is left could still make it true, or it is true already."""
        return True in results(self.condition, facts, left)

    def could_fall(self, facts: Facts, left: Left) -> bool:
        """Whether answers to what is left could still make it other than true."""
        return results(self.condition, facts, left) != {True}

    def open(self, facts: Facts, left: Left) -> Iterator[str]:
        """The questions left that it still hangs on (with repeats)."""
        return open_questions(self.condition, facts, left)


def _needed(condition: Condition) -> Iterator[Condition]:
    """The parts that all have to hold."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _needed(part)
    else:
        yield condition


def _levels(library: Library) -> tuple[Level, ...]:
    levels = []
    for flag in library.flags.values():
        levels.append(Level.of(flag.id, flag.urgency, flag.condition))
        for rise in flag.raises:
            levels.append(Level.of(flag.id, rise.urgency, All((flag.condition, rise.condition))))
    if library.normal:
        levels.append(Level.of(NORMAL, NORMAL, library.normal))
    return tuple(levels)


levels = once(_levels)
"""The levels of a library, flags in the order of the content, ``normal`` last."""


@once
def _together(_: Library) -> dict[tuple[str, ...], Level]:
    """By the names of flags that hold a level up: that any of them still does. Filled as they come up."""
    return {}


def held_up(library: Library, facts: Facts, up: Sequence[Raised], urgency: str) -> Level | None:
    """What holds the present urgency up, as one level: answers may show that nothing of it does."""
    names = {flag.id for flag in up if flag.urgency == urgency}
    setting = [
        level
        for level in levels(library)
        if level.name in names and level.urgency == urgency and level.condition.test(facts) is True
    ]
    if len(setting) < 2:
        return setting[0] if setting else None
    key = tuple(f"{level.name} {id(level.condition)}" for level in setting)
    held = _together(library)
    if key not in held:
        held[key] = Level.of(
            setting[0].name, urgency, AtLeast(1, tuple(level.condition for level in setting))
        )
    return held[key]


def open_levels(library: Library, facts: Facts) -> Iterator[Level]:
    """The levels that could still change the urgency.

    Those are flags and raises above it, ``normal``, and what holds it up: an answer may show that nothing does.
    """
    up = flags.raised(library, facts)
    urgency = flags.level(library, facts, up)
    now = URGENCIES.index(urgency)
    holding = held_up(library, facts, up, urgency)
    if holding:
        yield holding
    for level in levels(library):
        if level.urgency == NORMAL:
            if not up:
                yield level
        elif URGENCIES.index(level.urgency) < now:
            yield level
