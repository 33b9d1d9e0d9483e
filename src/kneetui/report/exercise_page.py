"""Exercises for readers outside the app: as lines of text, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kneetui.report.plain_lines import wrapped
from kneetui.routines.catalog import AREAS, LOADS, POSITIONS, used_in
from kneetui.routines.wording import dose_words

if TYPE_CHECKING:
    from kneetui.content.model import Dose, Exercise, Library
    from kneetui.routines.gate import Gate

SIDES = {"each": "one side after the other", "both": "both sides together"}
"""How an exercise uses the legs, in words."""

GAP = 3
"""Columns between two frames that stand beside each other."""


def listing(library: Library, exercises: Sequence[Exercise]) -> Iterator[str]:
    """A line for each exercise: id, name, what it works on, load, and what it needs."""
    longest = max((len(exercise.id) for exercise in exercises), default=0)
    for exercise in exercises:
        parts = [exercise.name, *_kind(library, exercise)]
        yield from wrapped(" · ".join(parts), f"{exercise.id:{longest}}  ")


def _kind(library: Library, exercise: Exercise) -> list[str]:
    area = AREAS.get(exercise.areas[0], "") if exercise.areas else ""
    needs = ", ".join(map(library.thing, exercise.equipment))
    return [part for part in (area, LOADS.get(exercise.load, exercise.load), needs) if part]


def page(library: Library, exercise: Exercise, gate: Gate) -> Iterator[str]:
    """One exercise: figure, steps, dose, whom it is not for, neighbours, and where it is used."""
    yield f"{exercise.name} ({exercise.id})"
    yield from wrapped(exercise.summary)
    held = gate.avoids(exercise)
    if held is not None:
        yield from wrapped(f"▲ Not for you now: {held.text}")
    elif not gate.permits(library, exercise):
        yield from wrapped("▲ Not for now: kneetui status says what holds it back.")
    yield ""
    yield from side_by_side((exercise.frames[0], exercise.frames[-1]))
    yield ""
    for number, step in enumerate(exercise.steps, 1):
        yield from wrapped(step, f"{number}. ")
    yield ""
    for label, text in _facts(library, exercise):
        yield from wrapped(text, f"{label}: ", "  ")


def _facts(library: Library, exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "How much", dose_words(exercise, exercise.dose)
    yield "Legs", SIDES[exercise.sides]
    yield "Load", LOADS.get(exercise.load, exercise.load)
    if exercise.areas:
        yield "Works on", ", ".join(AREAS[area] for area in exercise.areas)
    if exercise.position:
        yield "Position", POSITIONS[exercise.position]
    if exercise.equipment:
        yield "You need", ", ".join(map(library.thing, exercise.equipment))
    if exercise.avoid:
        yield "Not with", "; ".join(avoid.text for avoid in exercise.avoid)
    for label, id in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if id in library.exercises:
            yield label, f"{library.exercises[id].name} ({id})"
    helped = [library.causes[cause].name for cause in exercise.causes if cause in library.causes]
    if helped:
        yield "Good for", ", ".join(helped)
    uses = used_in(library, exercise.id)
    if uses:
        yield "Used in", ", ".join(f"{routine.name} ({routine.id})" for routine, _ in uses)
    if exercise.note:
        yield "Note", exercise.note
    sources = [library.sources[name].title for name in exercise.source if name in library.sources]
    if sources:
        yield "Sources", "; ".join(sources)


def side_by_side(frames: Sequence[str], indent: int = 2) -> Iterator[str]:
    """Frames as drawn, in one block from left to right; frames that are alike stand there once."""
    drawn = [frame.split("\n") for frame in dict.fromkeys(frames)]
    height = max(map(len, drawn))
    widths = [max(map(len, lines)) for lines in drawn]
    for row in range(height):
        cells = (
            (lines[row] if row < len(lines) else "").ljust(width + GAP)
            for lines, width in zip(drawn, widths, strict=True)
        )
        yield (" " * indent + "".join(cells)).rstrip()


def dose_plain(dose: Dose) -> dict[str, Any]:
    """A dose by the names of the pack format; ``hold`` and ``rest`` in seconds."""
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "hold": dose.hold,
        "minutes": dose.minutes,
        "tempo": dose.tempo,
        "rest": dose.rest,
        "per-day": dose.per_day,
    }


def plain(library: Library, exercise: Exercise, gate: Gate) -> dict[str, Any]:
    """All of an exercise as data; ``open`` is whether it may be done today."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "summary": exercise.summary,
        "pack": exercise.pack,
        "steps": list(exercise.steps),
        "dose": dose_plain(exercise.dose),
        "dose-words": dose_words(exercise, exercise.dose),
        "sides": exercise.sides,
        "load": exercise.load,
        "areas": list(exercise.areas),
        "position": exercise.position,
        "equipment": list(exercise.equipment),
        "easier": exercise.easier,
        "harder": exercise.harder,
        "avoid": [avoid.text for avoid in exercise.avoid],
        "causes": list(exercise.causes),
        "figure": exercise.figure,
        "frames": list(exercise.frames),
        "routines": [
            {"id": routine.id, "phases": [phase.id for phase in phases]}
            for routine, phases in used_in(library, exercise.id)
        ],
        "source": list(exercise.source),
        "note": exercise.note,
        "open": gate.permits(library, exercise),
    }
