"""Changes of a SQLite diary on a stack: those that can be taken back, or those that were and can be made again."""

from __future__ import annotations

import json
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.store.records import Record

if TYPE_CHECKING:
    from collections.abc import Collection
    from sqlite3 import Connection

LEVELS = 50
"""How many changes a stack holds; what is older is forgotten."""

_ABOUT = (
    "(EXISTS (SELECT 1 FROM json_each(before) WHERE key = ?)"
    " OR EXISTS (SELECT 1 FROM json_each(after) WHERE key = ?))"
)

Rows: TypeAlias = dict[int, Record]
"""Entries by id, as records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A :class:`~kneetui.diary.store.base.Change` as it is written."""

    token: int
    action: str
    before: Rows
    after: Rows
    remembered: dict[str, str] = field(default_factory=dict)


class ChangeStack:
    """The stack in the table ``table``, as the session ``session`` sees it.

    It sees what it pushed itself and what lay there when it began; never what another session pushes meanwhile. The
    caller holds the transaction.
    """

    def __init__(self, connection: Connection, table: str, session: str) -> None:
        self._connection = connection
        self._table = table
        self._session = session
        self._earlier = int(connection.execute(f"SELECT coalesce(max(token), 0) FROM {table}").fetchone()[0])

    def push(self, change: ChangeRow) -> int:
        """Put a change on top and return its new token."""
        cursor = self._connection.execute(
            f"INSERT INTO {self._table} (session, action, before, after, remembered) VALUES (?, ?, ?, ?, ?)",
            (
                self._session,
                change.action,
                dump(change.before),
                dump(change.after),
                dump(change.remembered),
            ),
        )
        self._connection.execute(
            f"DELETE FROM {self._table} WHERE token NOT IN"
            f" (SELECT token FROM {self._table} ORDER BY token DESC LIMIT ?)",
            (LEVELS,),
        )
        return int(cursor.lastrowid or 0)

    def last(self) -> int | None:
        """The token of the topmost change that the session sees."""
        row = self._connection.execute(
            f"SELECT max(token) FROM {self._table} WHERE session = ? OR token <= ?",
            (self._session, self._earlier),
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def take(self, token: int | None = None) -> ChangeRow | None:
        """Take off the change ``token``, whoever made it, or the topmost that the session sees."""
        wanted = self.last() if token is None else token
        row = self._connection.execute(
            f"SELECT token, action, before, after, remembered FROM {self._table} WHERE token = ?", (wanted,)
        ).fetchone()
        self._connection.execute(f"DELETE FROM {self._table} WHERE token = ?", (wanted,))
        if row is None:
            return None
        return ChangeRow(
            token=row[0],
            action=row[1],
            before=_rows(row[2]),
            after=_rows(row[3]),
            remembered=json.loads(row[4]),
        )

    def uids(self, entry_id: int) -> set[str]:
        """The lasting ids that the entry with this id had in the changes."""
        sides = self._connection.execute(
            f"SELECT before, after FROM {self._table} WHERE {_ABOUT}", (str(entry_id), str(entry_id))
        )
        records = (json.loads(side).get(str(entry_id), {}) for row in sides for side in row)
        return {str(record["uid"]) for record in records if record.get("uid")}

    def numbers(self, uids: Collection[str]) -> set[int]:
        """The ids of the entries in the changes that have one of these lasting ids."""
        sides = self._connection.execute(f"SELECT before, after FROM {self._table}").fetchall()
        return {
            number
            for row in sides
            for side in row
            for number, record in _rows(side).items()
            if record.get("uid") in uids
        }

    def forget(self, entry_id: int) -> None:
        """Take off every change, whoever made it, that the entry with this id is in."""
        self._connection.execute(f"DELETE FROM {self._table} WHERE {_ABOUT}", (str(entry_id), str(entry_id)))

    def clear(self) -> None:
        """Take off everything that the session sees."""
        self._connection.execute(
            f"DELETE FROM {self._table} WHERE session = ? OR token <= ?",
            (self._session, self._earlier),
        )


def dump(value: object) -> str:
    """A record, or several, as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rows(text: str) -> Rows:
    return {int(entry_id): record for entry_id, record in json.loads(text).items()}
