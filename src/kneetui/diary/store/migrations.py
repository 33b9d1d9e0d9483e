"""The tables of a diary file, version by version; the version is the file's ``user_version``."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.config import clock
from kneetui.diary.history import UID, with_uid
from kneetui.diary.relations import in_old_text
from kneetui.diary.store.numbers import COLUMNS, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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


def _4_relations(connection: Connection) -> None:
    """Assessments beside each other are a field of the record; they were hidden in the text of the answers."""
    for number, text in connection.execute(
        "SELECT id, record FROM entry WHERE kind = 'assessment'"
    ).fetchall():
        record = json.dumps(in_old_text(json.loads(text)), ensure_ascii=False, separators=(",", ":"))
        connection.execute("UPDATE entry SET record = ? WHERE id = ?", (record, number))
    for token, *sides in connection.execute("SELECT token, before, after FROM change").fetchall():
        before, after = (
            json.dumps(
                {number: in_old_text(record) for number, record in json.loads(side).items()},
                ensure_ascii=False,
                separators=(",", ":"),
            )
            for side in sides
        )
        connection.execute("UPDATE change SET before = ?, after = ? WHERE token = ?", (before, after, token))


def _5_undone(connection: Connection) -> None:
    """Changes that were taken back, each with the session that took it back."""
    connection.execute(
        "CREATE TABLE undone (token INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL,"
        " action TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)"
    )


def _6_zones(connection: Connection) -> None:
    """Each entry has a time zone: wall time was that of the host, or of TZ. Its instant stands beside it, in UTC."""
    connection.execute("ALTER TABLE entry ADD COLUMN utc TEXT NOT NULL DEFAULT ''")
    rows = connection.execute("SELECT id, record FROM entry").fetchall()
    for number, record in ((number, _in_zone(json.loads(text))) for number, text in rows):
        connection.execute(
            "UPDATE entry SET utc = ?, record = ? WHERE id = ?", (utc(record), _dump(record), number)
        )
    for table in ("change", "undone"):
        for token, *sides in connection.execute(f"SELECT token, before, after FROM {table}").fetchall():
            before, after = (
                _dump({number: _in_zone(record) for number, record in json.loads(side).items()})
                for side in sides
            )
            connection.execute(
                f"UPDATE {table} SET before = ?, after = ? WHERE token = ?", (before, after, token)
            )


def _in_zone(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "zone": clock.of_entry_before(datetime.fromisoformat(record["when"]))}


def _7_lasting_ids(connection: Connection) -> None:
    """Each entry has an id that lasts in every copy of the diary, and a stamp; removals are remembered."""
    connection.execute("ALTER TABLE entry ADD COLUMN uid TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE TABLE removed (uid TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID")
    taken: set[str] = set()
    for number, text in connection.execute("SELECT id, record FROM entry ORDER BY id").fetchall():
        record = with_uid(json.loads(text), taken)
        taken.add(record[UID])
        connection.execute(
            "UPDATE entry SET uid = ?, record = ? WHERE id = ?", (record[UID], _dump(record), number)
        )
    connection.execute("CREATE UNIQUE INDEX entry_uid ON entry (uid)")


def _8_kinds(connection: Connection) -> None:
    """The last assessment, or look, of twenty years is had without reading all of them."""
    connection.execute("CREATE INDEX entry_kind ON entry (kind, at, id)")


def _9_remembered(connection: Connection) -> None:
    """What an import remembers goes with it when it is taken back."""
    for table in ("change", "undone"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN remembered TEXT NOT NULL DEFAULT '{{}}'")


def _10_numbers(connection: Connection) -> None:
    """Numbers stand in columns: twenty years are compared and summed without reading their records."""
    for name in COLUMNS:
        connection.execute(f"ALTER TABLE entry ADD COLUMN {name}")
    write = f"UPDATE entry SET {', '.join(f'{name} = ?' for name in COLUMNS)} WHERE id = ?"
    for number, text in connection.execute("SELECT id, record FROM entry").fetchall():
        with contextlib.suppress(ValueError):
            record = json.loads(text)
            if isinstance(record, dict):
                connection.execute(write, (*columns(record), number))
    connection.execute(f"CREATE INDEX entry_numbers ON entry (at, knee, {', '.join(COLUMNS)})")


def utc(record: Mapping[str, Any]) -> str:
    """The instant of a record in UTC, such as ``2026-11-22T06:30Z``; empty if its zone is not known."""
    instant = clock.instant(datetime.fromisoformat(str(record["when"])), str(record.get("zone", "")))
    return instant.isoformat(timespec="minutes").replace("+00:00", "Z") if instant else ""


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _1_entries,
    _2_changes,
    _3_meta,
    _4_relations,
    _5_undone,
    _6_zones,
    _7_lasting_ids,
    _8_kinds,
    _9_remembered,
    _10_numbers,
)
"""The function at position n brings a file of version n to version n + 1. Never edited, only added to."""

SCHEMA = len(MIGRATIONS)
"""The version this app reads and writes."""


def migrate(connection: Connection, version: int) -> None:
    """Brings the tables from ``version`` to :data:`SCHEMA`, inside the transaction of the caller."""
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
