"""Probabilities as they are shown: as sure as such rankings turned out to be right, and less so while little is known.

The ranking's own probabilities rest on rough numbers and on findings that count as independent. Shown is each to a
power, shared out again (temperature scaling; Guo 2017): the order stays. The power grows with the number of findings
that counted for the first cause, since with one or two the ranking was right less often than with five.
"""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.triage.causes.ranking import Ranked

POWER, OF_A_FINDING, HIGHEST_POWER = 0.6, 0.4, 2.0
"""The power without a finding, what each one adds, and the most it comes to (fitted on the tuning part of the
cases: with every answer, by interview, and with half of the answers left out)."""

FEW = 0.1
"""Up to this share of its findings known, nothing is shown as surer than ``HIGHEST_OF_FEW``."""

HIGHEST_OF_FEW = 0.84
"""Just below what is put as “9 of 10”."""

STEPS = 40
"""Halvings until a power is known well enough."""


def power(ranked: Sequence[Ranked]) -> float:
    """The power for a ranking, the best cause first; 1 changes nothing."""
    if not ranked:
        return 1.0
    first = ranked[0]
    known, open_findings = len(first.reasons), len(first.unknown)
    usual = min(POWER + OF_A_FINDING * known, HIGHEST_POWER)
    probabilities = [fit.probability for fit in ranked]
    if known > FEW * (known + open_findings) or max(shared_out(probabilities, usual)) <= HIGHEST_OF_FEW:
        return usual
    low, high = 0.0, usual
    for _ in range(STEPS):
        middle = (low + high) / 2
        if max(shared_out(probabilities, middle)) > HIGHEST_OF_FEW:
            high = middle
        else:
            low = middle
    return low


def shared_out(probabilities: Sequence[float], to_the: float) -> list[float]:
    """Probabilities to a power, so that they sum to 1 again."""
    top = max(probabilities, default=0.0) or 1.0
    weights = [(share / top) ** to_the if share else 0.0 for share in probabilities]
    total = sum(weights) or 1.0
    return [weight / total for weight in weights]


def calibrated(ranked: Sequence[Ranked]) -> dict[str, float]:
    """By id of the cause, the probability to be shown."""
    shown = shared_out([fit.probability for fit in ranked], power(ranked))
    return {fit.cause.id: probability for fit, probability in zip(ranked, shown, strict=True)}
