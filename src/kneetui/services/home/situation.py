"""What somebody comes to Today with: the diary, what was left unfinished, the routine, and how the knees are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kneetui.status.advice import Advice, advice
from kneetui.status.due import Due, due

if TYPE_CHECKING:
    from kneetui.content.model import HomeTest, Library, Tracker
    from kneetui.diary.entries import Entry
    from kneetui.services.training.changes import TriedChange
    from kneetui.status.alerts.alerts import Alert
    from kneetui.status.patterns.trial import WeekTrial
    from kneetui.status.status import KneeStatus, Status


class RoutineNow(NamedTuple):
    """Today's routine as plain data.

    ``phase`` counts from 1; ``minutes`` is 0 if nothing of it is open; ``day`` is the first day for the next
    session, ``last`` the colour of the last one with the morning after it. ``resting`` while the knee has easy
    days. ``change`` says what the morning, or a break, changed in it, ``first`` which tests at home come before it. Not
    ``own`` if an assessment only suggested it.
    """

    name: str
    phase: int = 1
    phases: int = 1
    stage: str = ""
    goal: str = ""
    session: int = 1
    minutes: int = 0
    day: date | None = None
    last: str = ""
    own: bool = True
    resting: bool = False
    change: str = ""
    first: str = ""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Everything an agenda is made of.

    ``entries`` are the last months of the diary, newest first, or ``None`` if it cannot be read. ``triage``,
    ``player`` and ``typed`` are the drafts of an interview, a routine session and an entry; ``efforts`` are sessions
    from files that nobody was asked about yet, ``week`` what asks about this week, ``changed`` the changes of which
    nobody said whether they helped; ``zone_unsure`` if nobody knows whose midnight counts. Without a ``library``
    nothing is said about changes in the diary, and there is no ``status``; while it is ``waiting`` for one, the
    agenda ends there. ``open_again`` says whether the unfinished session may go on, or only waits for its number.
    ``trial`` is the trial of one that is under way.
    """

    now: datetime
    entries: Sequence[Entry] | None = ()
    triage: Mapping[str, Any] | None = None
    player: Mapping[str, Any] | None = None
    typed: Mapping[str, Any] | None = None
    efforts: Sequence[Entry] = ()
    week: Sequence[Tracker] = ()
    changed: Sequence[tuple[HomeTest, TriedChange]] = ()
    routine: RoutineNow | None = None
    library: Library | None = None
    status: Status | None = None
    waiting: bool = False
    open_again: bool = True
    zone_unsure: bool = False
    trial: WeekTrial | None = None
    past: Sequence[Entry] = field(init=False, default=())

    def __post_init__(self) -> None:
        today = self.today
        past = [entry for entry in self.entries or () if entry.when.date() <= today]
        object.__setattr__(self, "past", past)

    @property
    def today(self) -> date:
        """The day by the person's clock."""
        return self.now.date()

    @cached_property
    def advice(self) -> Advice | None:
        """What today asks for."""
        return advice(self.library, self.status) if self.library and self.status else None

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """The answers that are missing."""
        return self.status.due if self.status else due(self.past, self.today)

    @cached_property
    def alerts(self) -> Sequence[Alert]:
        """The changes in the diary."""
        if self.status:
            return self.status.alerts
        if self.library is None or not self.past:
            return ()
        from kneetui.status.alerts.alerts import alerts

        return alerts(self.past, self.library.watch.values(), self.today, self.library.trend)

    @property
    def knees(self) -> Sequence[KneeStatus]:
        """How each knee is, as far as that is known."""
        return tuple(self.status.knees.values()) if self.status else ()

    def on(self, day: date) -> list[Entry]:
        """The entries of a day."""
        return [entry for entry in self.past if entry.when.date() == day]

    def assessed(self, knee: str = "both") -> Entry | None:
        """The last assessment of a knee."""
        return next((entry for entry in self.past if entry.assessment and entry.concerns(knee)), None)
