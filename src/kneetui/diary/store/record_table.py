"""The records of a diary in its file: found, put, taken out and put back, with what lasts of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryError
from kneetui.diary.history import ABOUT, UID, Removed, added, removal, removed_record, written
from kneetui.diary.store.change_stack import Rows, dump
from kneetui.diary.store.migrations import utc
from kneetui.diary.store.numbers import COLUMNS, columns
from kneetui.diary.store.open_file import damaged
from kneetui.diary.store.records import Record

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_LARGEST_ID = 2**63 - 1
_NAMES = ("at", "utc", "uid", "knee", "kind", "record", *COLUMNS)


class RecordTable:
    """The tables ``entry`` and ``removed``; every method is part of a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection, path: Path, session: str) -> None:
        self._connection, self._path, self._session = connection, path, session

    def _find(self, entry_id: int) -> Record | None:
        if entry_id > _LARGEST_ID:
            return None
        row = self._connection.execute("SELECT record FROM entry WHERE id = ?", (entry_id,)).fetchone()
        return self._parsed(entry_id, row[0]) if row else None

    def record(self, entry_id: int) -> Record:
        """The record with this id; raises :class:`~kneetui.diary.errors.DiaryError` if there is none."""
        record = self._find(entry_id)
        if record is None:
            raise DiaryError(
                f"There is no entry {entry_id} in the diary", "It may have been removed: look at the list"
            )
        return record

    def last_id(self) -> int:
        """The largest id that was ever given."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").fetchone()
        return int(row[0]) if row else 0

    def _insert(self, record: Record, entry_id: int) -> None:
        self._connection.execute(
            f"INSERT INTO entry ({', '.join(_NAMES)}, id) VALUES (?{', ?' * len(_NAMES)})",
            (*_columns(record), entry_id),
        )

    def put(self, entry_id: int, record: Record | None) -> Record | None:
        """Makes ``record`` the entry with this id, whether or not there is one; ``None`` takes it out.

        Returns it as it was written, with its lasting id and stamps.
        """
        before = self._find(entry_id)
        if record is None:
            if before is not None:
                self._mark_removed(removal(before, self._session))
            self._connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
            return None
        if before is None:
            new = added(record, self._session, self._taken)
            self._insert(new, entry_id)
            return new
        after = written(before, record, self._session)
        if after != before:
            self._connection.execute(
                f"UPDATE entry SET {', '.join(f'{name} = ?' for name in _NAMES)} WHERE id = ?",
                (*_columns(after), entry_id),
            )
        return after

    def _taken(self, uid: str) -> bool:
        query = "SELECT 1 FROM entry WHERE uid = ?1 UNION ALL SELECT 1 FROM removed WHERE uid = ?1"
        return self._connection.execute(query, (uid,)).fetchone() is not None

    def bury(self, removed: Removed) -> Rows:
        """Takes out the entry that was removed in another copy; what was there."""
        row = self._connection.execute("SELECT id FROM entry WHERE uid = ?", (removed.uid,)).fetchone()
        self._mark_removed(removed)
        if row is None:
            return {}
        gone = {int(row[0]): self.record(int(row[0]))}
        self._connection.execute("DELETE FROM entry WHERE id = ?", (row[0],))
        return gone

    def _mark_removed(self, removed: Removed) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO removed VALUES (?, ?)", (removed.uid, dump(removed_record(removed)))
        )

    def replace(self, there: Rows, wanted: Rows) -> None:
        """Puts ``wanted`` in the place of what must be ``there``. Raises :class:`DiaryError` if something else is."""
        for entry_id in there.keys() | wanted.keys():
            if content(self._find(entry_id)) != content(there.get(entry_id)):
                raise DiaryError("The entry was changed again since", "Edit it instead of undoing")
        for entry_id in there.keys() | wanted.keys():
            self.put(entry_id, wanted.get(entry_id))

    def _parsed(self, entry_id: int, text: str) -> Record:
        try:
            record = json.loads(text)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise damaged(self._path, f"entry {entry_id} cannot be read")
        return record


def content(record: Record | None) -> Record | None:
    """The record without what a store notes about it."""
    return record and {key: value for key, value in record.items() if key not in (*ABOUT, "zone")}


def contents(rows: Rows) -> dict[int, Record | None]:
    """The same for each of the rows."""
    return {entry_id: content(record) for entry_id, record in rows.items()}


def _columns(record: Record) -> tuple[str | float | None, ...]:
    when, knee, kind = (str(record[key]) for key in ("when", "knee", "kind"))
    return when, utc(record), str(record[UID]), knee, kind, dump(record), *columns(record)
