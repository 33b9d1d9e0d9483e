"""The diary in the order of its time and by day, gathered once for everything that a status asks of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry


class Timeline:
    """Entries, oldest first; those of one minute in the order in which they were written down.

    ``days`` are those with an entry, oldest first. ``sessions`` are the entries with sport or a routine, even
    with one that was stopped before anything of it was done.
    """

    __slots__ = ("_about", "_entries", "days", "sessions", "trained")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: (entry.when, entry.id))
        self._about: dict[str, dict[date, list[Entry]]] = {}
        self.days: dict[date, list[Entry]] = {}
        self.sessions: list[Entry] = []
        self.trained: set[date] = set()
        """Days with training, whichever knee it was noted for: it used both legs."""
        for entry in self._entries:
            day = entry.when.date()
            if day in self.days:
                self.days[day].append(entry)
            else:
                self.days[day] = [entry]
            if entry.session or entry.routine:
                self.sessions.append(entry)
            if entry.trained:
                self.trained.add(day)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def on(self, day: date) -> Sequence[Entry]:
        """The entries of a day."""
        return self.days.get(day, ())

    def about(self, knee: str) -> Mapping[date, Sequence[Entry]]:
        """The entries about a knee (``left``, ``right`` or ``both``) by day, for days with any."""
        if knee == "both":
            return self.days
        if knee not in self._about:
            days: dict[date, list[Entry]] = {}
            for day, entries in self.days.items():
                own = [entry for entry in entries if entry.concerns(knee)]
                if own:
                    days[day] = own
            self._about[knee] = days
        return self._about[knee]

    def since(self, day: date) -> Sequence[Entry]:
        """The entries from a day on."""
        return _since(self._entries, day)

    def sessions_since(self, day: date) -> Sequence[Entry]:
        """The sessions from a day on."""
        return _since(self.sessions, day)

    def until(self, day: date) -> Timeline:
        """The same without what is of later days."""
        if not self._entries or self._entries[-1].when.date() <= day:
            return self
        return Timeline(entry for entry in self._entries if entry.when.date() <= day)


def gathered(entries: Iterable[Entry]) -> Timeline:
    """Entries as a timeline; one that is a timeline already as it is."""
    return entries if isinstance(entries, Timeline) else Timeline(entries)


def _since(entries: Sequence[Entry], day: date) -> Sequence[Entry]:
    return entries[bisect_left(entries, datetime.combine(day, time()), key=lambda entry: entry.when) :]
