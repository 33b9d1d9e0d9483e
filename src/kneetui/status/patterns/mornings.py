"""What goes with worse mornings: mornings after something against mornings without it.

Only where at least five mornings stand on each side. What goes together need not be the cause, and of many comparisons
one differs by chance: :attr:`MorningComparison.stands_out` asks more of each, the more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.days import daily
from kneetui.status.patterns.permutation import GroupDifference, difference
from kneetui.status.trend.median import median

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneetui.diary.entries import Entry
    from kneetui.diary.own_values import OwnValue

FEWEST = 5
"""Mornings on each side."""
DAYS = 182
"""How far back is looked: half a year."""
UNLIKELY = 0.05
MOST_TEXTS = 8
"""Different texts of one tracker that are compared."""

FactorKind = Literal["training", "sport", "load", "yes", "above", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Something that a day had or had not: training, a ``sport``, a load above the median, or what was kept track of.

    ``id`` is the sport or the tracker, ``value`` the text or the median. ``lag`` is how many days later the morning is.
    """

    kind: FactorKind
    lag: int
    id: str = ""
    value: str | float = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningComparison:
    """Mornings with a factor against those without; no ``difference`` with fewer than :data:`FEWEST` on a side."""

    factor: Factor
    mornings: int
    others: int
    difference: GroupDifference | None = None
    stands_out: bool = False

    @property
    def fewer(self) -> int:
        """The mornings on the side that has fewer."""
        return min(self.mornings, self.others)


Sides = Mapping[date, bool]
"""The days of which it is known whether they had a factor."""


def compare(entries: Iterable[Entry], knee: str, today: date) -> tuple[MorningComparison, ...]:
    """Every comparison there is, those that stand out and then those with the largest difference first."""
    since = today - timedelta(days=DAYS - 1)
    noted = [entry for entry in entries if since - timedelta(days=2) <= entry.when.date() <= today]
    mornings = {day.day: day.morning for day in daily(noted, knee, since, today) if day.morning is not None}
    made = [_compared(factor, sides, mornings) for factor, sides in _factors(noted)]
    made = [comparison for comparison in made if comparison.fewer]
    tests = sum(comparison.difference is not None for comparison in made)
    judged = [
        MorningComparison(
            factor=own.factor,
            mornings=own.mornings,
            others=own.others,
            difference=own.difference,
            stands_out=_stands_out(own.difference, tests),
        )
        for own in made
    ]
    return tuple(sorted(judged, key=_place))


def _stands_out(own: GroupDifference | None, tests: int) -> bool:
    return own is not None and own.chance * tests < UNLIKELY


def _place(own: MorningComparison) -> tuple[bool, bool, float]:
    size = abs(own.difference.difference) if own.difference else own.fewer
    return not own.stands_out, own.difference is None, -size


def _compared(factor: Factor, sides: Sides, mornings: Mapping[date, float]) -> MorningComparison:
    lag = timedelta(days=factor.lag)
    known = [(pain, sides[day - lag]) for day, pain in sorted(mornings.items()) if day - lag in sides]
    first = sum(side for _, side in known)
    others = len(known) - first
    if min(first, others) < FEWEST:
        return MorningComparison(factor=factor, mornings=first, others=others)
    pains, side_of = zip(*known, strict=True)
    return MorningComparison(
        factor=factor, mornings=first, others=others, difference=difference(pains, side_of)
    )


def _factors(entries: Iterable[Entry]) -> Iterator[tuple[Factor, Sides]]:
    """What mornings can be divided by, with the days on either side of it.

    Training counts for each day of the diary's span, since a day without an entry is one without training. A load is
    compared among the days that have one, with their median; what is kept track of among the days on which it was.
    """
    noted = list(entries)
    days = {entry.when.date() for entry in noted}
    sports: dict[str, set[date]] = {}
    loads: dict[date, float] = {}
    trained: set[date] = set()
    for entry in noted:
        day = entry.when.date()
        if entry.session:
            trained.add(day)
            sports.setdefault(entry.session.sport or "training", set()).add(day)
            loads[day] = loads.get(day, 0.0) + (entry.session.load or 0.0)
    every = _every(days)
    rated = {day: load for day, load in loads.items() if load}
    for lag in (1, 2):
        yield Factor(kind="training", lag=lag), {day: day in trained for day in every}
        if len(sports) > 1:
            for sport, own in sorted(sports.items()):
                yield Factor(kind="sport", lag=lag, id=sport), {day: day in own for day in every}
        if rated:
            middle = median(rated.values())
            yield (
                Factor(kind="load", lag=lag, value=middle),
                {day: load > middle for day, load in rated.items()},
            )
    for name, values in sorted(own_by_day(noted).items()):
        for lag in (0, 1):
            yield from _of_tracker(name, values, lag)


def _every(days: set[date]) -> list[date]:
    if not days:
        return []
    first = min(days)
    return [first + timedelta(days=number) for number in range((max(days) - first).days + 1)]


def own_by_day(entries: Iterable[Entry]) -> dict[str, dict[date, OwnValue]]:
    """What was kept track of by tracker and day; the last one of a day."""
    values: dict[str, dict[date, OwnValue]] = {}
    for entry in sorted(entries, key=lambda entry: entry.when):
        for name, value in entry.own:
            values.setdefault(name, {})[entry.when.date()] = value
    return values


def _of_tracker(name: str, values: Mapping[date, OwnValue], lag: int) -> Iterator[tuple[Factor, Sides]]:
    truths = {day: value for day, value in values.items() if isinstance(value, bool)}
    numbers = {
        day: value
        for day, value in values.items()
        if isinstance(value, float | int) and not isinstance(value, bool)
    }
    texts = {day: value for day, value in values.items() if isinstance(value, str)}
    if truths:
        yield Factor(kind="yes", lag=lag, id=name), truths
    if len(set(numbers.values())) > 1:
        middle = median(numbers.values())
        if middle == max(numbers.values()):  # else nothing were above it
            middle = max(value for value in numbers.values() if value < middle)
        yield (
            Factor(kind="above", lag=lag, id=name, value=middle),
            {day: value > middle for day, value in numbers.items()},
        )
    if 1 < len(set(texts.values())) <= MOST_TEXTS:
        for text in sorted(set(texts.values())):
            yield (
                Factor(kind="text", lag=lag, id=name, value=text),
                {day: value == text for day, value in texts.items()},
            )
