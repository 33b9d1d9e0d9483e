"""Opens the SQLite file of a diary: permissions, damage, versions, migration."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from kneetui.diary.errors import DiaryBusyError, DiaryError
from kneetui.diary.store.leftovers import set_aside
from kneetui.diary.store.migrations import APPLICATION, SCHEMA, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a write waits for another program that is writing."""


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system say about ``path`` into a :class:`DiaryError`."""
    try:
        yield
    except sqlite3.ProgrammingError as error:
        if "closed database" not in str(error):
            raise
        raise DiaryError(f"The diary {path} was closed meanwhile", "Do it once more") from error
    except sqlite3.DatabaseError as error:
        raise _explanation(path, error) from error
    except OSError as error:
        raise DiaryError(
            f"The diary {path} cannot be opened ({error.strerror})",
            "Check that the folder exists and that you may write to it, or choose another file",
        ) from error


def _explanation(path: Path, error: sqlite3.DatabaseError) -> DiaryError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DiaryBusyError(
            f"The diary {path} is in use by another program just now",
            "Try again in a moment; nothing has to be closed, and what waits to be saved is saved by itself",
        )
    if name.startswith("SQLITE_FULL"):
        return DiaryError(f"There is no room left to write the diary {path}", "Free some space and try again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return DiaryError(
            f"The diary {path} cannot be written",
            "Check that the file and its folder belong to you, then try again",
        )
    if name.startswith("SQLITE_IOERR"):
        return DiaryError(
            f"The disk did not read or write the diary {path} ({error})", "Check the disk, then try again"
        )
    return damaged(path, str(error))


def damaged(path: Path, what: str) -> DiaryError:
    """The error for a diary file that cannot be understood."""
    return DiaryError(
        f"The diary {path} is damaged ({what})",
        "Nothing was changed. Keep a copy of it; put back a backup, or move it away and import an export",
    )


def open_file(path: Path, wait: float | None = None) -> sqlite3.Connection:
    """A connection to the diary at ``path``, with the present schema; or a :class:`DiaryError`.

    It waits ``wait`` seconds for another program that is writing, instead of :data:`BUSY_SECONDS`.
    """
    patience = BUSY_SECONDS if wait is None else wait
    with explained(path):
        if not _prepare(path):
            return _open_to_read(path)
        set_aside(path)
        connection = _connect(path, patience)
        try:
            version = _check_ours(connection, path)
            _without_log(connection, patience)
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA secure_delete = ON")
            if version < SCHEMA:
                _bring_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, wait: float = BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)


def _prepare(path: Path) -> bool:
    """Makes the file with its folders if it is not there; whether it may be written."""
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if path.stat().st_mode & 0o077:
        with contextlib.suppress(PermissionError):
            path.chmod(0o600)
    return True


def _check_ours(connection: sqlite3.Connection, path: Path) -> int:
    # Tables first: another program may make them, together with the two numbers, between these reads.
    tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if tables and owner != APPLICATION:
        raise DiaryError(f"The file {path} is not a kneetui diary", "Choose another file for the diary")
    if version > SCHEMA:
        raise DiaryError(
            f"The diary {path} was written by a newer kneetui (schema {version}, known up to {SCHEMA})",
            "Update kneetui, or choose another file",
        )
    return version


def _without_log(connection: sqlite3.Connection, wait: float) -> None:
    """Keeps all in the one file: a copy of it is the diary at any time, and nothing that lies beside it counts.

    A diary of kneetui 0.1 has a log beside it. While another program still has it open so, it stays as it is.
    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.execute("PRAGMA busy_timeout = 0")
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA busy_timeout = {wait * 1000:.0f}")


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A diary that nobody may write to, such as one on a disk that is mounted to be read."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        version = _check_ours(connection, path)
        return connection if version == SCHEMA else _brought_up_in_memory(connection, version)
    except BaseException:
        connection.close()
        raise


def _brought_up_in_memory(connection: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """A copy of an older diary that cannot be written, which is read as the present schema has it."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with contextlib.closing(connection):
            connection.backup(copy)
        migrate(copy, version)
        copy.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _check_ours(connection, path)
        if 0 < version < SCHEMA:
            _check_sound(connection, path)
            _back_up(path, version)
        if version < SCHEMA:
            migrate(connection, version)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_sound(connection: sqlite3.Connection, path: Path) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise damaged(path, verdict)


def _back_up(path: Path, version: int) -> None:
    """Copies the diary as it was to ``NAME.schema-N.backup`` beside it, never over an earlier copy."""
    target = _free_name(path, version)
    try:
        with contextlib.closing(_connect(path)) as source, contextlib.closing(_connect(target)) as copy:
            source.backup(copy)
    except BaseException:
        target.unlink()
        raise


def _free_name(path: Path, version: int) -> Path:
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.name}.schema-{version}.backup{again}")
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            number += 1
        else:
            return target
