"""What a chart marks above its days: assessments, who looked at the knee, and where a routine began a new phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A ``kind`` on a day: an ``assessment``, a ``look`` of somebody at the knee, or a new ``phase``.

    ``what`` is the urgency id, who looked, or ``routine/phase``.
    """

    day: date
    kind: str
    what: str


def marks(entries: Iterable[Entry], knee: str) -> tuple[Mark, ...]:
    """Marks of one knee, oldest first."""
    events: list[Mark] = []
    phases: dict[str, str] = {}
    for entry in sorted((entry for entry in entries if entry.concerns(knee)), key=lambda entry: entry.when):
        if entry.assessment:
            events.append(Mark(entry.when.date(), "assessment", entry.assessment.urgency))
        if entry.look:
            events.append(Mark(entry.when.date(), "look", entry.look.by))
        if entry.routine and phases.get(entry.routine.routine) != entry.routine.phase:
            phases[entry.routine.routine] = entry.routine.phase
            events.append(Mark(entry.when.date(), "phase", f"{entry.routine.routine}/{entry.routine.phase}"))
    return tuple(events)
