"""How hard sessions from files were: asked once for each, since watches do not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryError
from kneetui.services.remembered_keys import EFFORT_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services

BACK = timedelta(days=28)
"""How far back somebody can say how hard a session was; an estimate."""


def without_effort(services: Services, entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Sessions of the last weeks that came from files without their effort and were not asked about, newest first.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    missing = [
        entry
        for entry in entries
        if entry.kind == "import"
        and today - BACK <= entry.when.date() <= today
        and entry.session is not None
        and entry.session.minutes is not None
        and entry.session.effort is None
    ]
    if not missing:
        return ()
    asked = _asked(services)
    new = [entry for entry in missing if entry.id > asked]
    return tuple(sorted(new, key=lambda entry: (entry.when, entry.id), reverse=True))


def write_efforts(services: Services, sessions: Iterable[Entry], efforts: Mapping[int, float]) -> int:
    """Add efforts (0-10, by entry id) to sessions as one change, and ask about none of them again; how many.

    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    asked = tuple(sessions)
    edited = [
        replace(entry, session=replace(entry.session, effort=efforts[entry.id]))
        for entry in asked
        if entry.session is not None and entry.id in efforts
    ]
    if edited:
        services.diary.add_all((), edited=edited)
    newest = max((entry.id for entry in asked), default=0)
    services.diary.remember(EFFORT_ASKED, str(max(newest, _asked(services))))
    return len(edited)


def _asked(services: Services) -> int:
    try:
        return int(services.diary.recall(EFFORT_ASKED) or 0)
    except (ValueError, DiaryError):
        return 0
