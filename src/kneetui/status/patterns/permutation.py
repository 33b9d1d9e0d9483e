"""How far two groups of days differ, and how far they would by chance: a permutation test with a fixed seed.

Neighbouring days are alike, so single days must not change places: the test cuts the days into stretches of a day to a
week and changes the places of those. What is left then of how days follow one another is far more than with single days.
The cuts are others each time, for training has a rhythm, and stretches of one length would change nothing of it.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import chain, compress
from random import Random
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    own = sum(compress(values, sides))
    mean, other = own / first, (sum(values) - own) / second
    seen = mean - other
    centred = [value - (mean if side else other) for value, side in zip(values, sides, strict=True)]
    all_days, all_centred = sum(values), sum(centred)
    by_chance, shifts = [], []
    for order in _orders(len(sides)):
        shuffled = [sides[day] for day in order]
        total, shift = sum(compress(values, shuffled)), sum(compress(centred, shuffled))
        by_chance.append(abs(total / first - (all_days - total) / second))
        shifts.append(shift / first - (all_centred - shift) / second)
    as_large = sum(chance >= abs(seen) - 1e-9 for chance in by_chance)
    shifts.sort()
    edge = int(ROUNDS * (1 - COVERED) / 2)
    return GroupDifference(
        difference=seen,
        low=seen - shifts[-edge - 1],
        high=seen - shifts[edge],
        chance=(as_large + 1) / (ROUNDS + 1),
    )


@lru_cache(maxsize=2)
def _orders(days: int) -> tuple[array[int], ...]:
    """The days in the order of each round. It hangs on their number alone, and what is compared has mostly the same."""
    part = Random(SEED).random
    orders = []
    for _ in range(ROUNDS):
        stretches, at = [], 0
        while at < days:
            length = 1 + int(part() * STRETCH)
            stretches.append(range(at, min(at + length, days)))
            at += length
        stretches.sort(key=lambda _: part())
        orders.append(array("H", chain.from_iterable(stretches)))
    return tuple(orders)
