"""Which routine fits a cause, the level that is in force, and how long it has lasted."""

from __future__ import annotations

from collections.abc import Iterator

from kneetui.content.conditions import Facts
from kneetui.content.model import Cause, Library, Routine

EXERCISE_LEVELS = ("self-care", "normal")
"""At "soon" only gentle routines fit: painless holds and movement without load."""


def routine_for(library: Library, cause: Cause, facts: Facts, urgency: str) -> str | None:
    """The cause's own routine; a gentle one while someone should look, or where its own does not suit."""
    return next(
        (
            routine.id
            for routine in _in_order(library, cause)
            if _suits(routine, urgency) and (routine.when is None or routine.when.test(facts) is not False)
        ),
        None,
    )


def _in_order(library: Library, cause: Cause) -> Iterator[Routine]:
    """Its own first, then gentle ones for this cause or for every one; none for a cause without exercises."""
    if not cause.routine:
        return
    if cause.routine in library.routines:
        yield library.routines[cause.routine]
    for routine in library.routines.values():
        if routine.gentle and (not routine.causes or cause.id in routine.causes):
            yield routine


def _suits(routine: Routine, urgency: str) -> bool:
    return urgency in EXERCISE_LEVELS or (urgency == "soon" and routine.gentle)
