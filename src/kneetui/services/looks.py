"""That somebody looked at a knee: it goes into the diary, and ends what triage said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.diary.entries import Entry, LookRecord

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.status.status import Status


def held_knees(now: Status) -> tuple[str, ...]:
    """The knees (``left``, ``right``) that an assessment, or what somebody allowed, holds back."""
    return tuple(
        dict.fromkeys(
            reason.knee for reason in now.restrictions.reasons if reason.cause in ("urgency", "flag", "look")
        )
    )


def write_look(services: Services, knee: str, by: str, allowed: str) -> Entry:
    """Write down who looked at a knee now, and what is allowed.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    return services.diary.add(Entry(services.now(), knee, look=LookRecord(by, allowed)))
