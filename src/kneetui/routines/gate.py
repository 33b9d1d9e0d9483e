"""What an assessment leaves open: every exercise, the gentle ones only, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import Exercise, Library

GENTLE = ("quad-set", "heel-slide", "straight-leg-raise")
"""The exercises that stay open while someone should look at the knee soon."""

RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether loading is allowed at all, only the :data:`GENTLE` exercises, and whether impact is."""

    loading: bool = True
    gentle: bool = False
    impact: bool = True

    @property
    def full(self) -> bool:
        """Nothing is held back."""
        return self.loading and not self.gentle and self.impact

    def permits(self, library: Library, exercise: Exercise) -> bool:
        """Whether this exercise is open."""
        if not self.loading or (self.gentle and exercise.id not in GENTLE):
            return False
        if self.impact:
            return True
        pack = library.packs.get(exercise.pack)
        return exercise.load != "impact" and (pack is None or RUNNING not in pack.activities)


OPEN = Gate()
"""Everything is allowed."""

CLOSED = Gate(loading=False, impact=False)
"""Nothing is allowed."""


def gate_for(library: Library, urgency: str, flags: Iterable[str] = ()) -> Gate:
    """The gate for an urgency and the ids of the flags that hold.

    An urgency or a flag that no installed pack knows closes the gate: what it would have
    stopped can no longer be told.
    """
    if urgency not in ("soon", "self-care", "normal"):
        return CLOSED
    stops: set[str] = set()
    for flag_id in flags:
        flag = library.flags.get(flag_id)
        stops.update(("loading",) if flag is None else flag.stops)
    if "loading" in stops:
        return CLOSED
    return Gate(gentle=urgency == "soon", impact="impact" not in stops)
