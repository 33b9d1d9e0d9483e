"""What a chart marks above its days: assessments, who looked at the knee, and where a routine began a new phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.days import routine_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kneetui.diary.by_day.days import RoutineDay
    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A ``kind`` on a day: an ``assessment``, a ``look`` of somebody at the knee, or a new ``phase``.

    ``what`` is the urgency id, who looked, or ``routine/phase``.
    """

    day: date
    kind: str
    what: str


def marks(
    entries: Iterable[Entry], knee: str, routines: Iterable[RoutineDay] | None = None
) -> tuple[Mark, ...]:
    """Marks of one knee, oldest first; ``routines`` are the sessions of routines, if they are not among the entries."""
    about = [entry for entry in entries if entry.concerns(knee)]
    events = [
        Mark(entry.when.date(), "assessment", entry.assessment.urgency) for entry in about if entry.assessment
    ]
    events += [Mark(entry.when.date(), "look", entry.look.by) for entry in about if entry.look]
    events += _phases(routine_days(about, knee) if routines is None else routines)
    return tuple(sorted(events, key=lambda mark: mark.day))


def _phases(routines: Iterable[RoutineDay]) -> Iterator[Mark]:
    phases: dict[str, str] = {}
    for done in routines:
        if phases.get(done.routine) != done.phase:
            phases[done.routine] = done.phase
            yield Mark(done.day, "phase", f"{done.routine}/{done.phase}")
