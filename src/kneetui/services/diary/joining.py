"""A session that is written by hand after a file brought it is joined to the one that is there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneetui.diary.sessions import Joiner

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services


def add_or_join(services: Services, entry: Entry) -> tuple[Entry, bool]:
    """Write down a new entry, or add what it knows to the same session from a file; whether it was joined.

    Only to a session from a file: two that were written by hand are two. Raises
    :class:`~kneetui.diary.errors.DiaryError` or ``OSError``.
    """
    diary = services.diary
    if entry.session is None:
        return diary.add(entry), False
    day, reach = entry.when.date(), timedelta(days=1)
    near = diary.entries(since=day - reach, until=day + reach, kind="import")
    joiner = Joiner(near)
    joiner.begin_file()
    held = joiner.take(entry, services.now())
    if held is None:
        return diary.add(entry), False
    return (diary.edit(held), True) if joiner.edited else (held, True)
