"""The tables of a diary file, version by version; the version is the file's ``user_version``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

APPLICATION = 0x6B6E6565
"""``application_id`` of a diary: "knee"."""


def _1_entries(connection: Connection) -> None:
    connection.execute(
        "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, knee TEXT NOT NULL,"
        " kind TEXT NOT NULL, record TEXT NOT NULL)"
    )
    connection.execute("CREATE INDEX entry_at ON entry (at, id)")


def _2_changes(connection: Connection) -> None:
    connection.execute(
        "CREATE TABLE change (token INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL,"
        " action TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)"
    )


def _3_meta(connection: Connection) -> None:
    connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_1_entries, _2_changes, _3_meta)
"""The function at position n brings a file of version n to version n + 1. Never edited, only added to."""

SCHEMA = len(MIGRATIONS)
"""The version this app reads and writes."""


def migrate(connection: Connection, version: int) -> None:
    """Brings the tables from ``version`` to :data:`SCHEMA`, inside the transaction of the caller."""
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
