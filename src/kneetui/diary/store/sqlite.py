"""The diary in one SQLite file."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryBusyError, EntryError
from kneetui.diary.history import (
    Removed,
    removed_from,
)
from kneetui.diary.merge import rebased
from kneetui.diary.relations import numbered
from kneetui.diary.store import numbers
from kneetui.diary.store.base import Change
from kneetui.diary.store.change_stack import ChangeRow, ChangeStack, Rows
from kneetui.diary.store.open_file import BUSY_SECONDS, damaged, explained, open_file
from kneetui.diary.store.record_table import RecordTable, content, contents
from kneetui.diary.store.records import Record, from_record, to_record
from kneetui.diary.store.salvage import Unreadable, parsed
from kneetui.diary.store.wanted import EVERY, any_piece, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kneetui.diary.by_day.days import Day, RoutineDay
    from kneetui.diary.store.wanted import Sought

Order = Literal["ASC", "DESC"]
INNER = ("SAVEPOINT inside", "RELEASE inside", "ROLLBACK TO inside")
"""How a part of a transaction begins, ends, and is taken back."""
PARSED = 2048
"""Entries that stay parsed, so that only what changed is parsed again: those of some months, a few MB."""


def open_diary(
    path: Path, kind: type[Entry] = Entry, *, wait: float | None = None, busy: bool = False
) -> SqliteDiary:
    """Opens the diary in the file ``path``, and makes it if there is none, readable by its owner only.

    ``kind`` is the class of its entries, ``wait`` the seconds that each method waits for another program that is writing,
    before it raises :class:`~kneetui.diary.errors.DiaryBusyError`. One that was ``busy`` just now is not waited for.

    Raises :class:`~kneetui.diary.errors.DiaryError` if the file is damaged, written by a newer kneetui,
    not a diary, or cannot be read; such a file is left as it is.
    """
    return SqliteDiary(path, kind, wait=wait, busy=busy)


class SqliteDiary:
    """A :class:`~kneetui.diary.store.base.DiaryStore` in one file.

    Each change is one transaction that is on the disk when the method returns. Several programs may have the
    file open; a write waits for the others up to :data:`~kneetui.diary.store.open_file.BUSY_SECONDS`. Methods may be
    called from any thread.
    """

    def __init__(
        self, path: Path, kind: type[Entry] = Entry, *, wait: float | None = None, busy: bool = False
    ) -> None:
        self._kind = kind
        self.path = Path(path).expanduser().absolute()
        self._lock = RLock()
        self._session = os.urandom(8).hex()
        self._wait = BUSY_SECONDS if wait is None else wait
        self._busy = busy
        self._connection = open_file(self.path, 0 if busy else wait)
        self._connection.create_function("holds", 2, holds, deterministic=True)
        self._parsed_entry = lru_cache(maxsize=PARSED)(self._parse_entry)
        self._records = RecordTable(self._connection, self.path, self._session)
        with self._reading():
            self._changes = ChangeStack(self._connection, "change", self._session)
            self._undone = ChangeStack(self._connection, "undone", self._session)

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
        with self._writing():
            given = {entry.id: to_record(entry) for entry in edited}
            before = {entry_id: self._records.record(entry_id) for entry_id in given}
            after = {entry_id: self._records.put(entry_id, record) for entry_id, record in given.items()}
            for removal in removed:
                before |= self._records.bury(removal)
            new = {
                entry.id: self._records.put(entry.id, to_record(entry))
                for entry in numbered(entries, self._records.last_id())
            }
            texts = self._remember_new(remembered or {})
            if new or texts or contents(before) != contents(_there(after)):
                self._note("add", before, {**_there(after), **_there(new)}, texts)
        return self._made_all(_there(new))

    def edit(self, entry: Entry, *, base: Entry | None = None) -> Entry:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing():
            before = self._records.record(entry.id)
            wanted = rebased(to_record(base), to_record(entry), before) if base else to_record(entry)
            after = self._records.put(entry.id, wanted) or before
            if content(before) != content(after):
                self._note("edit", {entry.id: before}, {entry.id: after})
        return self._made(entry.id, after)

    def remove(self, entry_id: int) -> int:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing():
            before = self._records.record(entry_id)
            self._records.put(entry_id, None)
            return self._note("remove", {entry_id: before}, {})

    def removals(self) -> tuple[Removed, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            rows = self._connection.execute("SELECT record FROM removed").fetchall()
        return tuple(removed_from(json.loads(text)) for (text,) in rows)

    def undo(self, token: int | None = None) -> Change | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing():
            change = self._changes.take(token)
            if change is None:
                return None
            self._records.replace(change.after, change.before)
            self._forget_same(change.remembered)
            self._undone.push(change)
        return self._change(change)

    def redo(self) -> Change | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing():
            change = self._undone.take()
            if change is None:
                return None
            self._records.replace(change.before, change.after)
            self._remember_new(change.remembered)
            token = self._changes.push(change)
        return self._change(replace(change, token=token))

    def last_change(self) -> int | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return self._changes.last()

    def last_undone(self) -> int | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return self._undone.last()

    def get(self, entry_id: int) -> Entry:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return self._made(entry_id, self._records.record(entry_id))

    def entries(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        knee: str = "",
        kind: str = "",
        wanted: Sought = EVERY,
    ) -> list[Entry]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return list(self._select(since, until, knee, kind, wanted=wanted))

    def days(self, knee: str, since: date, until: date) -> tuple[Day, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return numbers.days(self._connection, knee, since, until)

    def routine_days(self, knee: str, since: date, until: date) -> tuple[RoutineDay, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return numbers.routine_days(self._connection, knee, since, until)

    def latest(self, *, knee: str = "", kind: str = "") -> Entry | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return self._first(knee, kind, "DESC")

    def oldest(self, *, knee: str = "", kind: str = "") -> Entry | None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        return self._first(knee, kind, "ASC")

    def count(self) -> int:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return self._one("SELECT count(*) FROM entry")

    def unreadable(self) -> tuple[Unreadable, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            rows = self._connection.execute("SELECT id, record FROM entry ORDER BY id").fetchall()
        read = (self._parsed_entry(entry_id, text) for entry_id, text in rows)
        return tuple(entry for entry in read if isinstance(entry, Unreadable))

    def forget(self, entry_id: int) -> tuple[str, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing():
            uids = {*self._changes.uids(entry_id), *self._undone.uids(entry_id)}
            row = self._connection.execute("SELECT uid FROM entry WHERE id = ?", (entry_id,)).fetchone()
            if row is not None:
                uids.add(str(row[0]))
                self._records.put(entry_id, None)
            for uid in uids:
                self._connection.execute(
                    "UPDATE removed SET record = json_remove(record, '$.aside') WHERE uid = ?", (uid,)
                )
            self._changes.forget(entry_id)
            self._undone.forget(entry_id)
        self._parsed_entry.cache_clear()
        with self._reading():
            self._connection.execute("VACUUM")
        return tuple(sorted(uids))

    def numbers(self, uids: Iterable[str]) -> tuple[int, ...]:
        """The ids of entries with these lasting ids, there now or in a change that can be taken back or made again."""
        with self._reading():
            wanted = tuple(uids)
            marks = ", ".join("?" * len(wanted))
            rows = self._connection.execute(f"SELECT id FROM entry WHERE uid IN ({marks})", wanted).fetchall()
            changed = (*self._changes.numbers(wanted), *self._undone.numbers(wanted))
        return tuple({*(int(number) for (number,) in rows), *changed})

    def version(self) -> tuple[int, ...]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`: which session, what others committed, and what it wrote."""
        with self._reading():
            seen = self._one("PRAGMA data_version"), self._connection.total_changes
        return int(self._session, 16), *seen

    def remember(self, key: str, value: str) -> None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._writing():
            if value:
                self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
            else:
                self._connection.execute("DELETE FROM meta WHERE key = ?", (key,))

    def recall(self, key: str) -> str:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def remembered(self) -> dict[str, str]:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._reading():
            return dict(self._connection.execute("SELECT key, value FROM meta ORDER BY key").fetchall())

    def close(self) -> None:
        """See :class:`~kneetui.diary.store.base.DiaryStore`."""
        with self._lock, explained(self.path):
            self._connection.close()

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """See :class:`~kneetui.diary.store.base.WritesAsOne`."""
        with self._transaction("EXCLUSIVE"):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            try:
                with explained(self.path):
                    yield
            except DiaryBusyError:
                self._stand_in_line(busy=True)
                raise
            self._stand_in_line(busy=False)

    def _stand_in_line(self, *, busy: bool) -> None:
        """Once another program was in the way for the whole wait, the next calls do not wait, until one gets through.

        A screen that reads five things would otherwise stand still five times as long.
        """
        if busy != self._busy:
            self._busy = busy
            self._connection.execute(f"PRAGMA busy_timeout = {0 if busy else self._wait * 1000:.0f}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._transaction("IMMEDIATE"):
            yield

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        with self._reading():
            inner = self._connection.in_transaction
            begin, end, back = INNER if inner else (f"BEGIN {kind}", "COMMIT", "ROLLBACK")
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute(end)
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute(back)
                raise

    def _first(self, knee: str, kind: str, order: Order) -> Entry | None:
        """The first one that can be read."""
        first = next(self._select(None, None, knee, kind, limit=1, order=order), None)
        return first or next(self._select(None, None, knee, kind, order=order), None)

    def _select(
        self,
        since: date | None,
        until: date | None,
        knee: str,
        kind: str,
        *,
        limit: int = -1,
        wanted: Sought = EVERY,
        order: Order = "DESC",
    ) -> Iterator[Entry]:
        conditions = [
            ("at >= ?", since and since.isoformat()[:10]),
            ("at <= ?", until and until.isoformat()[:10] + "T99"),
            ("knee IN (?, 'both')", knee if knee != "both" else ""),
            ("kind = ?", kind),
        ]
        filters: list[tuple[str, Sequence[str | float]]] = [
            (condition, (value,)) for condition, value in conditions if value
        ]
        filters += [any_piece(group) for group in wanted.groups]
        filters += [numbers.within(limits) for limits in wanted.ranges]
        where = f" WHERE {' AND '.join(condition for condition, _ in filters)}" if filters else ""
        query = f"SELECT id, record FROM entry{where} ORDER BY at {order}, id {order} LIMIT ?"
        with self._reading():
            values = (value for _, given in filters for value in given)
            rows = self._connection.execute(query, (*values, limit)).fetchall()
        for entry_id, text in rows:
            entry = self._parsed_entry(entry_id, text)
            if not isinstance(entry, Unreadable):
                yield entry

    def _one(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])

    def _remember_new(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Remembers what nothing is remembered of yet; those texts."""
        write = "INSERT OR IGNORE INTO meta VALUES (?, ?)"
        return {
            key: text for key, text in texts.items() if self._connection.execute(write, (key, text)).rowcount
        }

    def _forget_same(self, texts: Mapping[str, str]) -> None:
        self._connection.executemany("DELETE FROM meta WHERE key = ? AND value = ?", texts.items())

    def _note(self, action: str, before: Rows, after: Rows, remembered: dict[str, str] | None = None) -> int:
        self._undone.clear()
        return self._changes.push(
            ChangeRow(token=0, action=action, before=before, after=after, remembered=remembered or {})
        )

    def _change(self, row: ChangeRow) -> Change:
        before, after = self._made_all(row.before), self._made_all(row.after)
        return Change(
            token=row.token, action=row.action, before=before, after=after, remembered=row.remembered
        )

    def _parse_entry(self, entry_id: int, text: str) -> Entry | Unreadable:
        return parsed(entry_id, text, self._kind)

    def _made(self, entry_id: int, record: Mapping[str, Any]) -> Entry:
        try:
            return from_record(record, id=entry_id, make=self._kind)
        except EntryError as error:
            raise damaged(self.path, f"entry {entry_id}: {error.message}") from error

    def _made_all(self, rows: Rows) -> tuple[Entry, ...]:
        return tuple(self._made(entry_id, record) for entry_id, record in rows.items())


def _there(rows: Mapping[int, Record | None]) -> Rows:
    return {entry_id: record for entry_id, record in rows.items() if record is not None}
