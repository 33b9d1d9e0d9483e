"""What somebody has for exercises, as the diary remembers it. No Textual in here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneetui.services.remembered_keys import EQUIPMENT, OWNED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import Exercise
    from kneetui.routines.dose import WorkItem
    from kneetui.services.container import Services
    from kneetui.services.training.workout import Workout


class EquipmentAtHand:
    """The things somebody has, as the list of routines and the player ask for them."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def at_hand(self) -> frozenset[str] | None:
        """What the person has; ``None`` if nobody said."""
        try:
            names = json.loads(self.services.diary.recall(EQUIPMENT))
        except ValueError:
            return None
        return frozenset(map(str, names)) if isinstance(names, list) else None

    def have(self, things: Iterable[str] | None) -> None:
        """The person has these things and no others; ``None`` if that is open again."""
        self.services.diary.remember(EQUIPMENT, "" if things is None else json.dumps(sorted(things)))

    def unsure_of(self, workout: Workout, exercise: Exercise) -> tuple[str, ...]:
        """What an exercise needs and nobody said to have; what the session uses already is there."""
        there = {thing for item in workout.player.items for thing in item.exercise.equipment}
        there |= (self.at_hand() or frozenset()) | self._owned()
        return tuple(thing for thing in exercise.equipment if thing not in there)

    def unsure_of_session(self, items: Iterable[WorkItem]) -> tuple[str, ...]:
        """What the exercises of a session need and nobody said to have, each thing once."""
        there = (self.at_hand() or frozenset()) | self._owned()
        needed = dict.fromkeys(thing for item in items for thing in item.exercise.equipment)
        return tuple(thing for thing in needed if thing not in there)

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
