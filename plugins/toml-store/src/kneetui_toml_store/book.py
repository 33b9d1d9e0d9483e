"""The file of the diary: read, checked, and written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from kneetui.config.clock import of_entry_before
from kneetui.config.paths import private_dir, write_private
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError, EntryError
from kneetui.diary.history import Removed, removed_from, removed_record, with_uid
from kneetui.diary.store.base import Change
from kneetui.diary.store.records import from_record, to_record
from kneetui_toml_store.stack import Stack

_Written = TypeVar("_Written")

FORMAT = 2
"""The ``format`` of the file that is written; every entry has a time zone in it."""
FORMATS = (1, FORMAT)
"""Those that are read."""


@dataclass(slots=True, kw_only=True)
class Book:
    """Everything in the file. ``undone`` are the changes that were taken back."""

    entries: dict[int, Entry] = field(default_factory=dict)
    changes: Stack = field(default_factory=Stack)
    undone: Stack = field(default_factory=Stack)
    remembered: dict[str, str] = field(default_factory=dict)
    last_id: int = 0
    removed: dict[str, Removed] = field(default_factory=dict)
    writes: int = field(default=0, compare=True)
    """Goes up with every entry that is put, also where only its stamps differ."""
    sections: dict[tuple[str, int], tuple[object, str]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was written last, with its text, by identity: of thousands of entries, a change touches one."""

    def has(self, uid: str) -> bool:
        """Whether an entry has this lasting id, or had it."""
        return uid in self.removed or any(entry.uid == uid for entry in self.entries.values())


def read(path: Path, kind: type[Entry]) -> Book:
    """The book in the file, with entries of a class; an empty one if there is no file.

    Raises :class:`DiaryError`.
    """
    with explained(path):
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Book()
        except UnicodeDecodeError as error:
            raise _damaged(path, "it is not UTF-8 text") from error
    try:
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    if whole.get("format") not in FORMATS:
        raise DiaryError(
            f"The diary {path} has format {whole.get('format', 'missing')}, and formats up to {FORMAT} are read here",
            "Update kneetui-toml-store, or choose another file",
        )
    try:
        return _book(whole, kind)
    except EntryError as error:
        raise _damaged(path, str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error


def write(path: Path, book: Book) -> None:
    """Put the book in the place of the file; on the disk when this returns. Raises :class:`DiaryError`."""
    head = {
        "format": FORMAT,
        "last-id": book.last_id,
        "last-token": book.changes.last_token,
        "last-undone-token": book.undone.last_token,
    }
    before, book.sections = book.sections, {}

    def section(name: str, written: _Written, table: Callable[[_Written], dict[str, Any]]) -> str:
        key = (name, id(written))
        last, text = before.get(key, (None, ""))
        if last is not written:
            text = _section(name, table(written))
        book.sections[key] = (written, text)
        return text

    parts = [
        tomli_w.dumps(head),
        *(section("entry", entry, _table) for entry in book.entries.values()),
        *([tomli_w.dumps({"kept": book.remembered})] if book.remembered else []),
        *(section("removed", removal, removed_record) for removal in book.removed.values()),
        *(section("change", held, _change) for held in book.changes.changes),
        *(section("undone", held, _change) for held in book.undone.changes),
    ]
    with explained(path):
        write_private(path, "\n".join(parts))


def _section(name: str, table: dict[str, Any]) -> str:
    """The table as ``[[name]]``; tomli-w alone would put short ones on one line."""
    return f"[[{name}]]\n" + tomli_w.dumps({name: table}).removeprefix(f"[{name}]\n")


def _change(held: tuple[str, Change]) -> dict[str, Any]:
    session, change = held
    return {
        "token": change.token,
        "session": session,
        "action": change.action,
        "before": [_table(entry) for entry in change.before],
        "after": [_table(entry) for entry in change.after],
        **({"kept": dict(change.remembered)} if change.remembered else {}),
    }


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keeps other programs from writing meanwhile, where the system can (a lock file beside the diary)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with explained(path):
        private_dir(path.parent)
        handle = os.open(path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the file system says about ``path`` into a :class:`DiaryError`."""
    try:
        yield
    except OSError as error:
        raise DiaryError(
            f"The diary {path} cannot be read or written ({error.strerror or error})",
            "Check the folder, its owner and the room on the disk, or choose another file",
        ) from error


def _damaged(path: Path, what: str) -> DiaryError:
    return DiaryError(
        f"The diary {path} is damaged ({what})",
        "Nothing was changed. Keep a copy, then mend that place or put back a backup",
    )


def _table(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, **to_record(entry), "when": entry.when}


def _entry(table: Mapping[str, Any], kind: type[Entry]) -> Entry:
    record = dict(table)
    return _in_zone(from_record(record, id=record.pop("id"), make=kind))


def _in_zone(entry: Entry) -> Entry:
    """The entry with a time zone; what was written before there were any was written in that of the host."""
    return entry if entry.zone else replace(entry, zone=of_entry_before(entry.when))


def _with_uids(entries: Mapping[int, Entry]) -> dict[int, Entry]:
    """The entries with lasting ids; those from before there were any have the same one at every reading."""
    taken = {entry.uid for entry in entries.values() if entry.uid}
    named = {}
    for number, entry in sorted(entries.items()):
        if not entry.uid:
            record = with_uid(to_record(entry), taken)
            entry = from_record(record, id=number, make=type(entry))
            taken.add(entry.uid)
        named[number] = entry
    return named


def _read_change(table: Mapping[str, Any], kind: type[Entry]) -> tuple[str, Change]:
    before, after = (
        tuple(_entry(entry, kind) for entry in table.get(key, [])) for key in ("before", "after")
    )
    texts = {str(key): str(value) for key, value in table.get("kept", {}).items()}
    return str(table["session"]), Change(
        token=int(table["token"]), action=table["action"], before=before, after=after, remembered=texts
    )


def _stack(tables: Iterable[Mapping[str, Any]], last_token: object, kind: type[Entry]) -> Stack:
    changes = [_read_change(table, kind) for table in tables]
    return Stack(changes, max([int(str(last_token)), *(change.token for _, change in changes)]))


def _book(whole: Mapping[str, Any], kind: type[Entry]) -> Book:
    book = Book(remembered={str(key): str(value) for key, value in whole.get("kept", {}).items()})
    unnumbered = []
    for table in whole.get("entry", []):
        if "id" not in table:
            unnumbered.append(_in_zone(from_record(table, make=kind)))
            continue
        entry = _entry(table, kind)
        if entry.id in book.entries or entry.id < 1:
            raise ValueError(f"two entries have the id {entry.id}, or it is below 1")
        book.entries[entry.id] = entry
    book.changes = _stack(whole.get("change", []), whole.get("last-token", 0), kind)
    book.undone = _stack(whole.get("undone", []), whole.get("last-undone-token", 0), kind)
    book.last_id = max([int(whole.get("last-id", 0)), *book.entries])
    for entry in unnumbered:  # written by hand
        book.last_id += 1
        book.entries[book.last_id] = replace(entry, id=book.last_id)
    book.entries = _with_uids(book.entries)
    book.removed = {gone.uid: gone for gone in map(removed_from, whole.get("removed", []))}
    return book
