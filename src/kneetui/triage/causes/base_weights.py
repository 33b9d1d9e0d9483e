"""How common a cause is for an activity and an age, beside the other causes, before anything was found."""

from __future__ import annotations

import math

from kneetui.content.conditions import Facts
from kneetui.content.model import ACTIVITY, AGE, Cause

ADULT_AGES = range(16, 71, 6)
"""Ages (years) over which the age factor is averaged while the age is unknown."""

BASE_QUESTIONS = frozenset({ACTIVITY, AGE})
"""The questions that change base weights."""


def base_weight(cause: Cause, facts: Facts) -> float:
    """The base weight of a cause for the activity and age in the facts: how common it is beside the others, no probability."""
    age = facts.get(AGE)
    years = float(age) if isinstance(age, int | float) and not isinstance(age, bool) else None
    return sport_weight(cause, facts) * age_factor(cause, years)


def sport_weight(cause: Cause, facts: Facts) -> float:
    """The base weight of a cause for the activity in the facts, before age."""
    activity = facts.get(ACTIVITY)
    return cause.weights.get(activity, cause.weight) if isinstance(activity, str) else cause.weight


def age_factor(cause: Cause, age: float | None) -> float:
    """The factor of a cause at an age in years, between the content's knots on a log scale."""
    if not cause.ages:
        return 1.0
    if age is None:
        return sum(age_factor(cause, adult) for adult in ADULT_AGES) / len(ADULT_AGES)
    before = cause.ages[0]
    if age <= before[0]:
        return before[1]
    for knot in cause.ages[1:]:
        if age <= knot[0]:
            share = (age - before[0]) / (knot[0] - before[0])
            return math.exp(math.log(before[1]) * (1 - share) + math.log(knot[1]) * share)
        before = knot
    return before[1]
