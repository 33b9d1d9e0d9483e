"""A session made for a sport and for so many minutes: a warm-up, a cool-down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.dose import GET_READY, minutes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import Phase, Routine
    from kneetui.routines.dose import WorkItem

LENGTHS: Final = (5, 8, 12, 15)
"""Minutes that are offered."""

OTHER: Final = "other"
"""The activity that is none of the others."""

EASY: Final = 2.0
"""Minutes of going easily at least, if there is anything of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFor:
    """What a session is made for; ``sport`` is an activity."""

    sport: str
    minutes: int


def sports(phase: Phase) -> tuple[str, ...]:
    """The activities that a phase has steps of their own for."""
    return tuple(dict.fromkeys(name for step in phase.steps for name in step.activities))


def usual_fit(routine: Routine, own: Sequence[str]) -> MadeFor | None:
    """What a fitted routine is made for while nobody says: the first of the ``own`` sports that it knows, and as few
    minutes as there are. ``None`` for any other routine."""
    if not routine.fitted:
        return None
    known = sports(routine.phases[0])
    sport = next((name for name in own if name in known), OTHER)
    return MadeFor(sport=sport, minutes=min(LENGTHS))


def fitted(phase: Phase, items: Sequence[WorkItem], fit: MadeFor) -> list[WorkItem]:
    """The items of a phase for a sport, in their order, as far as they fit into the minutes.

    The first that is dosed in minutes fills what the others leave; a second one is left out. The first item is
    there in any case.
    """
    for_sport = {step.exercise for step in phase.steps if not step.activities or fit.sport in step.activities}
    chosen = [item for item in items if item.planned in for_sport]
    easy = next((item for item in chosen if item.dose.minutes), None)
    room = fit.minutes - (EASY + GET_READY / 60 if easy else 0)
    taken: list[WorkItem] = []
    for item in chosen:
        if not item.dose.minutes and minutes([*taken, item]) <= room:
            taken.append(item)
    if easy is not None:
        left = fit.minutes - minutes(taken) - GET_READY / 60
        dose = replace(easy.dose, minutes=max(EASY, round(2 * left) / 2))
        easy = replace(easy, dose=dose, plan=dose)
    made = [easy if easy and item.planned == easy.planned else item for item in chosen]
    keep = {item.planned for item in taken} | ({easy.planned} if easy else set())
    return [item for item in made if item.planned in keep] or chosen[:1]
