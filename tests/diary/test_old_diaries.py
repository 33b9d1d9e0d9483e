"""Diaries and exports that kneetui 0.1.0 wrote still mean the same."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.export.csv_file import to_csv
from kneetui.diary.export.toml_file import import_toml
from kneetui.diary.relations import beside
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary

MADE = Path(__file__).parent / "made_by_0_1"
TABLE = (MADE / "diary.csv").read_text(encoding="utf-8")
SINCE = (
    "assessment-pain",
    "assessment-swelling",
    "assessment-stiffness",
    "elapsed-minutes",
    "ascent-m",
    "descent-m",
    "heart-rate",
    "looked-at-by",
    "allowed",
    "alert-rule",
    "alert-days",
    "alert-reason",
    "home-test",
    "home-test-value",
    "home-test-pain",
    "exercises",
    "zone",
    "uid",
    "edited",
)
"""Columns that came later."""


def table(entries: Iterable[Entry], zone: str = "UTC") -> str:
    """The table as kneetui 0.1.0 wrote it: the columns of later versions are empty, and left out here."""
    rows = list(csv.reader(io.StringIO(to_csv(entries))))
    later = [at for at, name in enumerate(rows[0]) if name in SINCE]
    assert len(later) == len(SINCE)
    zones = rows[0].index("zone")
    assert not any(
        row[at] for row in rows[1:] for at in later if rows[0][at] not in ("zone", "uid", "edited")
    )
    assert {row[zones] for row in rows[1:]} <= {zone}
    assert len({row[rows[0].index("uid")] for row in rows[1:]}) == len(rows) - 1
    out = io.StringIO()
    earlier = ([cell for at, cell in enumerate(row) if at not in later] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(earlier)
    return out.getvalue()


def test_a_diary_opens_with_all_its_entries_and_changes(path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(MADE / "diary.db", path)
    with closing(open_diary(path)) as diary:
        assert table(diary.entries()) == TABLE
        assert diary.recall("routine.suggested") == "kneecap"
        assert {entry.id: beside(entry) for entry in diary.entries(kind="assessment")} == {
            7: (6, 5),
            6: (5,),
            5: (),
        }
        assert not [
            entry for entry in diary.entries() if entry.assessment and "beside" in entry.assessment.answers
        ]
        actions = []
        while undone := diary.undo():
            actions.append(undone.action)
        assert actions == ["remove", "edit", *["add"] * 7]
        assert diary.count() == 0


def test_what_was_written_has_the_zone_of_the_host_it_was_written_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    shutil.copy(MADE / "diary.db", path)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    with closing(open_diary(path)) as diary:
        assert {entry.zone for entry in diary.entries()} == {"America/Los_Angeles"}
        assert table(diary.entries(), "America/Los_Angeles") == TABLE, "no entry moved"
    with closing(sqlite3.connect(path)) as connection:
        times = connection.execute("SELECT at, utc FROM entry").fetchall()
    assert times
    for wall, utc in times:
        away = datetime.fromisoformat(utc).replace(tzinfo=None) - datetime.fromisoformat(wall)
        assert away in (timedelta(hours=7), timedelta(hours=8))
        assert utc.endswith("Z")


def test_an_export_is_imported_whole(diary: DiaryStore) -> None:
    file = (MADE / "diary.toml").read_text(encoding="utf-8")
    assert len(import_toml(diary, file).added) == 7
    assert table(sorted(diary.entries(), key=lambda entry: entry.when, reverse=True)) == TABLE
    third, second, first = diary.entries(kind="assessment")
    assert [beside(entry) for entry in (third, second, first)] == [(second.id, first.id), (first.id,), ()]
    assert import_toml(diary, file).known == 7


def test_a_diary_from_before_trackers_takes_what_they_note(path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(MADE / "diary.db", path)
    with closing(open_diary(path)) as diary:
        before = diary.entries()
        diary.edit(replace(before[-1], own=(("insole", True), ("sleep", 7.5))))
    with closing(open_diary(path)) as diary:
        after = diary.entries()
        assert after[-1].own == (("insole", True), ("sleep", 7.5))
        assert [replace(entry, own=()) for entry in after] == before
        assert not diary.unreadable()
