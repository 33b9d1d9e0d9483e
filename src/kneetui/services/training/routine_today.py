"""The routine as the home screen names it. No Textual in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.routines.dose import minutes
from kneetui.routines.wording import WHYS, criteria_words
from kneetui.services.home.situation import RoutineNow
from kneetui.services.training.todays_session import Today
from kneetui.services.training.training import Training

if TYPE_CHECKING:
    from kneetui.content.model import Routine
    from kneetui.services.container import Services
    from kneetui.status.status import Status


def routine_now(services: Services, now: Status) -> RoutineNow | None:
    """The person's own routine, else the one an assessment suggested; ``None`` without one that is open.

    May raise :class:`~kneetui.diary.errors.DiaryError`.
    """
    training = Training(services)
    progress = training.due_first(now)
    today = training.today(progress.routine, now) if progress else None
    if today is None:
        suggested = training.suggested()
        is_open = suggested and suggested.id in {
            routine.id for routine in now.restrictions.routines(services.library)
        }
        return _described(suggested, 0)._replace(own=False) if suggested and is_open else None
    return _described(today.routine, today.progress.phase)._replace(
        session=today.progress.sessions + 1,
        minutes=max(1, round(minutes(today.items))) if today.items else 0,
        day=today.day,
        last=today.colour,
        resting=today.resting,
        change=_change(today),
        first=criteria_words(services.library, today.missing),
    )


def _change(today: Today) -> str:
    if today.morning:
        return f"{WHYS[today.morning.why]} {today.morning.reason}"
    return today.back.reason if today.back else ""


def _described(routine: Routine, index: int) -> RoutineNow:
    number = min(index, len(routine.phases) - 1)
    phase = routine.phases[number]
    return RoutineNow(routine.name, number + 1, len(routine.phases), phase.name, phase.goal)
