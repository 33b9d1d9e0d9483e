"""What can still be read of a diary file that is damaged, entry by entry."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING, Final

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError, EntryError
from kneetui.diary.store.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FURTHER: Final = 1000
"""Ids that are tried beyond the last one that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An entry of which only the id, and perhaps the ``text`` that stands in the file, are known, and why."""

    id: int
    reason: str
    text: str = ""

    @property
    def words(self) -> str:
        """Which entry cannot be read, and why, in a sentence."""
        return f"Entry {self.id} cannot be read: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What was read of a file, newest first, and what was not."""

    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]


def salvage(path: Path) -> Salvage:
    """Read every entry that can be read, of any schema; the file stays as it is.

    Raises :class:`~kneetui.diary.errors.DiaryError` if it is no SQLite file, or has no entries at all.
    """
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            rows = dict(_rows(connection))
    except sqlite3.DatabaseError as error:
        raise DiaryError(
            f"Nothing of {path} can be read ({error})", "Put back a backup: “kneetui diary backup --list”"
        ) from error
    read = {number: parsed(number, text) for number, text in rows.items()}
    good = [entry for entry in read.values() if not isinstance(entry, Unreadable)]
    return Salvage(
        entries=tuple(sorted(good, key=lambda entry: (entry.when, entry.id), reverse=True)),
        unreadable=tuple(entry for entry in read.values() if isinstance(entry, Unreadable)),
    )


def parsed(number: int, text: object, kind: type[Entry] = Entry) -> Entry | Unreadable:
    """The entry of a class that a row holds, or why it cannot be read."""
    try:
        record = json.loads(text) if isinstance(text, str) else None
        if not isinstance(record, dict):
            return Unreadable(id=number, reason="it is no record", text=str(text or ""))
        return from_record(record, id=number, make=kind)
    except EntryError as error:
        return Unreadable(id=number, reason=error.message, text=str(text))
    except ValueError as error:
        return Unreadable(id=number, reason=f"its text is broken ({error})", text=str(text))


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, object]]:
    """Each id with its record; where the file breaks off, id by id."""
    connection.text_factory = _text
    number = 0
    try:
        for number, text in connection.execute("SELECT id, record FROM entry ORDER BY id"):
            yield number, text
    except sqlite3.DatabaseError:
        if not number and not _has_entries(connection):
            raise
        yield from _one_by_one(connection, number + 1)


def _one_by_one(connection: sqlite3.Connection, first: int) -> Iterator[tuple[int, object]]:
    last = first + FURTHER
    number = first
    while number < last:
        try:
            row = connection.execute("SELECT record FROM entry WHERE id = ?", (number,)).fetchone()
            if row is not None:
                last = max(last, number + FURTHER)
                yield number, row[0]
        except sqlite3.DatabaseError as error:
            yield number, error
        number += 1


def _has_entries(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone() is not None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
