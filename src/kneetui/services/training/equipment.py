"""What somebody has for exercises, as the diary remembers it. No Textual in here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from kneetui.routines import plan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kneetui.content.model import Exercise, Library
    from kneetui.routines.dose import WorkItem
    from kneetui.routines.progress import Progress
    from kneetui.services.container import Services
    from kneetui.services.training.workout import Workout
    from kneetui.status.status import Status

EQUIPMENT, OWNED = "routine.equipment", "routine.owned"
"""What routines may need, and what somebody said to have when an exercise was offered."""


class SessionOfToday(Protocol):
    """What a routine asks for today, as :class:`~kneetui.services.training.training.Today` has it."""

    @property
    def items(self) -> Sequence[WorkItem]:
        """The exercises."""

    @property
    def progress(self) -> Progress:
        """Where the person is."""


class EquipmentAtHand:
    """The part of :class:`~kneetui.services.training.training.Training` that knows of things."""

    services: Services

    @property
    def library(self) -> Library:
        """The content."""
        return self.services.library

    def status(self) -> Status:
        """How the knees are now."""
        raise NotImplementedError

    def equipment(self) -> frozenset[str] | None:
        """What the person has; ``None`` if nobody said."""
        try:
            names = json.loads(self.services.diary.recall(EQUIPMENT))
        except ValueError:
            return None
        return frozenset(map(str, names)) if isinstance(names, list) else None

    def keep_equipment(self, things: Iterable[str] | None) -> None:
        """Keep what the person has."""
        self.services.diary.remember(EQUIPMENT, "" if things is None else json.dumps(sorted(things)))

    def unsure_of(self, workout: Workout, exercise: Exercise) -> tuple[str, ...]:
        """What an exercise needs and nobody said to have; what the session uses already is there."""
        there = {thing for item in workout.player.items for thing in item.exercise.equipment}
        there |= (self.equipment() or frozenset()) | self._owned()
        return tuple(thing for thing in exercise.equipment if thing not in there)

    def unsure_of_session(self, today: SessionOfToday) -> tuple[str, ...]:
        """What today's session needs and nobody said to have, each thing once."""
        there = (self.equipment() or frozenset()) | self._owned()
        needed = dict.fromkeys(thing for item in today.items for thing in item.exercise.equipment)
        return tuple(thing for thing in needed if thing not in there)

    def without(self, today: SessionOfToday, things: Collection[str]) -> list[WorkItem]:
        """Today's session if these things are not at hand; empty if nothing is left of it."""
        return plan.todays_session(self.library, today.progress, self.status().gate, things)

    def own(self, things: Iterable[str]) -> None:
        """Remember that the person has these things."""
        self.services.diary.remember(OWNED, json.dumps(sorted(self._owned().union(things))))

    def _owned(self) -> frozenset[str]:
        return frozenset(remembered_names(self.services.diary.recall(OWNED)))


def remembered_names(text: str) -> tuple[str, ...]:
    """A list of names as it was remembered; none where that cannot be read."""
    try:
        names = json.loads(text)
    except ValueError:
        return ()
    return tuple(map(str, names)) if isinstance(names, list) else ()
