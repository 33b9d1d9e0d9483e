"""Everything that a report is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry
    from kneetui.routines.progress import Progress
    from kneetui.status.status import Status
    from kneetui.triage.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """What is known when a report is made.

    ``entries`` reach back far enough for the training before the trouble began. ``assessments`` are by knee
    (``left``, ``right``): the newest complete one, or none. ``progress`` is by id of a routine. ``sports`` are those of
    the settings.
    """

    library: Library
    now: datetime
    zone: str
    version: str
    status: Status
    entries: Sequence[Entry] = ()
    assessments: Mapping[str, Assessment] | None = None
    progress: Mapping[str, Progress] | None = None
    sports: tuple[str, ...] = ()
    emergency_number: str = ""
    first_weekday: int = 0
