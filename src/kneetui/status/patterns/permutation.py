"""How far two groups of days differ, and how far they would by chance: a permutation test with a fixed seed.

Neighbouring days are alike, so single days must not change places: the test cuts the days into stretches of a day to a
week and changes the places of those. What is left then of how days follow one another is far more than with single days.
The cuts are others each time, for training has a rhythm, and stretches of one length would change nothing of it.
"""

from __future__ import annotations

from itertools import compress
from random import Random
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20261129
"""So that the same days always give the same numbers."""
ROUNDS = 1000
STRETCH = 7
"""Days that stay beside each other at most; half of that as a rule."""
COVERED = 0.95
"""Share of an interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDifference:
    """Mean of the days ``with`` something less that of those without, its interval, and how often chance does as much."""

    difference: float
    low: float
    high: float
    chance: float


def difference(values: Sequence[float], sides: Sequence[bool]) -> GroupDifference:
    """The difference of the days in order, each on one side. Raises ``ValueError`` if a side has none.

    The interval holds the differences that the days do not speak against: those of a shift of all days on one side.
    """
    first = sum(sides)
    second = len(sides) - first
    if not first or not second:
        raise ValueError("both sides need days")
    mean, other = _means(values, sides, first, second)
    seen = mean - other
    centred = [value - (mean if side else other) for value, side in zip(values, sides, strict=True)]
    by_chance, shifts = [], []
    for shuffled in _shuffled(sides):
        one, two = _means(values, shuffled, first, second)
        by_chance.append(abs(one - two))
        one, two = _means(centred, shuffled, first, second)
        shifts.append(one - two)
    as_large = sum(chance >= abs(seen) - 1e-9 for chance in by_chance)
    shifts.sort()
    edge = int(ROUNDS * (1 - COVERED) / 2)
    return GroupDifference(
        difference=seen,
        low=seen - shifts[-edge - 1],
        high=seen - shifts[edge],
        chance=(as_large + 1) / (ROUNDS + 1),
    )


def _means(values: Sequence[float], sides: Sequence[bool], first: int, second: int) -> tuple[float, float]:
    total = sum(compress(values, sides))
    return total / first, (sum(values) - total) / second


def _shuffled(sides: Sequence[bool]) -> Iterator[list[bool]]:
    part = Random(SEED).random
    for _ in range(ROUNDS):
        stretches, at = [], 0
        while at < len(sides):
            length = 1 + int(part() * STRETCH)
            stretches.append(sides[at : at + length])
            at += length
        stretches.sort(key=lambda _: part())
        yield [side for stretch in stretches for side in stretch]
