"""Training files -> diary entries, through the importers of plugins; duplicates are recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kneetui.config.wording import clock
from kneetui.diary.entries import Entry, Session
from kneetui.diary.errors import EntryError
from kneetui.diary.sessions import Joiner
from kneetui.plugins.hooks import ImportedSession, Importer, ImportFailed

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore


@dataclass(slots=True)
class Outcome:
    """What an import did: entries added, sessions already known or joined, and a sentence for each failure."""

    added: int = 0
    known: int = 0
    joined: int = 0
    warnings: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def import_sessions(
    diary: DiaryStore, importers: Sequence[Importer], files: Iterable[Path], knee: str
) -> Outcome:
    """Read files and add what the diary does not have yet, all at once.

    A session that is there already, from another file or written by hand, gains what only the new file knows.

    A file that cannot be read is named and skipped. Raises
    :class:`kneetui.diary.errors.DiaryError` if the diary itself fails.
    """
    outcome = Outcome()
    joiner = Joiner(diary.entries())
    for file in files:
        joiner.begin_file()
        for session in _read(file, importers, outcome):
            try:
                joiner.take(_entry(session, knee))
            except EntryError as error:
                outcome.warnings.append(f"{file}: {session.when.date()} {clock(session.when)}: {error}")
    outcome.known, outcome.joined = joiner.known, joiner.joined
    outcome.added = len(diary.add_all(joiner.new, edited=joiner.edited))
    return outcome


def _read(file: Path, importers: Sequence[Importer], outcome: Outcome) -> list[ImportedSession]:
    suffix = file.suffix.lower()
    for importer in importers:
        if suffix in importer.suffixes:
            try:
                result = importer.read(file)
                sessions = list(result.sessions)
                warnings = [f"{file}: {warning}" for warning in result.warnings]
                if not all(isinstance(session, ImportedSession) for session in sessions):
                    raise TypeError("it gave something other than training sessions")
            except ImportFailed as error:
                outcome.failed.append(f"{file}: {error}")
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                outcome.failed.append(
                    f"{file}: the importer “{importer.name}” failed ({reason}). The file is skipped."
                )
            else:
                outcome.warnings += warnings
                return sessions
            return []
    readable = ", ".join(sorted({suffix for importer in importers for suffix in importer.suffixes}))
    outcome.failed.append(f"{file}: no importer reads “{suffix}” files. Readable: {readable}.")
    return []


def _entry(session: ImportedSession, knee: str) -> Entry:
    training = Session(
        session.sport,
        session.minutes,
        effort=session.effort,
        distance_km=session.distance_km,
        source_id=session.source_id,
    )
    return Entry(session.when, knee, session=training, note=session.note, kind="import", zone=session.zone)
