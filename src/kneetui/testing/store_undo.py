"""What undo and redo of every diary store must do; :class:`~kneetui.testing.stores.DiaryStoreTests` has them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kneetui.diary.errors import DiaryError
from kneetui.testing.store_samples import entry

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore


class OpensStore:
    """What every set of these tests has: the diary under test."""

    @pytest.fixture
    def open_store(self) -> Callable[[], DiaryStore]:
        """Opens the diary under test; called again, it opens the same diary again."""
        raise NotImplementedError("give your class a fixture “open_store”")

    @pytest.fixture
    def diary(self, open_store: Callable[[], DiaryStore]) -> Iterator[DiaryStore]:
        """A diary of the store, closed after the test."""
        store = open_store()
        yield store
        store.close()


class UndoTests(OpensStore):
    """Undo and redo, step by step, also after opening again and beside another session."""

    def test_undo_goes_back_level_by_level(self, diary: DiaryStore) -> None:
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
        assert diary.last_change() is None

    def test_the_last_change_is_the_one_undo_takes_back(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        diary.add(entry())
        diary.add(entry(1))
        other = open_store()
        for store in (other, other, diary):
            token = store.last_change()
            undone = store.undo()
            assert (undone and undone.token) == token
        other.close()

    def test_a_token_brings_back_one_removed_entry(self, diary: DiaryStore) -> None:
        first, second = diary.add(entry()), diary.add(entry(1))
        token = diary.remove(first.id)
        diary.remove(second.id)
        undone = diary.undo(token)
        assert undone is not None
        assert undone.token == token
        assert diary.entries() == [first]
        assert diary.undo(token) is None

    def test_an_edit_that_changes_nothing_is_no_change(self, diary: DiaryStore) -> None:
        added = diary.add(entry())
        diary.edit(added)
        undone = diary.undo()
        assert undone is not None
        assert undone.action == "add"

    def test_the_last_change_can_be_undone_after_opening_again(
        self, open_store: Callable[[], DiaryStore]
    ) -> None:
        store = open_store()
        stored = store.add(entry())
        store.remove(stored.id)
        store.close()
        store = open_store()
        assert store.undo()
        assert store.entries() == [stored]
        store.close()

    def test_undo_leaves_alone_what_another_session_did_since(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        other = open_store()
        mine, theirs = diary.add(entry()), other.add(entry(1))
        assert diary.undo()
        assert diary.undo() is None
        assert diary.entries() == [theirs]
        assert mine not in other.entries()
        other.close()

    def test_undo_never_overwrites_a_later_change(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        other = open_store()
        added = diary.add(entry())
        changed = other.edit(replace(added, note="from the other window"))
        with pytest.raises(DiaryError, match="changed again"):
            diary.undo()
        assert diary.entries() == [changed]
        other.close()

    def test_redo_makes_again_what_was_taken_back(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        added = diary.add(entry())
        edited = diary.edit(replace(added, note="worse"))
        other = open_store()
        assert diary.undo()
        assert diary.undo()
        assert (other.redo(), other.last_undone()) == (None, None)
        token = diary.last_undone()
        redone = diary.redo()
        assert token is not None
        assert redone is not None
        assert (redone.action, redone.before, redone.after) == ("add", (), (added,))
        assert redone.token == diary.last_change()
        assert diary.redo()
        assert diary.entries() == [edited]
        assert (diary.redo(), diary.last_undone()) == (None, None)
        assert diary.undo()
        assert diary.entries() == [added]
        other.close()

    def test_there_is_nothing_to_redo_after_another_change(self, diary: DiaryStore) -> None:
        diary.add(entry())
        diary.undo()
        newest = diary.add(entry(1))
        assert (diary.redo(), diary.last_undone()) == (None, None)
        assert diary.entries() == [newest]

    def test_redo_never_overwrites_a_later_change(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        other = open_store()
        added = diary.add(entry())
        diary.edit(replace(added, note="worse"))
        diary.undo()
        changed = other.edit(replace(added, note="from the other window"))
        with pytest.raises(DiaryError, match="changed again"):
            diary.redo()
        assert diary.entries() == [changed]
        assert diary.last_undone() is not None
        other.close()
