"""What every diary store must do: the same tests for the built-in one and for those of plugins.

Derive from :class:`DiaryStoreTests` and say how a store is opened; calling it twice opens the same diary twice::

    class TestMyStore(DiaryStoreTests):
        @pytest.fixture
        def open_store(self, tmp_path):
            return lambda: MyStore(tmp_path / "diary")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from kneetui.config.about import KNEES
from kneetui.diary.by_day.days import daily, routine_days
from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.diary.errors import DiaryError, EditClashError
from kneetui.diary.history import Removed
from kneetui.diary.store.wanted import Range, Sought
from kneetui.testing.store_samples import WHEN, entry, full_entries, routines
from kneetui.testing.store_undo import UndoTests

if TYPE_CHECKING:
    from kneetui.diary.store.base import DiaryStore


class DiaryStoreTests(UndoTests):
    """Every test a diary store must pass. ``open_store`` is a fixture: a function that opens the diary."""

    def test_an_entry_comes_back_with_its_id(self, diary: DiaryStore) -> None:
        added = diary.add(entry())
        assert added.id > 0
        assert diary.get(added.id) == added
        assert diary.count() == 1

    def test_every_field_comes_back(self, diary: DiaryStore) -> None:
        added = [diary.add(entry) for entry in full_entries()]
        assert [diary.get(entry.id) for entry in added] == added

    def test_every_entry_has_a_time_zone(self, diary: DiaryStore, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TZ", "America/Los_Angeles")
        evening = diary.add(replace(entry(), when=datetime(2025, 3, 12, 20)))
        there = diary.add(replace(entry(), zone="+05:45"))
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        diary.edit(replace(evening, note="a trip moves nothing", zone=""))
        assert [(one.when.hour, one.zone) for one in diary.entries()] == [
            (20, "America/Los_Angeles"),
            (7, "+05:45"),
        ]
        assert diary.get(evening.id).instant == datetime(2025, 3, 13, 3, tzinfo=UTC)
        assert diary.get(there.id).instant == datetime(2025, 3, 12, 1, 45, tzinfo=UTC)

    def test_every_entry_has_an_id_and_a_stamp_that_last(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        first, second = diary.add_all([entry(), entry()])
        assert len({first.uid, second.uid, ""}) == 3
        edited = diary.edit(replace(first, note="worse"))
        assert edited.uid == first.uid
        assert edited.stamp > first.stamp
        assert diary.get(second.id).stamp == second.stamp
        copy = diary.add(replace(edited, knee="left"))
        assert copy.uid not in (first.uid, second.uid), "two entries are two"
        other = open_store()
        assert [(one.uid, one.stamp, one.edits) for one in other.entries()] == [
            (one.uid, one.stamp, one.edits) for one in diary.entries()
        ]
        other.close()

    def test_what_comes_from_another_copy_keeps_its_id_and_stamp(self, diary: DiaryStore) -> None:
        there = replace(entry(), uid="from-there", stamp="2020-01-01T00:00:00.000000Z-a")
        (added,) = diary.add_all([there])
        assert (added.uid, added.stamp) == (there.uid, there.stamp)

    def test_removals_are_remembered_without_what_was_removed(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        added = diary.add(replace(entry(), note="secret"))
        assert diary.removals() == ()
        diary.remove(added.id)
        other = open_store()
        for store in (diary, other):
            (removal,) = store.removals()
            assert removal.uid == added.uid
            assert added.stamp in removal.seen
            assert "secret" not in repr(removal)
        other.close()
        assert diary.undo()
        assert diary.entries() == [added]
        assert diary.entries()[0].uid != added.uid, "in other copies it is gone"

    def test_a_removal_of_another_copy_takes_the_entry_out_and_can_be_undone(self, diary: DiaryStore) -> None:
        added, other = diary.add(entry()), diary.add(entry(1))
        removal = Removed(uid=added.uid, stamp="2099-01-01T00:00:00.000000Z-a", seen=frozenset({added.stamp}))
        assert diary.add_all([], removed=[removal]) == ()
        assert diary.entries() == [other]
        assert diary.removals() == (removal,)
        assert diary.undo()
        assert diary.entries() == [other, added]

    def test_entries_come_newest_first_and_the_later_of_two_first(self, diary: DiaryStore) -> None:
        for days in (1, 0, 2, 1):
            diary.add(entry(days))
        assert [stored.id for stored in diary.entries()] == [3, 4, 1, 2]
        assert diary.latest() == diary.get(3)

    def test_days_are_included_at_both_ends(self, diary: DiaryStore) -> None:
        for days in range(4):
            diary.add(entry(days))
        entries = diary.entries(since=date(2025, 3, 13), until=date(2025, 3, 14))
        assert [one.when.day for one in entries] == [14, 13]
        assert len(diary.entries(since=date.min, until=date.max)) == 4
        assert len(diary.entries(since=datetime(2025, 3, 13, 23), until=datetime(2025, 3, 13, 0))) == 1

    def test_one_knee_comes_with_both(self, diary: DiaryStore) -> None:
        for knee in KNEES:
            diary.add(entry(knee=knee))
        assert [stored.knee for stored in diary.entries(knee="left")] == ["both", "left"]
        assert len(diary.entries(knee="both")) == 3

    def test_what_is_wanted_is_never_left_out(self, diary: DiaryStore) -> None:
        stairs = diary.add(replace(entry(1), note="Stairs hurt, 40 % МНОГО", pain_during=6.5))
        diary.add(replace(entry(2), note="hills"))
        for wanted in (
            Sought(groups=(("stair",), ("nowhere", "hurt"))),
            Sought(groups=(("много",),)),
            Sought(ranges=(Range("pain", ">", 6), Range("during", "=", 6.5))),
        ):
            assert stairs in diary.entries(wanted=wanted)
        assert diary.entries(wanted=Sought()) == diary.entries()

    def test_days_are_those_of_the_entries(self, diary: DiaryStore) -> None:
        diary.add_all([*full_entries(), entry(0), entry(400), entry(401, knee="left")])
        entries = diary.entries()
        first, last = entries[-1].when.date(), entries[0].when.date()
        for knee in KNEES:
            assert diary.days(knee, first, last) == daily(entries, knee, first, last)
            assert diary.routine_days(knee, first, last) == routine_days(entries, knee)

    def test_a_session_of_which_nothing_was_done_is_none_however_often_it_is_edited(
        self, diary: DiaryStore
    ) -> None:
        for number, routine in enumerate(routines()):
            made = diary.add(replace(entry(number), routine=routine, kind=""))
            for note in ("", "it hurt at once", "and it still does"):
                diary.edit(replace(diary.get(made.id), note=note))
                entries = diary.entries()
                first, last = entries[-1].when.date(), entries[0].when.date()
                assert diary.routine_days("right", first, last) == routine_days(entries, "right")
        assert len(diary.routine_days("right", first, last)) == sum(one.worked for one in routines())

    def test_the_oldest_is_the_first_of_its_day(self, diary: DiaryStore) -> None:
        assert diary.oldest() is None
        wrote = [(3, "left"), (1, "right"), (1, "left")]
        _, oldest, left = [diary.add(entry(days, knee=knee)) for days, knee in wrote]
        assert diary.oldest() == oldest
        assert diary.oldest(knee="left") == left
        assert diary.oldest(kind="assessment") is None

    def test_kinds_can_be_told_apart(self, diary: DiaryStore) -> None:
        diary.add(entry())
        assessment = diary.add(
            Entry(
                WHEN,
                "right",
                assessment=AssessmentRecord("soon", causes=(("itb-syndrome", 0.4),), flags=("RF31",)),
            )
        )
        assert diary.entries(kind="assessment") == [assessment]
        assert diary.latest(kind="assessment") == assessment
        assert diary.latest(kind="import") is None

    def test_editing_replaces(self, diary: DiaryStore) -> None:
        added = diary.add(entry())
        changed = diary.edit(replace(added, pain_during=5, note="worse"))
        assert diary.entries() == [changed]

    def test_edits_of_one_entry_in_two_sessions_are_both_there(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        added = diary.add(entry())
        other = open_store()
        other.edit(replace(added, note="from the other window"), base=added)
        saved = diary.edit(replace(added, pain_during=7), base=added)
        assert (saved.pain_during, saved.note) == (7, "from the other window")
        assert other.get(added.id) == saved
        assert diary.undo()
        assert diary.get(added.id).note == "from the other window"
        other.close()

    def test_the_same_field_edited_in_two_sessions_is_never_overwritten_silently(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        added = diary.add(entry())
        other = open_store()
        theirs = other.edit(replace(added, pain_during=9, note="same"), base=added)
        with pytest.raises(EditClashError) as caught:
            diary.edit(replace(added, pain_during=7, note="same"), base=added)
        assert caught.value.keys == ("pain-during",)
        assert caught.value.remedy
        assert diary.get(added.id) == theirs
        assert diary.edit(replace(theirs, pain_during=7), base=theirs).pain_during == 7
        other.close()

    @pytest.mark.parametrize("number", [7, 0, 2**70])
    def test_what_is_not_there_is_said_with_a_remedy(self, diary: DiaryStore, number: int) -> None:
        with pytest.raises(DiaryError, match=f"no entry {number} ") as caught:
            diary.get(number)
        assert caught.value.remedy
        with pytest.raises(DiaryError, match="no entry"):
            diary.remove(number)
        with pytest.raises(DiaryError, match="no entry"):
            diary.edit(replace(entry(), id=number))

    def test_several_entries_are_one_change(self, diary: DiaryStore) -> None:
        assert len(diary.add_all(entry(days) for days in range(3))) == 3
        assert diary.undo()
        assert diary.count() == 0
        assert diary.add_all([]) == ()

    def test_several_entries_are_added_and_edited_as_one_change(self, diary: DiaryStore) -> None:
        there = diary.add(entry())
        changed = replace(there, note="joined")
        (added,) = diary.add_all([entry(1)], edited=[changed])
        assert diary.entries() == [added, changed]
        assert diary.undo()
        assert diary.entries() == [there]
        assert diary.redo()
        assert diary.entries() == [added, changed]
        with pytest.raises(DiaryError, match="no entry 99 "):
            diary.add_all([entry(2)], edited=[replace(there, id=99)])
        assert diary.count() == 2

    def test_what_is_remembered_with_entries_is_undone_with_them(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        diary.remember("here", "before")
        texts = {"here": "other", "place": "1", "things": "band"}
        diary.add_all([entry()], remembered=texts)
        assert diary.remembered() == {**texts, "here": "before"}
        diary.close()
        again = open_store()
        again.remember("things", "step")
        assert again.undo() is not None
        assert again.remembered() == {"here": "before", "things": "step"}
        assert again.redo() is not None
        assert again.remembered() == {"here": "before", "things": "step", "place": "1"}
        assert again.count() == 1
        again.close()

    def test_relations_follow_to_the_new_ids(self, diary: DiaryStore) -> None:
        there = diary.add(Entry(WHEN, "right", assessment=AssessmentRecord("soon")))
        first = Entry(WHEN, "right", assessment=AssessmentRecord("soon"), id=40)
        second = replace(first, assessment=AssessmentRecord("urgent", beside=(40, there.id)), id=41)
        one, two = diary.add_all([first, second])
        assert two.assessment is not None
        assert two.assessment.beside == (one.id, there.id)
        assert [diary.get(added.id) for added in (one, two)] == [one, two]

    def test_several_entries_are_written_or_none(self, diary: DiaryStore) -> None:
        def entries() -> object:
            yield entry()
            raise RuntimeError

        with pytest.raises(RuntimeError):
            diary.add_all(entries())  # type: ignore[arg-type]
        assert diary.count() == 0
        assert diary.add(entry()).id

    def test_it_remembers_and_forgets(self, open_store: Callable[[], DiaryStore], diary: DiaryStore) -> None:
        assert diary.recall("routine") == ""
        diary.remember("routine", '{"phase": "calm"}')
        diary.remember("routine", '{"phase": "build"}')
        other = open_store()
        assert other.recall("routine") == '{"phase": "build"}'
        assert other.remembered() == {"routine": '{"phase": "build"}'}
        other.close()
        diary.remember("routine", "")
        assert diary.recall("routine") == ""
        assert diary.undo() is None

    def test_what_is_forgotten_is_brought_back_by_nothing(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        other = diary.add(replace(entry(1), note="the other"))
        secret = diary.add(replace(entry(), note="unspeakable"))
        diary.edit(replace(secret, note="unspeakable twice"))
        diary.remove(secret.id)
        diary.undo()
        back = diary.get(secret.id)
        assert set(diary.forget(secret.id)) == {secret.uid, back.uid}
        assert diary.entries() == [other]
        assert {secret.uid, back.uid} <= {removed.uid for removed in diary.removals()}
        again = open_store()
        while (change := again.undo()) is not None:
            assert all("unspeakable" not in entry.note for entry in (*change.before, *change.after))
        assert again.redo() is not None
        assert again.entries() == [other]
        assert again.forget(secret.id) == ()
        again.close()

    def test_what_was_removed_before_can_be_forgotten(self, diary: DiaryStore) -> None:
        secret = diary.add(entry())
        diary.remove(secret.id)
        assert diary.forget(secret.id) == (secret.uid,)
        assert diary.undo() is None
        assert diary.unreadable() == ()

    def test_the_version_is_another_after_every_change(
        self, open_store: Callable[[], DiaryStore], diary: DiaryStore
    ) -> None:
        versions = [diary.version()]

        def changed() -> bool:
            versions.append(diary.version())
            return versions[-1] not in versions[:-1] and versions[-1] == diary.version()

        written = diary.add(entry())
        assert changed()
        diary.edit(replace(written, note="more"))
        assert changed()
        diary.remember("place", "2")
        assert changed()
        diary.undo()
        assert changed()
        diary.redo()
        assert changed()
        other = open_store()
        other.edit(replace(written, note="written elsewhere"))
        assert changed()
        other.remember("place", "")
        assert changed()
        other.close()
        diary.remove(written.id)
        assert changed()

    def test_the_version_stays_while_nothing_changes(self, diary: DiaryStore) -> None:
        diary.add(entry())
        before = diary.version()
        for look in (diary.entries, diary.latest, diary.count, diary.remembered, diary.last_change):
            look()
        assert diary.version() == before

    def test_closing_twice_does_no_harm(self, open_store: Callable[[], DiaryStore]) -> None:
        store = open_store()
        store.close()
        store.close()

    def test_the_same_id_is_never_given_twice(self, diary: DiaryStore) -> None:
        first = diary.add(entry())
        diary.remove(first.id)
        assert diary.add(entry()).id > first.id

    def test_an_imported_session_keeps_its_numbers(self, diary: DiaryStore) -> None:
        training = Session("running", 31.7, effort=4.5, distance_km=5.123, source_id="fit:1")
        added = diary.add(Entry(WHEN, "both", session=training, kind="import"))
        assert diary.get(added.id).session == training
