"""What goes with worse mornings, from the diary."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneetui.diary.by_day.days import daily
from kneetui.services.diary.trackers import known
from kneetui.status.patterns.mornings import DAYS, compare

if TYPE_CHECKING:
    from datetime import date

    from kneetui.services.container import Services
    from kneetui.status.patterns.mornings import MorningComparison


def comparisons(services: Services, knee: str) -> tuple[MorningComparison, ...]:
    """See :func:`~kneetui.status.patterns.mornings.compare`. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    today = services.now().date()
    return compare(services.diary.entries(since=today - timedelta(days=DAYS + 2)), knee, today)


def names(services: Services) -> dict[str, str]:
    """The names of what is kept track of, by id."""
    return {tracker.id: tracker.name for tracker in known(services)}


def morning_pains(services: Services, knee: str, since: date, until: date) -> dict[date, float]:
    """The pain of the mornings of some days, where it was noted."""
    entries = services.diary.entries(since=since, until=until)
    return {day.day: day.morning for day in daily(entries, knee, since, until) if day.morning is not None}
