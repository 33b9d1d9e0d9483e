"""A trial of one: weeks with something and weeks without it, in an order drawn by lot, and what came of it.

Weeks come in pairs, one with and one without; the lot says which is first. The first days of a week are left out, so that
the week before no longer counts. Morning pain is compared pair by pair (Guyatt et al. 1986; CENT 2015).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from math import sqrt
from random import Random
from statistics import mean, stdev
from typing import Any

from kneetui.config.lazy_dataclass import dataclass

WEEK = 7
LEFT_OUT = 2
"""Days at the beginning of each week that do not count."""
FEWEST_MORNINGS = 3
"""Of the other five, before a week counts."""
PAIRS = (2, 3, 4, 5, 6)
T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571}
"""Quantiles of Student's t for an interval of 95 %, by degrees of freedom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTrial:
    """A trial of ``what`` on a ``knee`` from the day ``start`` on: the ``seed`` of its lot, and whether each week is one with it."""

    id: str
    what: str
    knee: str
    start: date
    seed: int
    weeks: tuple[bool, ...]
    stopped: date | None = None

    @property
    def end(self) -> date:
        """The last day of its last week, which still counts."""
        return self.start + timedelta(days=WEEK * len(self.weeks) - 1)

    def runs(self, day: date) -> bool:
        """Whether it is under way on a day."""
        return self.start <= day <= self.end and (self.stopped is None or day < self.stopped)

    def week_of(self, day: date) -> int | None:
        """The number of the week, from 0 on."""
        return (day - self.start).days // WEEK if self.start <= day <= self.end else None

    def to_json(self) -> dict[str, Any]:
        """As the diary keeps it."""
        table = {"what": self.what, "knee": self.knee, "start": self.start.isoformat(), "seed": self.seed}
        stopped = {"stopped": self.stopped.isoformat()} if self.stopped else {}
        return {**table, "pairs": len(self.weeks) // 2, **stopped}


def of_json(trial_id: str, table: Mapping[str, Any]) -> WeekTrial:
    """Reads what :meth:`WeekTrial.to_json` wrote. Raises ``ValueError``, ``KeyError`` or ``TypeError`` for something else."""
    seed, stopped = int(table["seed"]), table.get("stopped")
    return WeekTrial(
        id=trial_id,
        what=str(table["what"]),
        knee=str(table["knee"]),
        start=date.fromisoformat(table["start"]),
        seed=seed,
        weeks=draw(int(table["pairs"]), seed),
        stopped=date.fromisoformat(stopped) if stopped else None,
    )


def draw(pairs: int, seed: int) -> tuple[bool, ...]:
    """The weeks of so many pairs: the same seed gives the same. Raises ``ValueError`` for a number not in :data:`PAIRS`."""
    if pairs not in PAIRS:
        raise ValueError("that many pairs are not drawn")
    random = Random(seed)
    firsts = [random.random() < 0.5 for _ in range(pairs)]
    return tuple(side for first in firsts for side in (first, not first))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What a trial came to: mornings and mean pain of the weeks with and without, of the ``pairs`` that are whole.

    ``difference`` is with less without, with its interval, and ``chance`` how often the lot alone gives as much.
    The interval needs two pairs. ``skipped`` are weeks that are over and have too few mornings.
    """

    pairs: int
    planned: int
    skipped: int
    with_it: float | None = None
    without: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None


def result(trial: WeekTrial, mornings: Mapping[date, float], today: date) -> TrialResult:
    """What the mornings up to today say."""
    last = min(today, trial.stopped or today)
    means = [_week_mean(trial, number, mornings, last) for number in range(len(trial.weeks))]
    over = [trial.start + timedelta(days=WEEK * (number + 1)) <= last for number in range(len(means))]
    skipped = sum(done and own is None for done, own in zip(over, means, strict=True))
    pairs: list[tuple[float, float]] = []
    for at in range(0, len(means), 2):
        first, second = means[at], means[at + 1]
        if first is not None and second is not None and over[at + 1]:
            pairs.append((first, second) if trial.weeks[at] else (second, first))
    planned = len(means) // 2
    if not pairs:
        return TrialResult(pairs=0, planned=planned, skipped=skipped)
    apart = [one - other for one, other in pairs]
    seen = mean(apart)
    low = high = None
    if len(apart) > 1:
        reach = T[len(apart) - 1] * stdev(apart) / sqrt(len(apart))
        low, high = seen - reach, seen + reach
    return TrialResult(
        pairs=len(pairs),
        planned=planned,
        skipped=skipped,
        with_it=mean(one for one, _ in pairs),
        without=mean(other for _, other in pairs),
        difference=seen,
        low=low,
        high=high,
        chance=_chance(apart, seen),
    )


def _week_mean(trial: WeekTrial, number: int, mornings: Mapping[date, float], last: date) -> float | None:
    first = trial.start + timedelta(days=WEEK * number)
    days = (first + timedelta(days=day) for day in range(LEFT_OUT, WEEK))
    pains = [mornings[day] for day in days if day <= last and day in mornings]
    return mean(pains) if len(pains) >= FEWEST_MORNINGS else None


def _chance(apart: list[float], seen: float) -> float:
    """The share of all orders that the lot could have drawn which differ as much."""
    signs = list(product((1, -1), repeat=len(apart)))
    as_much = sum(
        abs(mean(sign * own for sign, own in zip(order, apart, strict=True))) >= abs(seen) - 1e-9
        for order in signs
    )
    return as_much / len(signs)
