"""Training files -> diary entries: once each, and a bad file never stops the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.diary.errors import DiaryError
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui.plugins.hooks import ImportedSession, Importer, ImportFailed, ReadResult
from kneetui.plugins.training_import import import_sessions

WHEN = datetime(2026, 11, 20, 7, 0)


@pytest.fixture
def diary(tmp_path: Path) -> DiaryStore:
    return open_diary(tmp_path / "diary.db")


def reader(*sessions: ImportedSession, warnings: tuple[str, ...] = ()) -> Importer:
    return Importer("watch", (".watch",), lambda path: ReadResult(list(sessions), list(warnings)))


def failing(error: Exception) -> Importer:
    def read(path: Path) -> ReadResult:
        raise error

    return Importer("watch", (".watch",), read)


FILE = Path("run.watch")
RUN = ImportedSession(WHEN, "running", 42.5, 8.0, 6.0, "abc", "by the river")


def test_a_session_becomes_an_entry(diary: DiaryStore) -> None:
    outcome = import_sessions(diary, [reader(RUN)], [FILE], "right")
    assert (outcome.added, outcome.known, outcome.warnings, outcome.failed) == (1, 0, [], [])
    (entry,) = diary.entries()
    assert entry.session == Session("running", 42.5, effort=6.0, distance_km=8.0, source_id="abc")
    assert (entry.when, entry.knee, entry.note, entry.kind) == (WHEN, "right", "by the river", "import")


def test_a_session_is_added_once(diary: DiaryStore) -> None:
    import_sessions(diary, [reader(RUN)], [FILE], "right")
    outcome = import_sessions(diary, [reader(RUN)], [FILE, FILE], "left")
    assert (outcome.added, outcome.known) == (0, 2)
    assert diary.count() == 1


def test_twice_in_one_import_is_once_too(diary: DiaryStore) -> None:
    outcome = import_sessions(diary, [reader(RUN, RUN)], [FILE, FILE], "right")
    assert (outcome.added, outcome.known) == (1, 3)


def test_a_session_written_by_hand_gains_what_the_file_knows(diary: DiaryStore) -> None:
    mine = diary.add(Entry(WHEN, "left", pain_during=3, note="stairs", session=Session("running", 40)))
    outcome = import_sessions(diary, [reader(RUN)], [FILE], "right")
    assert (outcome.added, outcome.known, outcome.joined) == (0, 0, 1)
    (entry,) = diary.entries()
    session = Session("running", 40, effort=6.0, distance_km=8.0, source_id="abc")
    assert entry == replace(mine, session=session, note="stairs\nby the river")
    assert import_sessions(diary, [reader(RUN)], [FILE], "right").known == 1
    assert diary.undo()
    assert diary.entries() == [mine]


def test_the_whole_import_is_one_change(diary: DiaryStore) -> None:
    other = ImportedSession(WHEN, "cycling", 60, source_id="def")
    import_sessions(diary, [reader(RUN, other)], [FILE], "right")
    assert diary.count() == 2
    diary.undo()
    assert diary.count() == 0


def test_a_session_that_cannot_be_is_named_and_left_out(diary: DiaryStore) -> None:
    wrong = ImportedSession(WHEN, "running", -5, source_id="wrong")
    outcome = import_sessions(diary, [reader(wrong, RUN)], [FILE], "right")
    assert outcome.added == 1
    assert len(outcome.warnings) == 1
    assert outcome.warnings[0].startswith("run.watch: 2026-11-20 07:00: ")


def test_warnings_name_their_file(diary: DiaryStore) -> None:
    outcome = import_sessions(diary, [reader(RUN, warnings=("no pulse",))], [FILE], "right")
    assert outcome.warnings == ["run.watch: no pulse"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ImportFailed("it is empty", "Export it again."), "run.watch: it is empty. Export it again."),
        (ValueError("bad byte"), "run.watch: the importer “watch” failed (ValueError: bad byte)."),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_next_one_read(
    diary: DiaryStore, error: Exception, reason: str
) -> None:
    good = Importer("table", (".csv",), reader(RUN).read)
    outcome = import_sessions(diary, [failing(error), good], [FILE, Path("b.csv")], "right")
    assert outcome.added == 1
    assert len(outcome.failed) == 1
    assert outcome.failed[0].startswith(reason)


@pytest.mark.parametrize("given", [None, [RUN], ReadResult([RUN], None), ReadResult(["run"])])  # type: ignore[arg-type, list-item]
def test_an_importer_that_gives_something_else_is_named(diary: DiaryStore, given: Any) -> None:
    outcome = import_sessions(diary, [Importer("watch", (".watch",), lambda path: given)], [FILE], "right")
    assert outcome.added == 0
    assert len(outcome.failed) == 1
    assert "the importer “watch” failed" in outcome.failed[0]


@pytest.mark.parametrize("name", ["run.fit", "run", ".watch"])
def test_a_file_that_nobody_reads(diary: DiaryStore, name: str) -> None:
    outcome = import_sessions(diary, [reader(RUN)], [Path(name)], "right")
    assert outcome.added == 0
    assert outcome.failed[0].startswith(f"{name}: no importer reads")
    assert "Readable: .watch." in outcome.failed[0]


def test_the_suffix_may_be_written_large(diary: DiaryStore) -> None:
    assert import_sessions(diary, [reader(RUN)], [Path("RUN.WATCH")], "right").added == 1


def test_the_first_importer_that_fits_reads(diary: DiaryStore) -> None:
    other = Importer("other", (".watch",), failing(ValueError("never asked")).read)
    assert import_sessions(diary, [reader(RUN), other], [FILE], "right").failed == []


def test_a_diary_that_fails_is_not_hidden(diary: DiaryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiaryError("There is no room left", "Free some space")

    monkeypatch.setattr(diary, "add_all", full)
    with pytest.raises(DiaryError, match="no room"):
        import_sessions(diary, [reader(RUN)], [FILE], "right")


def test_nothing_to_read_changes_nothing(diary: DiaryStore) -> None:
    outcome = import_sessions(diary, [reader(RUN)], [], "right")
    assert (outcome.added, outcome.known, outcome.failed) == (0, 0, [])
