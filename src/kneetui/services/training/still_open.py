"""What somebody can still do: sports, how long, exercises by load, and what waits; for the athlete and the coach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import ACTIVITY
from kneetui.routines.catalog import LOAD_GROUPS
from kneetui.status.advice import advice

if TYPE_CHECKING:
    from kneetui.content.model import Exercise, Library
    from kneetui.status.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """What is open today and what is not, in words.

    ``loads`` has for each load the names of the open exercises and how many wait; ``reasons`` is what holds back.
    """

    advised: str
    sports: tuple[str, ...]
    closed_sports: tuple[str, ...]
    limits: tuple[str, ...]
    loads: tuple[tuple[str, tuple[str, ...], int], ...]
    reasons: tuple[str, ...]


def still_open(library: Library, now: Status, own_sports: tuple[str, ...]) -> StillOpen:
    """What the gate leaves open now; of sports those of the person, or all without any."""
    question = library.questions.get(ACTIVITY)
    names = {option.id: option.text for option in question.options} if question else {}
    wanted = [sport for sport in own_sports if sport in names] or list(names)
    advised = advice(library, now)
    return StillOpen(
        advised=advised.headline if advised else "",
        sports=tuple(names[sport] for sport in wanted if now.gate.bears_sport(library, sport)),
        closed_sports=tuple(names[sport] for sport in wanted if not now.gate.bears_sport(library, sport)),
        limits=tuple(ceiling.words() for ceiling in now.ceilings),
        loads=tuple(_of_load(library, now, load) for load in LOAD_GROUPS),
        reasons=tuple(now.restrictions.because(library)),
    )


def _of_load(library: Library, now: Status, load: str) -> tuple[str, tuple[str, ...], int]:
    exercises: list[Exercise] = [one for one in library.exercises.values() if one.load == load]
    names = tuple(one.name for one in exercises if now.gate.permits(library, one))
    return LOAD_GROUPS[load], names, len(exercises) - len(names)
