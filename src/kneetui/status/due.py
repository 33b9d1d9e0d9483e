"""Which answers about a session are still to come: the morning after it, and how the knee was in it.

A morning is asked for each knee that trained or hurt the day before. It may be given a day late: it counts
for the session it belongs to, whenever it is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.timeline import Timeline, gathered

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry

LATE = 1
"""Days after which an answer can still be given when it is asked for."""

MORNING = time(7)
"""When a morning that is given late is written down for, unless a session began before."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An answer that is missing: of a ``morning``, or of a ``session``.

    ``knees`` are those it is asked for, ``day`` the day of the morning or session. ``after`` is the last session
    behind it; ``None`` for a morning after a day on which the knee hurt without one.
    """

    kind: Literal["morning", "session"]
    knees: tuple[str, ...]
    day: date
    after: Entry | None = None


def due(entries: Iterable[Entry], today: date) -> tuple[Due, ...]:
    """What is missing, this morning first, then what was forgotten the day before."""
    return tuple(_missing(gathered(entries), today))


def _missing(known: Timeline, today: date) -> Iterator[Due]:
    for back in range(LATE + 1):
        day = today - timedelta(days=back)
        before = known.on(day - DAY)
        knees = [
            knee for knee in SIDES if _asks(before, knee, late=back > 0) and not _told(known.on(day), knee)
        ]
        if knees:
            yield Due(kind="morning", knees=tuple(knees), day=day, after=_last_session(before, knees))
    for back in range(LATE + 1):
        day = today - timedelta(days=back)
        for entry in reversed(known.on(day)):
            if entry.session and entry.pain_during is None and entry.pain_after is None:
                knees = [knee for knee in SIDES if entry.concerns(knee)]
                yield Due(kind="session", knees=tuple(knees), day=day, after=entry)


def mornings(missing: Iterable[Due], today: date) -> tuple[str, ...]:
    """The knees whose morning of today is missing."""
    return tuple(
        knee
        for missed in missing
        if missed.kind == "morning" and missed.day == today
        for knee in missed.knees
    )


def late_moment(entries: Iterable[Entry], day: date) -> datetime:
    """The time that a morning given late is written down for: before the sessions of its day."""
    sessions = [
        entry.when for entry in entries if entry.when.date() == day and (entry.session or entry.routine)
    ]
    usual = datetime.combine(day, MORNING)
    if not sessions or usual < min(sessions):
        return usual
    return max(min(sessions) - timedelta(minutes=1), datetime.combine(day, time()))


def _asks(before: Sequence[Entry], knee: str, *, late: bool) -> bool:
    """Whether a day asks for the morning after: the knee trained, or, while that is news, it hurt."""
    about = [entry for entry in before if entry.concerns(knee)]
    trained = any(entry.session or entry.routine for entry in about)
    return trained or (not late and any(map(_hurts, about)))


def _hurts(entry: Entry) -> bool:
    return bool(entry.pain) or entry.worst_swelling not in (None, "none") or entry.assessment is not None


def _told(entries: Iterable[Entry], knee: str) -> bool:
    """Whether the morning was told; an assessment of that day asks for more than a morning does."""
    return any(
        entry.pain_morning is not None or entry.assessment is not None
        for entry in entries
        if entry.concerns(knee)
    )


def _last_session(entries: Iterable[Entry], knees: Sequence[str]) -> Entry | None:
    trained = (
        entry
        for entry in entries
        if (entry.session or entry.routine) and any(entry.concerns(knee) for knee in knees)
    )
    return max(trained, key=lambda entry: (entry.when, entry.id), default=None)
