"""The sessions of the plans under way for a calendar and for a program. No Textual in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kneetui.routines.dose import minutes
from kneetui.routines.wording import place_words
from kneetui.services.calendar import CalendarEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import time

    from kneetui.services.training.training import Training
    from kneetui.services.training.two_weeks import PlanWeeks
    from kneetui.status.status import Status

UID = "plan-"
"""How the ids of the entries begin: each session of a plan has one, whatever its day."""


def sessions(
    training: Training, now: Status, weeks: Iterable[PlanWeeks], at: time | None = None
) -> Iterator[CalendarEntry]:
    """Every session that comes, with its length; ``at`` is the time of day for them.

    May raise :class:`~kneetui.diary.errors.DiaryError`.
    """
    for plan in weeks:
        today = training.today(plan.routine.id, now)
        if today is None:
            continue
        length = max(1, round(minutes(today.items))) if today.items else 0
        for day in plan.days:
            if day.kind == "session":
                yield CalendarEntry(
                    uid=f"{UID}{plan.routine.id}-{day.number}@kneetui",
                    day=day.day,
                    title=f"{plan.routine.name}, session {day.number}",
                    text=f"{place_words(training.library, today.progress)}.",
                    at=at,
                    minutes=length,
                )


def plain(weeks: Iterable[PlanWeeks]) -> list[dict[str, Any]]:
    """The days of the plans as a program reads them."""
    return [
        {
            "routine": plan.routine.id,
            "yours": plan.own,
            "days": [
                {
                    "day": day.day.isoformat(),
                    "kind": day.kind,
                    **({"session": day.number} if day.number else {}),
                }
                for day in plan.days
            ],
        }
        for plan in weeks
    ]
