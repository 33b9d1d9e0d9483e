"""Puts packs on a shelf and takes them off, so that a crash at any moment leaves the old pack or the new one.

A new pack is written beside its place as ``.stage-…`` and comes into force when that folder is renamed to
``.ready-ID``: from then on readers use it (:meth:`kneetui.packs.installed.pack_dir.Shelf.packs`), and the rest is
tidying, which the next change on the shelf finishes if need be. Nothing that a person edited is deleted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kneetui.config import paths
from kneetui.packs.errors import PackError
from kneetui.packs.installed import install_record
from kneetui.packs.installed.install_record import Record
from kneetui.packs.installed.pack_dir import ID, READY, Shelf

STAGE = ".stage-"
OLD = ".old-"


def put(shelf: Shelf, folder: Path, record: Record) -> Path | None:
    """Put the pack in ``folder`` on the shelf, in place of the one with its id, if there is one.

    Returns where the one before went if somebody had edited it, else ``None``. The hashes of ``record`` are
    taken from the files. Raises :class:`PackError` if the shelf cannot be changed; then nothing changed.
    """
    with _changing(shelf):
        tidy(shelf)
        stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=shelf.folder))
        _copy(folder, stage / "pack", shared=shelf.shared)
        whole = Record(
            id=record.id, version=record.version, came=record.came, installed=record.installed, signature=record.signature, pinned=record.pinned,
            files=install_record.hashes(stage / "pack"),
        )  # fmt: skip
        _write(stage / "record.toml", install_record.spell(whole).encode(), shared=shelf.shared)
        stage.chmod(_mode(shared=shelf.shared, folder=True))
        _sync(stage)
        stage.replace(shelf.folder / f"{READY}{record.id}")
        _sync(shelf.folder)
        return _finish(shelf, record.id)


def take(shelf: Shelf, name: str) -> Path | None:
    """Take a pack off the shelf; returns where it went if somebody had edited it, else ``None``.

    Raises :class:`PackError` if it is not there, or the shelf cannot be changed.
    """
    with _changing(shelf):
        tidy(shelf)
        if name not in shelf.packs():
            raise PackError.of(
                f"there is no pack “{name}” on the shelf of {shelf.scope}", "See kneetui pack list."
            )
        backup = _retire(shelf, name)
        tidy(shelf)
        return backup


def note(shelf: Shelf, record: Record) -> None:
    """Write the record of an installed pack anew. Raises :class:`PackError`."""
    with _changing(shelf):
        tidy(shelf)
        stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=shelf.folder))
        _write(stage / "record.toml", install_record.spell(record).encode(), shared=shelf.shared)
        (stage / "record.toml").replace(shelf.folder / f"{record.id}.toml")
        tidy(shelf)


def tidy(shelf: Shelf) -> None:
    """Finish or clear away what an interrupted change left. Raises ``OSError``."""
    left = sorted(entry.name for entry in os.scandir(shelf.folder))
    for name in left:
        if name.startswith(READY):
            _finish(shelf, name.removeprefix(READY))
        elif name.startswith((STAGE, OLD)):
            shutil.rmtree(shelf.folder / name)
    there = shelf.packs()
    for name in left:
        stem = name.removesuffix(".toml")
        if stem != name and ID.match(stem) and stem not in there:
            (shelf.folder / name).unlink(missing_ok=True)


def _finish(shelf: Shelf, name: str) -> Path | None:
    ready, target = shelf.folder / f"{READY}{name}", shelf.folder / name
    backup = None
    if (ready / "pack").is_dir():
        if target.exists():
            backup = _retire(shelf, name)
        (ready / "pack").replace(target)
    if (ready / "record.toml").is_file():
        (ready / "record.toml").replace(shelf.folder / f"{name}.toml")
    shutil.rmtree(ready)
    shutil.rmtree(shelf.folder / f"{OLD}{name}", ignore_errors=True)
    return backup


def _retire(shelf: Shelf, name: str) -> Path | None:
    """Move a pack out of its place: aside if it was edited, else to where it will be cleared away."""
    target = shelf.folder / name
    record = install_record.read_file(name, shelf.folder / f"{name}.toml")
    if install_record.edited(target, record):
        backup = _free(shelf.backups / f"{name}-{record.version if record else 'unknown'}")
        backup.parent.mkdir(mode=_mode(shared=shelf.shared, folder=True), exist_ok=True)
        target.replace(backup)
        return backup
    old = shelf.folder / f"{OLD}{name}"
    if old.exists():
        shutil.rmtree(old)
    target.replace(old)
    return None


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _mode(*, shared: bool, folder: bool) -> int:
    return (0o755 if folder else 0o644) if shared else (0o700 if folder else 0o600)


def _copy(source: Path, target: Path, *, shared: bool) -> None:
    target.mkdir()
    target.chmod(_mode(shared=shared, folder=True))
    for entry in sorted(source.iterdir()):
        if entry.is_dir():
            _copy(entry, target / entry.name, shared=shared)
        else:
            _write(target / entry.name, entry.read_bytes(), shared=shared)
    _sync(target)


def _write(path: Path, data: bytes, *, shared: bool) -> None:
    with path.open("xb") as file:
        path.chmod(_mode(shared=shared, folder=False))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _changing(shelf: Shelf) -> Iterator[None]:
    """Alone on the shelf, which is made if need be; an error of the disk becomes a :class:`PackError`."""
    try:
        if shelf.shared:
            _shared_dir(shelf.folder)
        else:
            paths.private_dir(shelf.folder)
        with _locked(shelf.folder / ".lock"):
            yield
    except PermissionError as error:
        remedy = (
            "Only the administrator may; without --system a pack is for you alone."
            if shelf.shared
            else "Give yourself the right to write there."
        )
        message = f"the packs of {shelf.scope} cannot be changed by you"
        raise PackError.of(message, remedy, error.filename or shelf.folder) from error
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"the packs of {shelf.scope} cannot be changed ({reason})"
        raise PackError.of(message, "Mend that, then try again.", error.filename or shelf.folder) from error


def _shared_dir(path: Path) -> None:
    for folder in (*reversed(path.parents), path):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows: two programs at once are told apart by the renames alone
        yield
        return
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            remedy = "Wait until it is done, then try again."
            raise PackError.of("another kneetui is changing the packs there", remedy, path.parent) from None
        yield
