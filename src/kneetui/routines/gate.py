"""What is open: every exercise, the gentle ones only, or none. The one door to every routine and exercise.

Whoever begins, goes on with, suggests, eases, hardens or prints an exercise asks :class:`Gate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import ACTIVITY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.conditions import Facts
    from kneetui.content.model import Avoid, Exercise, Library, Routine


CORE = "core"
"""The pack that is for every sport: its exercises are impact only if they say so, those of a sport's pack if it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether loading is allowed at all, only the gentle exercises, and whether impact is.

    ``facts`` is what is known of each knee and of the person, one mapping a knee: an exercise to avoid for
    one of them is not done, since most exercises use both legs.
    """

    loading: bool = True
    gentle: bool = False
    impact: bool = True
    facts: tuple[Facts, ...] = ()

    @property
    def full(self) -> bool:
        """Nothing is held back for the sake of urgency, rest or swelling."""
        return self.loading and not self.gentle and self.impact

    def bears(self, library: Library, exercise: Exercise) -> bool:
        """Whether the load of an exercise is open, whatever else is known of the person."""
        if not self.loading or (self.gentle and not exercise.gentle):
            return False
        if self.impact:
            return True
        pack = library.packs.get(exercise.pack)
        sports = frozenset(pack.activities) if pack and pack.id != CORE else frozenset()
        return exercise.load != "impact" and impact_activities(library).isdisjoint(sports)

    def bears_sport(self, library: Library, sport: str) -> bool:
        """Whether training of a sport is open."""
        return self.loading and not self.gentle and (self.impact or sport not in impact_activities(library))

    def holds(self, avoid: Avoid) -> bool:
        """Whether a reason not to do an exercise is known to hold for one of the knees."""
        condition = avoid.condition
        return condition is not None and any(condition.test(facts) is True for facts in self.facts)

    def avoids(self, exercise: Exercise) -> Avoid | None:
        """The first reason, known to hold, not to do an exercise."""
        return next((avoid for avoid in exercise.avoid if self.holds(avoid)), None)

    def permits(self, library: Library, exercise: Exercise) -> bool:
        """Whether an exercise may be done, or swapped in, today."""
        return self.bears(library, exercise) and self.avoids(exercise) is None

    def admits(self, library: Library, routine: Routine) -> bool:
        """Whether a routine is for this person, and something of it is open.

        While only gentle exercises are open, the whole of its first phase has to be gentle.
        """
        if routine.when is not None and any(routine.when.test(facts) is False for facts in self.facts):
            return False
        sports = impact_activities(library)
        if not self.impact and routine.activities and sports.issuperset(routine.activities):
            return False
        first = [step.exercise for step in routine.phases[0].steps]
        bearable = [
            exercise
            for exercise in first
            if exercise in library.exercises and self.bears(library, library.exercises[exercise])
        ]
        return bool(bearable) and not (self.gentle and len(bearable) < len(first))


def impact_activities(library: Library) -> frozenset[str]:
    """The activities whose training is impact."""
    question = library.questions.get(ACTIVITY)
    return frozenset(option.id for option in question.options if option.impact) if question else frozenset()


OPEN = Gate()
"""Everything is allowed."""

CLOSED = Gate(loading=False, impact=False)
"""Nothing is allowed."""


def narrowest(gates: Iterable[Gate]) -> Gate:
    """What every one of several gates leaves open."""
    every = tuple(gates)
    return Gate(
        loading=all(gate.loading for gate in every),
        gentle=any(gate.gentle for gate in every),
        impact=all(gate.impact for gate in every),
        facts=tuple(facts for gate in every for facts in gate.facts),
    )


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
