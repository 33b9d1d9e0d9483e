"""All exercises: those that somebody looks for, and where one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneetui.content.model import Exercise, Library, Phase, Routine

AREAS = {
    "front-thigh": "front of the thigh",
    "back-thigh": "back of the thigh",
    "outer-thigh": "outside of the thigh",
    "hip": "hip and bottom",
    "calf": "calf",
    "ankle": "ankle",
    "knee": "bending and straightening",
    "trunk": "trunk",
    "whole-leg": "whole leg",
    "balance": "balance",
    "spring": "jumps and landings",
}
"""What an exercise works on, in words."""

POSITIONS = {
    "standing": "standing",
    "sitting": "sitting",
    "lying": "lying on the back",
    "side-lying": "lying on the side",
    "prone": "lying on the front",
    "kneeling": "kneeling",
    "moving": "walking or running",
    "riding": "on a bike",
}
"""How one is placed, in words."""

LOADS = {
    "none": "no load",
    "isometric": "a hold",
    "light": "light",
    "moderate": "moderate",
    "heavy": "heavy",
    "impact": "impact",
}
"""The kinds of load in words, from the least to the most but for the hold."""

LOAD_GROUPS = {
    "none": "Loosening",
    "isometric": "Holds",
    "light": "Light",
    "moderate": "Moderate",
    "heavy": "Heavy",
    "impact": "Running and jumping",
}
"""The same as headings of lists of exercises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; empty lets everything through.

    ``text`` is words, all of which stand in the name, the summary, or what the exercise is for and needs;
    ``equipment`` is what the person has: ``frozenset()`` asks for exercises that need nothing.
    """

    text: str = ""
    area: str = ""
    position: str = ""
    load: str = ""
    cause: str = ""
    equipment: frozenset[str] | None = None


def matching(library: Library, wanted: Wanted) -> list[Exercise]:
    """The exercises that pass, in the order of the packs; with an area, those that work on it most come first."""
    passing = [exercise for exercise in library.exercises.values() if _passes(library, exercise, wanted)]
    if wanted.area:
        passing.sort(key=lambda exercise: exercise.areas.index(wanted.area))
    return passing


def _passes(library: Library, exercise: Exercise, wanted: Wanted) -> bool:
    if wanted.area and wanted.area not in exercise.areas:
        return False
    if wanted.cause and wanted.cause not in exercise.causes:
        return False
    if wanted.equipment is not None and not wanted.equipment.issuperset(exercise.equipment):
        return False
    alike = ((wanted.position, exercise.position), (wanted.load, exercise.load))
    if any(value and value != own for value, own in alike):
        return False
    text = " ".join(_words(library, exercise)).casefold()
    return all(word in text for word in wanted.text.casefold().split())


def _words(library: Library, exercise: Exercise) -> Iterable[str]:
    """What a search looks through: name and id, purpose, place, equipment and causes in words."""
    yield from (exercise.id, exercise.name, exercise.summary, LOADS.get(exercise.load, ""))
    yield POSITIONS.get(exercise.position, "")
    yield from (AREAS.get(area, "") for area in exercise.areas)
    yield from map(library.thing, exercise.equipment)
    yield from (library.causes[cause].name for cause in exercise.causes if cause in library.causes)


def used_in(library: Library, exercise: str) -> list[tuple[Routine, tuple[Phase, ...]]]:
    """The routines that name an exercise, with the phases that do."""
    uses = []
    for routine in library.routines.values():
        phases = tuple(
            phase for phase in routine.phases if any(step.exercise == exercise for step in phase.steps)
        )
        if phases:
            uses.append((routine, phases))
    return uses
