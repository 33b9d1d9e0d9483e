"""The last months of the diary, read once for everybody who asks, until something changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.store.wanted import Sought
from kneetui.status.known import reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services


STRETCHES = (100, 200, 400, 800, 1600)
"""Days that are read at a time in search of the last session."""

TRAINED = Sought(groups=(('"session":', '"routine":'),))
"""An entry with a session has one of these keys; a store may give others, too."""


def recent(services: Services) -> Sequence[Entry]:
    """The entries that count by :func:`reach`, newest first, and those of days to come; read again only after a change.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    diary, since = services.diary, _since(services)
    basis = diary.version(), since
    return services.memo.value("recent", basis, lambda: tuple(diary.entries(since=since)))


def sessions_before(services: Services) -> Sequence[Entry]:
    """The last session before all of those, if none of them is one: how long a break is, it alone says.

    Looked for in longer and longer stretches, about eight years back at most. Raises
    :class:`~kneetui.diary.errors.DiaryError`.
    """
    if any(entry.trained for entry in recent(services)):
        return ()
    basis = services.diary.version(), _since(services)
    return services.memo.value("session before", basis, lambda: _last_session(services))


def _last_session(services: Services) -> Sequence[Entry]:
    until = _since(services) - timedelta(days=1)
    for stretch in STRETCHES:
        since = until - timedelta(days=stretch)
        older = services.diary.entries(since=since, until=until, wanted=TRAINED)
        trained = next((entry for entry in older if entry.trained), None)
        if trained is not None:
            return (trained,)
        until = since - timedelta(days=1)
    return ()


def _since(services: Services) -> date:
    return (services.now() - reach(services.library_if_loaded())).date()
