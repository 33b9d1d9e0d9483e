"""Undo goes back through all that was done to a diary, redo forward again, in any order, also after closing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.diary.export.toml_file import import_toml, to_toml
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui_toml_store.store import TomlDiary

WHEN = datetime(2026, 11, 1, 8, 0)
Operation = tuple[str, int]

operations = st.lists(
    st.tuples(
        st.sampled_from(("add", "edit", "remove", "import", "assess", "undo", "redo", "reopen")),
        st.integers(0, 9),
    ),
    max_size=18,
)


def chosen(diary: DiaryStore, number: int) -> Entry | None:
    entries = diary.entries()
    return entries[number % len(entries)] if entries else None


def do(diary: DiaryStore, operation: str, number: int) -> None:
    """One operation as a room does it."""
    new = Entry(WHEN + timedelta(hours=number), "right", pain_during=number)
    entry = chosen(diary, number)
    if operation == "add":
        diary.add(new)
    elif operation == "assess":
        others = [other.id for other in diary.entries(kind="assessment")]
        record = AssessmentRecord("soon", beside=tuple(others[: number % 3]))
        diary.add(replace(new, kind="", assessment=record))
    elif operation == "import":
        import_toml(diary, to_toml(replace(new, note=f"{number} of {copy}") for copy in range(number % 4)))
    elif entry and operation == "edit":
        diary.edit(replace(entry, note=f"note {number}"))
    elif entry and operation == "remove":
        diary.remove(entry.id)


@pytest.mark.parametrize("open_store", [open_diary, TomlDiary])
@settings(deadline=None, database=None, max_examples=60)
@given(done=operations, reopened=st.sets(st.integers(0, 18)))
def test_undo_gives_back_every_state_before_and_redo_every_one_after(
    open_store: Callable[[Path], DiaryStore], done: list[Operation], reopened: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        diary = open_store(Path(folder, "diary"))
        states: list[list[Entry]] = [[]]
        undone: list[list[Entry]] = []
        for operation, number in done:
            if operation == "reopen":
                diary.close()
                diary = open_store(Path(folder, "diary"))
            elif operation == "undo":
                assert (diary.undo() is not None) == (len(states) > 1)
                undone += states[1:][-1:]
                states = states[:-1] or [[]]
            elif operation == "redo":
                assert (diary.redo() is not None) == bool(undone)
                states += undone[-1:]
                undone = undone[:-1]
            else:
                do(diary, operation, number)
                if diary.entries() != states[-1]:
                    states.append(diary.entries())
                    undone = []
            assert diary.entries() == states[-1]
            assert (diary.last_undone() is not None) == bool(undone)
        for step, state in enumerate(reversed(states[:-1])):
            if step in reopened:
                diary.close()
                diary = open_store(Path(folder, "diary"))
            assert diary.undo()
            assert diary.entries() == state
        assert diary.undo() is None
        for step, state in enumerate(states[1:]):
            if step in reopened:
                diary.close()
                diary = open_store(Path(folder, "diary"))
            assert diary.redo()
            assert diary.entries() == state
        diary.close()
