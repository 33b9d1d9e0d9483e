from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.diary.errors import DiaryError
from kneetui.diary.store import DiaryStore, open_diary

if TYPE_CHECKING:
    from pathlib import Path

WHEN = datetime(2025, 3, 12, 7, 30)


def entry(days: float = 0, knee: str = "right", pain: float = 3) -> Entry:
    return Entry(WHEN + timedelta(days=days), knee, pain_during=pain)


def test_an_entry_comes_back_with_its_id(diary: DiaryStore) -> None:
    added = diary.add(entry())
    assert added.id > 0
    assert diary.get(added.id) == added
    assert diary.count() == 1


def test_entries_come_newest_first_and_the_later_of_two_first(diary: DiaryStore) -> None:
    for days in (1, 0, 2, 1):
        diary.add(entry(days))
    assert [found.id for found in diary.entries()] == [3, 4, 1, 2]
    assert diary.latest() == diary.get(3)


def test_days_are_included_at_both_ends(diary: DiaryStore) -> None:
    for days in range(4):
        diary.add(entry(days))
    found = diary.entries(since=date(2025, 3, 13), until=date(2025, 3, 14))
    assert [one.when.day for one in found] == [14, 13]
    assert len(diary.entries(since=date.min, until=date.max)) == 4
    assert len(diary.entries(since=datetime(2025, 3, 13, 23), until=datetime(2025, 3, 13, 0))) == 1


def test_one_knee_comes_with_both(diary: DiaryStore) -> None:
    for knee in ("left", "right", "both"):
        diary.add(entry(knee=knee))
    assert [found.knee for found in diary.entries(knee="left")] == ["both", "left"]
    assert len(diary.entries(knee="both")) == 3


def test_kinds_can_be_told_apart(diary: DiaryStore) -> None:
    diary.add(entry())
    said = diary.add(
        Entry(WHEN, "right", assessment=AssessmentRecord("soon", (("itb-syndrome", 0.4),), ("RF31",)))
    )
    assert diary.entries(kind="assessment") == [said]
    assert diary.latest(kind="assessment") == said
    assert diary.latest(kind="import") is None


def test_editing_replaces(diary: DiaryStore) -> None:
    added = diary.add(entry())
    changed = diary.edit(replace(added, pain_during=5, note="worse"))
    assert diary.entries() == [changed]


@pytest.mark.parametrize("number", [7, 0, 2**70])
def test_what_is_not_there_is_said_with_a_remedy(diary: DiaryStore, number: int) -> None:
    with pytest.raises(DiaryError, match=f"no entry {number} ") as caught:
        diary.get(number)
    assert caught.value.remedy
    with pytest.raises(DiaryError, match="no entry"):
        diary.remove(number)
    with pytest.raises(DiaryError, match="no entry"):
        diary.edit(replace(entry(), id=number))


def test_undo_goes_back_level_by_level(diary: DiaryStore) -> None:
    first = diary.add(entry())
    edited = diary.edit(replace(first, pain_during=9))
    diary.remove(first.id)
    assert diary.count() == 0
    undone = diary.undo()
    assert undone is not None
    assert (undone.action, undone.before, undone.after) == ("remove", (edited,), ())
    assert diary.entries() == [edited]
    assert diary.undo()
    assert diary.entries() == [first]
    assert diary.undo()
    assert diary.entries() == []
    assert diary.undo() is None


def test_a_token_brings_back_one_removed_entry(diary: DiaryStore) -> None:
    first, second = diary.add(entry()), diary.add(entry(1))
    token = diary.remove(first.id)
    diary.remove(second.id)
    undone = diary.undo(token)
    assert undone is not None
    assert undone.token == token
    assert diary.entries() == [first]
    assert diary.undo(token) is None


def test_an_edit_that_changes_nothing_is_no_change(diary: DiaryStore) -> None:
    added = diary.add(entry())
    diary.edit(added)
    undone = diary.undo()
    assert undone is not None
    assert undone.action == "add"


def test_the_last_change_can_be_undone_after_opening_again(path: Path) -> None:
    store = open_diary(path)
    kept = store.add(entry())
    store.remove(kept.id)
    store.close()
    store = open_diary(path)
    assert store.undo()
    assert store.entries() == [kept]
    store.close()


def test_undo_leaves_alone_what_another_session_did_since(path: Path, diary: DiaryStore) -> None:
    other = open_diary(path)
    mine, theirs = diary.add(entry()), other.add(entry(1))
    assert diary.undo()
    assert diary.undo() is None
    assert diary.entries() == [theirs]
    assert mine not in other.entries()
    other.close()


def test_undo_never_overwrites_a_later_change(path: Path, diary: DiaryStore) -> None:
    other = open_diary(path)
    added = diary.add(entry())
    changed = other.edit(replace(added, note="from the other window"))
    with pytest.raises(DiaryError, match="changed again"):
        diary.undo()
    assert diary.entries() == [changed]
    other.close()


def test_several_entries_are_one_change(diary: DiaryStore) -> None:
    assert len(diary.add_all(entry(days) for days in range(3))) == 3
    assert diary.undo()
    assert diary.count() == 0
    assert diary.add_all([]) == ()


def test_several_entries_are_written_or_none(diary: DiaryStore) -> None:
    def entries() -> object:
        yield entry()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        diary.add_all(entries())  # type: ignore[arg-type]
    assert diary.count() == 0
    assert diary.add(entry()).id


def test_it_remembers_and_forgets(path: Path, diary: DiaryStore) -> None:
    assert diary.recall("routine") == ""
    diary.remember("routine", '{"phase": "calm"}')
    diary.remember("routine", '{"phase": "build"}')
    other = open_diary(path)
    assert other.recall("routine") == '{"phase": "build"}'
    other.close()
    diary.remember("routine", "")
    assert diary.recall("routine") == ""
    assert diary.undo() is None


def test_closing_twice_does_no_harm(path: Path) -> None:
    store = open_diary(path)
    store.close()
    store.close()


def test_the_same_id_is_never_given_twice(diary: DiaryStore) -> None:
    first = diary.add(entry())
    diary.remove(first.id)
    assert diary.add(entry()).id > first.id


def test_an_imported_session_keeps_its_numbers(diary: DiaryStore) -> None:
    training = Session("running", 31.7, 4.5, 5.123, "fit:1")
    added = diary.add(Entry(WHEN, "both", session=training, kind="import"))
    assert diary.get(added.id).session == training
