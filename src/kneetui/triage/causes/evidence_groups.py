"""Findings of one cause that say the same thing, and so count once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition, Facts, Has
from kneetui.content.model import Evidence
from kneetui.triage.causes.nearby_places import BESIDE, beside_own, names_a_place, only_beside

UNNAMED = 0.5
"""Weight of ``absent`` for a spot that was not named while others were (an open list of places)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGroup:
    """Evidence of one cause that counts once.

    ``weights`` holds, for each evidence, its condition and the logarithms of what counts: while it is
    true, while it is false, and while it is open although some place was named. ``place`` is the question
    for places (empty if there is none), ``beside`` the places next to those that speak for the cause.
    """

    cause: int
    evidence: tuple[Evidence, ...]
    weights: tuple[tuple[Condition, float, float, float], ...]
    place: str
    beside: frozenset[str]

    @classmethod
    def of(
        cls, cause: int, evidence: Sequence[Evidence], place: str, near: Mapping[str, frozenset[str]]
    ) -> EvidenceGroup:
        """The group of these findings; ``near`` are the places next to each place."""
        weights = tuple(_weights(finding, place) for finding in evidence)
        own = [finding.condition for finding in evidence if finding.present > 1]
        beside = beside_own(place, near, own)
        return cls(cause=cause, evidence=tuple(evidence), weights=weights, place=place, beside=beside)

    def value(self, facts: Facts) -> tuple[float, int]:
        """The natural logarithm of the ratio that counts, and the index of its evidence (-1: none).

        The strongest evidence for the cause wins over any against it; of equal ones the first.
        """
        best_for, best_against = 0.0, 0.0
        index_for = index_against = -1
        for index, (condition, present, absent, unnamed) in enumerate(self.weights):
            result = condition.test(facts)
            if result is None:
                if not unnamed or not names_a_place(facts, self.place):
                    continue
                weight = unnamed
            else:
                weight = present if result else absent
            if weight > best_for:
                best_for, index_for = weight, index
            elif weight < best_against:
                best_against, index_against = weight, index
        if index_for >= 0:
            return best_for, index_for
        if best_against < BESIDE and self.beside and only_beside(facts, self.place, self.beside):
            best_against = BESIDE
        return best_against, index_against


def _weights(evidence: Evidence, place: str) -> tuple[Condition, float, float, float]:
    condition, absent = evidence.condition, math.log(evidence.absent)
    of_places = isinstance(condition, Has) and condition.question == place
    return condition, math.log(evidence.present), absent, absent * UNNAMED if of_places else 0.0
