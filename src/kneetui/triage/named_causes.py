"""Which causes an assessment names, and in which order: by how well they fit, but never against its flags.

Ranking stays what it is; only the order of what is shown changes. A cause that a raised flag speaks of is
among the first three, and a cause stands first only with something that speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kneetui.content.model import Library
from kneetui.triage.flags import PRESSING, Raised
from kneetui.triage.ranking import Ranked

FIRST = 3
"""So many causes are what people look at."""


def spoken_of(library: Library, up: Sequence[Raised]) -> dict[str, Raised]:
    """By cause, the most urgent raised flag that speaks of it; the most urgent first."""
    flags: dict[str, Raised] = {}
    for raised in up:
        if raised.urgency in PRESSING:
            for cause in library.flags[raised.id].cause:
                flags.setdefault(cause, raised)
    return flags


def in_order(ranked: Sequence[Ranked], wanted: Sequence[str]) -> list[Ranked]:
    """The ranked causes, with a first one that has a finding for it, and the ``wanted`` among the first."""
    ordered = _with_a_finding_first(list(ranked))
    offered = {candidate.cause.id for candidate in ordered}
    missing = [name for name in wanted if name in offered]
    missing = missing[: FIRST - 1]
    front = ordered[:FIRST]
    for name in missing:
        if name not in [fit.cause.id for fit in front]:
            gives_way = next(
                number for number in range(len(front) - 1, -1, -1) if front[number].cause.id not in missing
            )
            del front[gives_way]
            front.append(next(candidate for candidate in ordered if candidate.cause.id == name))
    return [*front, *(candidate for candidate in ordered if candidate not in front)]


def _with_a_finding_first(ranked: list[Ranked]) -> list[Ranked]:
    for number, fit in enumerate(ranked[: 2 * FIRST]):
        if any(reason.ratio > 1 for reason in fit.reasons):
            return [fit, *ranked[:number], *ranked[number + 1 :]]
    return ranked
