"""Reads a stretch of the diary, newest entries first, and more at either end, so that twenty years open as fast as one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.store.wanted import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import DiaryStore
    from kneetui.diary.store.wanted import Sought

FEW, MANY = 60, 240
"""Outside of these numbers of entries a page, the next page reaches further or less far."""
DAY = timedelta(days=1)


class DiaryPages:
    """The ``entries`` of the days from ``since`` to ``until``, and no others between.

    ``knee``, and what is ``wanted``, are as in :meth:`~kneetui.diary.store.base.DiaryStore.entries`; ``matches`` says of
    each entry that the store gives whether it is one.
    """

    def __init__(
        self,
        store: DiaryStore,
        knee: str = "both",
        wanted: Sought = EVERY,
        matches: Callable[[Entry], bool] | None = None,
    ) -> None:
        self._store, self._knee, self._wanted, self._matches = store, knee, wanted, matches
        self.entries: list[Entry] = []
        self.total = 0
        """How many entries the diary has, of either knee."""
        self.since = self.until = date.max
        self._first = self._last = date.max
        self._days = FEW
        self._seen: tuple[int, ...] = ()

    def read(self, since: date) -> None:
        """The newest ones: everything since a day, and one page at least."""
        self._note()
        self.since, self.until = since, date.max
        self.entries = self._read(since, self.until)
        self._fill(self.older)

    def around(self, day: date) -> None:
        """What was written up to a day, and after it; nothing is read if the day is in what was read already."""
        self._note()
        if self.since <= day <= self.until and any(entry.when.date() <= day for entry in self.entries):
            return
        self.since, self.until, self.entries = day + DAY, day, []
        self._fill(self.older)
        self.newer()

    def oldest(self) -> bool:
        """The oldest ones, if they were not read yet; whether other entries were read for that."""
        self._note()
        if self.since <= self._first:
            return False
        self.since, self.until, self.entries = self._first, self._first - DAY, []
        self._fill(self.newer)
        return True

    def stale(self) -> bool:
        """Whether entries were added, changed, removed or brought back elsewhere."""
        return self._seen != self._store.version()

    def older(self) -> list[Entry]:
        """The next page of older entries; empty at the end."""
        page: list[Entry] = []
        while not page and self.since > self._first:
            until = self.since - DAY
            self.since = until - min(timedelta(days=self._days), until - self._first)
            page = self._read(self.since, until)
            self._turned(len(page))
        self.entries += page
        return page

    def newer(self) -> list[Entry]:
        """The next page of newer entries; empty at the end."""
        page: list[Entry] = []
        while not page and self.until < self._last:
            since = self.until + DAY
            self.until = since + min(timedelta(days=self._days), self._last - since)
            if self.until >= self._last:
                self.until = date.max
            page = self._read(since, self.until)
            self._turned(len(page))
        self.entries = page + self.entries
        return page

    def take(self, entry_id: int) -> None:
        """Leave out an entry that was removed."""
        self.entries = [entry for entry in self.entries if entry.id != entry_id]
        self._note()

    def _fill(self, turn: Callable[[], list[Entry]]) -> None:
        while len(self.entries) < FEW and turn():
            pass

    def _turned(self, entries: int) -> None:
        if entries < FEW:
            self._days *= 2
        elif entries > MANY:
            self._days = max(1, self._days // 2)

    def _read(self, since: date, until: date) -> list[Entry]:
        entries = self._store.entries(since=since, until=until, knee=self._knee, wanted=self._wanted)
        return entries if self._matches is None else list(filter(self._matches, entries))

    def _note(self) -> None:
        first, last = self._store.oldest(), self._store.latest()
        self._first = first.when.date() if first else date.max
        self._last = last.when.date() if last else date.min
        self.total = self._store.count()
        self._seen = self._store.version()
