"""A :class:`~kneetui.diary.store.base.DiaryStore` on one TOML file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import RLock

from kneetui.diary.by_day.days import Day, RoutineDay, daily, routine_days
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.history import Removed, added, removal, written
from kneetui.diary.merge import rebased
from kneetui.diary.relations import numbered
from kneetui.diary.store.base import Change
from kneetui.diary.store.records import from_record, to_record
from kneetui.diary.store.salvage import Unreadable
from kneetui.diary.store.wanted import EVERY, Sought
from kneetui_toml_store.book import Book, explained, locked, read, write
from kneetui_toml_store.stack import StackView


class TomlDiary:
    """See :class:`~kneetui.diary.store.base.DiaryStore`. Methods may be called from any thread.

    ``kind`` is the class of the entries.
    """

    def __init__(self, path: Path, kind: type[Entry] = Entry) -> None:
        self._kind = kind
        self.path = path.expanduser().resolve()
        self._lock = RLock()
        self._seen: tuple[int, ...] = ()
        self._held = Book()
        self._writes = 0
        if self.path.exists():
            self._book()
        else:
            with self._writing():
                pass
        session = os.urandom(8).hex()
        self._changes = StackView(session, self._held.changes.last_token)
        self._undone = StackView(session, self._held.undone.last_token)

    def add(self, entry: Entry) -> Entry:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return self.add_all([entry])[0]

    def add_all(
        self,
        entries: Iterable[Entry],
        *,
        edited: Iterable[Entry] = (),
        removed: Iterable[Removed] = (),
        remembered: Mapping[str, str] | None = None,
    ) -> tuple[Entry, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            changed = tuple(edited)
            before = tuple(_one(book, entry.id) for entry in changed)
            after = tuple(self._put(book, entry) for entry in changed)
            gone = tuple(entry for removal in removed for entry in _bury(book, removal))
            new = tuple(self._put(book, entry) for entry in numbered(entries, book.last_id))
            texts = {key: text for key, text in (remembered or {}).items() if key not in book.remembered}
            book.remembered |= texts
            if new or gone or texts or before != after:
                self._note(book, "add", (*before, *gone), (*after, *new), texts)
        return new

    def edit(self, entry: Entry, *, base: Entry | None = None) -> Entry:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            before = _one(book, entry.id)
            if base:
                record = rebased(to_record(base), to_record(entry), to_record(before))
                entry = from_record(record, id=entry.id, make=type(entry))
            after = self._put(book, entry)
            if before != after:
                self._note(book, "edit", (before,), (after,))
        return after

    def remove(self, entry_id: int) -> int:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            before = _one(book, entry_id)
            self._take_out(book, entry_id)
            return self._note(book, "remove", (before,), ())

    def removals(self) -> tuple[Removed, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return tuple(self._book().removed.values())

    def undo(self, token: int | None = None) -> Change | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            change = self._changes.take(book.changes, token)
            if change:
                self._replace(book, change.after, change.before)
                _forget_same(book, change.remembered)
                self._undone.push(book.undone, change)
            return change

    def redo(self) -> Change | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            change = self._undone.take(book.undone)
            if change is None:
                return None
            self._replace(book, change.before, change.after)
            book.remembered = {**change.remembered, **book.remembered}
            return self._changes.push(book.changes, change)

    def last_change(self) -> int | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return self._changes.last(self._book().changes)

    def last_undone(self) -> int | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return self._undone.last(self._book().undone)

    def get(self, entry_id: int) -> Entry:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return _one(self._book(), entry_id)

    def entries(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        knee: str = "",
        kind: str = "",
        wanted: Sought = EVERY,  # noqa: ARG002 (all entries are read already)
    ) -> list[Entry]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        first = since.isoformat()[:10] if since else ""
        last = until.isoformat()[:10] if until else "9999-12-31"
        chosen = (
            entry
            for entry in self._book().entries.values()
            if first <= entry.when.date().isoformat() <= last
            and (not knee or entry.concerns(knee))
            and (not kind or entry.kind == kind)
        )
        return sorted(chosen, key=lambda entry: (entry.when, entry.id), reverse=True)

    def days(self, knee: str, since: date, until: date) -> tuple[Day, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return daily(self.entries(since=since, until=until), knee, since, until)

    def routine_days(self, knee: str, since: date, until: date) -> tuple[RoutineDay, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return routine_days(self.entries(since=since, until=until), knee)

    def latest(self, *, knee: str = "", kind: str = "") -> Entry | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return next(iter(self.entries(knee=knee, kind=kind)), None)

    def oldest(self, *, knee: str = "", kind: str = "") -> Entry | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return next(reversed(self.entries(knee=knee, kind=kind)), None)

    def count(self) -> int:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return len(self._book().entries)

    def unreadable(self) -> tuple[Unreadable, ...]:
        """None: a file with one broken entry is not opened, and says which line to mend."""
        return ()

    def forget(self, entry_id: int) -> tuple[str, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            changed = (*book.changes.forget(entry_id), *book.undone.forget(entry_id))
            uids = {entry.uid for entry in changed}
            if entry_id in book.entries:
                uids.add(book.entries[entry_id].uid)
                self._take_out(book, entry_id)
            for uid in uids & book.removed.keys():
                book.removed[uid] = replace(book.removed[uid], aside=())
            return tuple(sorted(uids))

    def version(self) -> tuple[int, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._lock:
            return self._writes, *self._stamp()

    def remember(self, key: str, value: str) -> None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing() as book:
            if value:
                book.remembered[key] = value
            else:
                book.remembered.pop(key, None)

    def recall(self, key: str) -> str:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return self._book().remembered.get(key, "")

    def remembered(self) -> dict[str, str]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return dict(self._book().remembered)

    def close(self) -> None:
        """Nothing stays open between two calls."""

    def _book(self) -> Book:
        """What is in the file; read again only if another program changed it."""
        with self._lock:
            seen = self._stamp()
            if not seen or seen != self._seen:
                self._held, self._seen = read(self.path, self._kind), seen
            return self._held

    def _stamp(self) -> tuple[int, ...]:
        with explained(self.path):
            try:
                stat = self.path.stat()
            except FileNotFoundError:
                return ()
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    @contextmanager
    def _writing(self) -> Iterator[Book]:
        """A copy of the book to change; it becomes the file when the block ends well."""
        with self._lock, locked(self.path):
            now = self._book()
            book = replace(
                now,
                entries=dict(now.entries),
                removed=dict(now.removed),
                changes=now.changes.copy(),
                undone=now.undone.copy(),
                remembered=dict(now.remembered),
            )
            yield book
            if book != now or not self._seen:
                write(self.path, book)
                self._writes += 1
                self._held, self._seen = book, self._stamp()

    def _note(
        self,
        book: Book,
        action: str,
        before: tuple[Entry, ...],
        after: tuple[Entry, ...],
        remembered: Mapping[str, str] | None = None,
    ) -> int:
        self._undone.clear(book.undone)
        change = Change(token=0, action=action, before=before, after=after, remembered=remembered or {})
        return self._changes.push(book.changes, change).token

    def _put(self, book: Book, entry: Entry) -> Entry:
        """Makes this the entry with its id; returns it with its lasting id and stamps."""
        before = book.entries.get(entry.id)
        record = to_record(entry)
        if before:
            stamped = written(to_record(before), record, self._changes.session)
        else:
            stamped = added(record, self._changes.session, book.has)
        after = from_record(stamped, id=entry.id, make=type(entry))
        book.entries[entry.id] = after
        book.last_id = max(book.last_id, entry.id)
        book.writes += 1
        return after

    def _take_out(self, book: Book, entry_id: int) -> None:
        gone = removal(to_record(book.entries.pop(entry_id)), self._changes.session)
        book.removed[gone.uid] = gone

    def _replace(self, book: Book, there: tuple[Entry, ...], wanted: tuple[Entry, ...]) -> None:
        """Puts ``wanted`` in the place of what must be ``there``."""
        before = {entry.id: entry for entry in there}
        after = {entry.id: entry for entry in wanted}
        for entry_id in before.keys() | after.keys():
            if book.entries.get(entry_id) != before.get(entry_id):
                raise DiaryError("The entry was changed again since", "Edit it instead of undoing")
        for entry_id in before.keys() - after.keys():
            self._take_out(book, entry_id)
        for entry in wanted:
            self._put(book, entry)


def _forget_same(book: Book, texts: Mapping[str, str]) -> None:
    for key, text in texts.items():
        if book.remembered.get(key) == text:
            del book.remembered[key]


def _bury(book: Book, removed: Removed) -> list[Entry]:
    """Takes out the entry that was removed in another copy; what was there."""
    book.removed[removed.uid] = removed
    gone = [entry for entry in book.entries.values() if entry.uid == removed.uid]
    for entry in gone:
        del book.entries[entry.id]
    return gone


def _one(book: Book, entry_id: int) -> Entry:
    try:
        return book.entries[entry_id]
    except KeyError:
        raise DiaryError(
            f"There is no entry {entry_id} in the diary", "It may have been removed: look at the list"
        ) from None
