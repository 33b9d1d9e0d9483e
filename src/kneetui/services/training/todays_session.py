"""What a routine asks for today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines import plan
from kneetui.routines.fitted import fitted, usual_fit
from kneetui.routines.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kneetui.content.model import Criterion, Library, Routine
    from kneetui.routines.criteria import Result
    from kneetui.routines.dose import WorkItem
    from kneetui.routines.fitted import MadeFor
    from kneetui.routines.gate import Gate
    from kneetui.routines.progression import Return, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What a routine asks for today.

    ``whole`` is all that is open of its phase, and ``fit`` what a fitted routine takes of it. ``morning`` is what the
    morning after the last session changed; ``None`` if it changed nothing. ``back`` is what a long break changes.
    """

    routine: Routine
    progress: Progress
    whole: list[WorkItem]
    day: date | None
    resting: bool
    morning: Verdict | None
    back: Return | None = None
    missing: tuple[Criterion, ...] = ()
    results: tuple[Result, ...] = ()
    fit: MadeFor | None = None

    @property
    def items(self) -> list[WorkItem]:
        """What is done, in order; empty if nothing of it is open."""
        return fitted(self.routine.phases[0], self.whole, self.fit) if self.fit else self.whole

    def made_for(self, fit: MadeFor) -> Today:
        """The same, made for a sport and for minutes."""
        return replace(self, fit=fit)

    @property
    def colour(self) -> str:
        """What the last session came to, with the morning after it; empty if there was none."""
        if self.morning:
            return self.morning.colour
        return self.progress.last.colour if self.progress.last else ""


def at_the_beginning(library: Library, routine: Routine, gate: Gate, sports: Sequence[str]) -> Today:
    """What a routine asks for of somebody without a diary: its first session, or the tests at home before it."""
    progress, missing = Progress(routine.id), routine.phases[0].entry
    return Today(
        routine=routine,
        progress=progress,
        whole=[] if missing else plan.todays_session(library, progress, gate),
        day=None,
        resting=False,
        morning=None,
        missing=missing,
        fit=usual_fit(routine, sports),
    )
