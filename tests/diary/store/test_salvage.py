"""What can still be read of a damaged file is read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.store.salvage import salvage
from kneetui.diary.store.sqlite import open_diary

WHEN = datetime(2025, 3, 12, 7, 30)


@pytest.fixture
def filled(path: Path) -> Path:
    with closing(open_diary(path)) as store:
        store.add_all(Entry(WHEN, "right", note=f"{number} " + "x" * 400) for number in range(200))
    return path


def test_a_whole_diary_is_read_whole(filled: Path) -> None:
    with closing(open_diary(filled)) as store:
        assert salvage(filled).entries == tuple(store.entries())
    assert salvage(filled).unreadable == ()


@pytest.mark.parametrize("record", ["{", "[]", b"\xff\xfe", '{"when": "2025-03-12T07:30", "knee": "middle"}'])
def test_a_row_that_cannot_be_read_is_told_with_what_stands_there(filled: Path, record: str | bytes) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE entry SET record = ? WHERE id = 7", (record,))
    result = salvage(filled)
    assert len(result.entries) == 199
    (bad,) = result.unreadable
    assert bad.id == 7
    assert bad.reason


def test_of_a_file_with_holes_the_rest_is_read_and_the_file_stays_as_it_is(filled: Path) -> None:
    raw = bytearray(filled.read_bytes())
    for page in range(30, 34):
        raw[page * 4096 : page * 4096 + 4096] = b"\xff" * 4096
    filled.write_bytes(raw)
    result = salvage(filled)
    notes = {entry.note.split()[0] for entry in result.entries}
    assert 100 < len(notes) < 200
    assert all(entry.knee == "right" for entry in result.entries)
    assert filled.read_bytes() == bytes(raw)


@pytest.mark.parametrize("text", ["", "my knee hurts\n" * 300])
def test_a_file_of_which_nothing_can_be_read_is_said(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(DiaryError, match="Nothing of"):
        salvage(path)
