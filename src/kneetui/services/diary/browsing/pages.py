"""Reads a diary page by page, newest entries first, so that a long one opens as fast as a short one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.value_types import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import DiaryStore

FEW, MANY = 60, 240
"""Outside of these numbers of entries a page, the next page reaches further or less far back."""


class DiaryPages:
    """The entries read so far in ``entries``; ``since`` is the day they reach back to.

    ``holding`` are pieces of words as in :meth:`~kneetui.diary.store.base.DiaryStore.entries`.
    """

    def __init__(self, store: DiaryStore, holding: Sequence[str] = ()) -> None:
        self._store = store
        self._holding = tuple(holding)
        self.entries: list[Entry] = []
        self.total = 0
        self.since = date.max
        self._days = 60
        self._seen: tuple[int, ...] = ()

    def read(self, since: date) -> None:
        """Read anew: everything since a day, and one page at least."""
        self._note()
        self.since = since
        self.entries = self._store.entries(since=since, holding=self._holding)
        while len(self.entries) < FEW and self.more():
            pass

    def stale(self) -> bool:
        """Whether entries were added, changed, removed or brought back elsewhere."""
        return self._seen != self._store.version()

    def more(self) -> list[Entry]:
        """The next page of older entries; empty at the end."""
        entries: list[Entry] = []
        while not entries and len(self.entries) < self.total and self.since.year > FIRST_YEAR:
            until = self.since - timedelta(days=1)
            back = min(self._days, (until - date(FIRST_YEAR, 1, 1)).days)
            self.since = until - timedelta(days=back)
            entries = self._store.entries(since=self.since, until=until, holding=self._holding)
            if len(entries) < FEW:
                self._days *= 2
            elif len(entries) > MANY:
                self._days = max(1, self._days // 2)
        self.entries += entries
        return entries

    def reach(self, since: date) -> None:
        """Read back to a day at least."""
        while self.since > since and self.more():
            pass

    def put(self, entry: Entry) -> None:
        """Take over an entry that was added or edited."""
        self.take(entry.id)
        if entry.when.date() >= self.since:
            self.entries.append(entry)
            self.entries.sort(key=lambda entry: (entry.when, entry.id), reverse=True)
        self._note()

    def take(self, entry_id: int) -> None:
        """Leave out an entry that was removed."""
        self.entries = [entry for entry in self.entries if entry.id != entry_id]
        self._note()

    def _note(self) -> None:
        self.total = self._store.count()
        self._seen = self._store.version()
