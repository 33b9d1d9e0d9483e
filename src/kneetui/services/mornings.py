"""Writes down the answers that were missing: a morning, today's or a late one, and how a knee was in a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneetui.diary.entries import Entry
from kneetui.status.due import late_moment

if TYPE_CHECKING:
    from datetime import date

    from kneetui.services.container import Services

PAINKILLER = "painkiller"
"""What stands in the diary if somebody took one, whichever it was."""


def write_morning(
    services: Services, day: date, knee: str, pain: float, swelling: str | None, medication: str
) -> Entry:
    """Write down the morning of a day; a late one stands before the sessions of its day.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    now, diary = services.now(), services.diary
    when = now if day == now.date() else late_moment(diary.entries(since=day, until=day), day)
    return diary.add(Entry(when, knee, pain_morning=pain, swelling=swelling, medication=medication))


def write_session_pain(services: Services, entry_id: int, pain: float) -> Entry:
    """Write down how a knee was in a session that is in the diary without it. Raises as :func:`write_morning`."""
    return services.diary.edit(replace(services.diary.get(entry_id), pain_during=pain))
