"""Training files -> diary entries, through the importers of plugins; duplicates are recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kneetui.config.wording import clock
from kneetui.diary.entries import Entry, Session
from kneetui.diary.errors import EntryError
from kneetui.diary.sessions import Joiner
from kneetui.plugins.hooks import (
    ImportedSession,
    Importer,
    ImportFailed,
    NoTrainingError,
    UnknownColumnsError,
)
from kneetui.plugins.reading_apart import Reading, read_here
from kneetui.plugins.training_files import TrainingFile, collect

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore

Progress = Callable[[int, int], None]
"""Gets the number of files that are read, and of all."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What an import did: entries added, sessions already known or joined, and a sentence for each failure.

    ``other`` is the number of files in folders and archives without training, such as photographs.
    """

    added: int = 0
    known: int = 0
    joined: int = 0
    other: int = 0
    warnings: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class TrainingRead:
    """The sessions that were read from files, not yet in the diary: one list of entries for each file.

    ``unknown`` are lists that somebody has to say the columns of; they are among the ``failed``, too.
    """

    files: list[list[Entry]] = field(default_factory=list)
    unknown: list[UnknownColumnsError] = field(default_factory=list)
    other: int = 0
    warnings: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def joined_to(self, diary: Iterable[Entry]) -> Joiner:
        """What of it the diary lacks, and what it would add to sessions that are there."""
        joiner = Joiner(diary)
        for entries in self.files:
            joiner.begin_file()
            for entry in entries:
                joiner.take(entry)
        return joiner


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would bring: new sessions by sport, the days they span, what is there already or gains something."""

    sports: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    known: int
    joined: int

    @property
    def new(self) -> int:
        """How many sessions the diary lacks."""
        return sum(number for _, number in self.sports)


def read_sessions(
    importers: Sequence[Importer],
    paths: Iterable[Path],
    knee: str,
    *,
    reading: Reading = read_here,
    progress: Progress | None = None,
) -> TrainingRead:
    """Read files, folders and archives. A file that cannot be read is named and skipped, and the others are read."""
    suffixes = {suffix for importer in importers for suffix in importer.suffixes}
    with TemporaryDirectory(prefix="kneetui-import-") as folder:
        collected = collect(paths, suffixes, Path(folder))
        read = TrainingRead(other=collected.other, failed=list(collected.failed))
        for number, file in enumerate(collected.files):
            if progress:
                progress(number, len(collected.files))
            read.files.append(_entries(file, importers, knee, reading, read))
        if progress:
            progress(len(collected.files), len(collected.files))
    return read


def preview(read: TrainingRead, diary: Iterable[Entry]) -> ImportPreview:
    """What the sessions would bring to a diary."""
    joiner = read.joined_to(diary)
    sports = Counter(entry.session.sport for entry in joiner.new if entry.session)
    days = [entry.when.date() for entry in joiner.new]
    return ImportPreview(
        sports=tuple(sports.most_common()),
        first=min(days, default=None),
        last=max(days, default=None),
        known=joiner.known,
        joined=joiner.joined,
    )


def add_sessions(diary: DiaryStore, read: TrainingRead) -> Outcome:
    """Add what the diary does not have yet, all at once: one step to undo.

    A session that is there already, from another file or written by hand, gains what only the new file knows. Raises
    :class:`kneetui.diary.errors.DiaryError` if the diary itself fails.
    """
    joiner = read.joined_to(diary.entries())
    added = diary.add_all(joiner.new, edited=joiner.edited)
    return Outcome(
        added=len(added),
        known=joiner.known,
        joined=joiner.joined,
        other=read.other,
        warnings=read.warnings,
        failed=read.failed,
    )


def import_sessions(
    diary: DiaryStore,
    importers: Sequence[Importer],
    paths: Iterable[Path],
    knee: str,
    *,
    reading: Reading = read_here,
    progress: Progress | None = None,
) -> Outcome:
    """Read files and add what the diary does not have yet; see :func:`read_sessions` and :func:`add_sessions`."""
    return add_sessions(diary, read_sessions(importers, paths, knee, reading=reading, progress=progress))


def _entries(
    file: TrainingFile, importers: Sequence[Importer], knee: str, reading: Reading, read: TrainingRead
) -> list[Entry]:
    importer = next((one for one in importers if file.suffix in one.suffixes), None)
    if importer is None:
        readable = ", ".join(sorted({suffix for one in importers for suffix in one.suffixes}))
        read.failed.append(f"{file.name}: no importer reads “{file.suffix}” files. Readable: {readable}.")
        return []
    try:
        with file.open as path:
            result = reading(importer, path)
            sessions, warnings = list(result.sessions), list(result.warnings)
        if not all(isinstance(session, ImportedSession) for session in sessions):
            raise TypeError("it gave something other than training sessions")
    except NoTrainingError as error:
        if isinstance(error, UnknownColumnsError):
            read.unknown.append(error)
        if file.named:
            read.failed.append(f"{file.name}: {error}")
        else:
            read.other += 1
        return []
    except ImportFailed as error:
        read.failed.append(f"{file.name}: {error}")
        return []
    except OSError as error:
        read.failed.append(f"{file.name}: {error.strerror or error}. Download it again.")
        return []
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        read.failed.append(
            f"{file.name}: the importer “{importer.name}” failed ({reason}). The file is skipped."
        )
        return []
    read.warnings += [f"{file.name}: {warning}" for warning in warnings]
    return list(_checked(file, sessions, knee, read))


def _checked(
    file: TrainingFile, sessions: Iterable[ImportedSession], knee: str, read: TrainingRead
) -> Iterable[Entry]:
    for session in sessions:
        try:
            yield _entry(session, knee)
        except EntryError as error:
            read.warnings.append(f"{file.name}: {session.when.date()} {clock(session.when)}: {error}")


def _entry(session: ImportedSession, knee: str) -> Entry:
    training = Session(
        session.sport,
        session.minutes,
        effort=session.effort,
        distance_km=session.distance_km,
        source_id=session.source_id,
        elapsed_minutes=session.elapsed_minutes,
        ascent_m=session.ascent_m,
        descent_m=session.descent_m,
        heart_rate=session.heart_rate,
    )
    return Entry(session.when, knee, session=training, note=session.note, kind="import", zone=session.zone)
