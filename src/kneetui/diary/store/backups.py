"""Copies of a diary file: made by SQLite itself while others write, checked, and put back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.errors import DiaryError
from kneetui.diary.store.migrations import APPLICATION, SCHEMA
from kneetui.diary.store.open_file import damaged, explained

WAIT = 5.0
"""Seconds that a copy waits for a program that is writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A diary file that is whole: how many ``entries`` it has, in which ``schema``."""

    entries: int
    schema: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The bytes of a diary file, which lie on no disk, and the ``path`` of the file they came out of."""

    data: bytes
    path: Path


def check(backup: Path | Image) -> Checked:
    """Whether a copy of a diary is whole, by SQLite's own check of every page and index.

    Raises :class:`~kneetui.diary.errors.DiaryError` if it is not, is no diary, or is of a newer kneetui.
    """
    path = backup if isinstance(backup, Path) else backup.path
    with explained(path):
        if not path.is_file():
            raise DiaryError(f"There is no file {path}", "“kneetui diary backup --list” names the backups")
        with contextlib.closing(_reading(backup)) as connection:
            return _check(connection, path)


def _check(connection: sqlite3.Connection, path: Path) -> Checked:
    owner, schema = (_one(connection, f"PRAGMA {name}") for name in ("application_id", "user_version"))
    if owner != APPLICATION:
        raise DiaryError(f"The file {path} is not a kneetui diary", "Choose another file")
    if schema > SCHEMA:
        raise DiaryError(f"The file {path} was written by a newer kneetui", "Update kneetui")
    verdict = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if verdict != "ok":
        raise damaged(path, verdict)
    return Checked(entries=_one(connection, "SELECT count(*) FROM entry"), schema=schema)


def image(path: Path) -> tuple[bytes, Checked]:
    """A copy of a diary in memory alone, checked, also while it is written to. Raises as :func:`check`."""
    with (
        explained(path),
        contextlib.closing(_reading(path)) as source,
        contextlib.closing(sqlite3.connect(":memory:")) as made,
    ):
        source.backup(made)
        return made.serialize(), _check(made, path)


def copy(path: Path, target: Path) -> Checked:
    """Copy a diary, also while it is written to; the copy is checked and then takes the place of ``target``, if any.

    It is readable by its owner alone. Raises as :func:`check`.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    with explained(path):
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with (
                contextlib.closing(_reading(path)) as source,
                contextlib.closing(_writing(unfinished)) as made,
            ):
                source.backup(made)
                made.execute("PRAGMA journal_mode = DELETE")
            checked = check(unfinished)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return checked


def put_back(backup: Path | Image, path: Path) -> Checked:
    """Make the diary at ``path`` what the backup is, also where programs have it open; the damaged one is renamed.

    Nothing is changed unless the backup is whole. Raises as :func:`check`.
    """
    checked = check(backup)
    with explained(path), contextlib.closing(_reading(backup)) as source:
        try:
            _pour(source, path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _set_aside(path)
            _pour(source, path)
    return checked


def _pour(source: sqlite3.Connection, path: Path) -> None:
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with contextlib.closing(_writing(path)) as target:
        target.execute("PRAGMA schema_version").fetchone()
        source.backup(target)


def _set_aside(path: Path) -> None:
    number = 1
    while (name := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(name)
    for end in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _reading(backup: Path | Image) -> sqlite3.Connection:
    if isinstance(backup, Path):
        return sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT)
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(backup.data)
    except BaseException:
        connection.close()
        raise
    return connection


def _writing(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=WAIT, isolation_level=None)


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
