"""Copies of a diary, edited apart and merged in any order, end the same, without loss or double."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.diary.export.toml_file import import_toml, to_toml
from kneetui.diary.history import history, removed_record
from kneetui.diary.merge import EMPTIED
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.records import to_record
from kneetui.diary.store.sqlite import open_diary
from kneetui_toml_store.store import TomlDiary

WHEN = datetime(2026, 1, 1, 8, 0)
FIELDS: dict[str, Callable[[random.Random], Any]] = {
    "pain_morning": lambda chance: chance.choice([None, *range(11)]),
    "pain_during": lambda chance: chance.choice([None, *range(11)]),
    "swelling": lambda chance: chance.choice([None, "none", "slight", "marked"]),
    "note": lambda chance: chance.choice(["", f"note {chance.random()}"]),
    "medication": lambda chance: chance.choice(["", "ibuprofen", "paracetamol"]),
    "knee": lambda chance: chance.choice(["left", "right", "both"]),
    "when": lambda chance: WHEN + timedelta(minutes=chance.randrange(500_000)),
    "session": lambda chance: chance.choice([None, Session("running", chance.randrange(1, 90))]),
}


def export(store: DiaryStore) -> str:
    return to_toml(store.entries(), store.removals())


def state(store: DiaryStore) -> tuple[dict[str, Any], dict[str, Any]]:
    """Everything that lasts in a diary, by lasting id; not the ids of one copy."""
    entries = {entry.uid: to_record(entry) for entry in store.entries()}
    assert len(entries) == store.count(), "an entry is there twice"
    return entries, {removal.uid: removed_record(removal) for removal in store.removals()}


def edit(store: DiaryStore, chance: random.Random, number: int) -> None:
    """One random change of a copy."""
    action = chance.choices(["add", "edit", "remove", "undo", "redo"], [3, 8, 1, 1, 1])[0]
    # One day of them: thousands of entries, read for each of thousands of edits, would take most of an hour.
    day = (WHEN + timedelta(minutes=chance.randrange(number + 1))).date()
    entries = store.entries(since=day, until=day) if action in ("edit", "remove") else []
    if action in ("undo", "redo"):
        store.undo() if action == "undo" else store.redo()
    elif entries and action == "remove":
        store.remove(chance.choice(entries).id)
    elif entries:
        entry = chance.choice(entries)
        changed = {name: FIELDS[name](chance) for name in chance.sample(sorted(FIELDS), 2)}
        values = {name: getattr(entry, name) for name in FIELDS} | changed
        if values["note"] or any(
            values[name] is not None for name in ("pain_morning", "pain_during", "session")
        ):
            store.edit(replace(entry, **changed))
    else:
        store.add(
            Entry(WHEN + timedelta(minutes=number), "left", pain_during=number % 11, note=f"entry {number}")
        )


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[list[DiaryStore]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(closing(open_diary(tmp_path / "laptop.db"))),
            stack.enter_context(closing(open_diary(tmp_path / "server.db"))),
            stack.enter_context(closing(TomlDiary(tmp_path / "phone.toml"))),
        ]


def exchange(copies: list[DiaryStore], chance: random.Random) -> None:
    """Every copy takes in every other, in a random order, until all have heard of everything."""
    pairs = list(permutations(copies, 2))
    for _ in range(2):
        chance.shuffle(pairs)
        for taking, giving in pairs:
            import_toml(taking, export(giving))


@pytest.mark.parametrize(
    ("edits", "seed"),
    [(120, 1), (120, 2), (120, 3), pytest.param(10_000, 4, marks=pytest.mark.hunt)],
)
def test_copies_edited_apart_end_the_same_in_any_order(
    copies: list[DiaryStore], tmp_path: Path, edits: int, seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(edits):
        edit(chance.choices(copies, (10, 10, 1))[0], chance, number)
        if chance.random() < 20 / edits:
            taking, giving = chance.sample(copies, 2)
            import_toml(taking, export(giving))
    texts = [export(store) for store in copies]
    ends = []
    for number, order in enumerate(permutations(texts)):
        with closing(open_diary(tmp_path / f"order-{number}.db")) as fresh:
            for text in order:
                import_toml(fresh, text)
            ends.append(state(fresh))
    assert all(end == ends[0] for end in ends)
    exchange(copies, chance)
    assert [state(store) for store in copies] == [ends[0]] * len(copies)
    entries, removals = ends[0]
    assert not entries.keys() & removals.keys()
    for store in copies:
        before = export(store)
        for other in copies:
            import_toml(store, export(other))
        assert export(store) == before, "taking the same in again changes nothing"


def test_edits_of_different_fields_are_both_there(copies: list[DiaryStore]) -> None:
    one, other, _ = copies
    added = one.add(Entry(WHEN, "left", pain_during=3, note="stairs"))
    import_toml(other, export(one))
    one.edit(replace(added, pain_during=5))
    other.edit(replace(other.entries()[0], swelling="slight"))
    news = import_toml(one, export(other)).news
    assert (news.merged, news.clashes, news.new) == (1, (), ())
    (entry,) = one.entries()
    assert (entry.pain_during, entry.swelling, entry.note) == (5, "slight", "stairs")


def test_of_two_edits_of_one_field_the_later_stands_and_the_other_is_kept_beside_it(
    copies: list[DiaryStore],
) -> None:
    one, other, third = copies
    added = one.add(Entry(WHEN, "left", pain_during=3))
    for store in (other, third):
        import_toml(store, export(one))
    one.edit(replace(added, note="first"))
    other.edit(replace(other.entries()[0], note="second"))
    third.edit(replace(third.entries()[0], note="third"))
    news = import_toml(one, export(third)).news
    (clash,) = news.clashes
    assert (clash.aside.key, clash.aside.value, clash.entry.note) == ("note", "first", "third")
    exchange(copies, random.Random(1))
    for store in copies:
        (entry,) = store.entries()
        assert entry.note == "third"
        assert [aside.value for aside in history(to_record(entry)).aside] == ["first", "second"]
    settled = one.edit(replace(one.entries()[0], note="all three"))
    assert history(to_record(settled)).aside == ()
    exchange(copies, random.Random(2))
    assert {store.entries()[0].note for store in copies} == {"all three"}
    assert not any(history(to_record(store.entries()[0])).aside for store in copies)


def test_a_removal_travels_and_is_not_undone_by_an_old_file(copies: list[DiaryStore]) -> None:
    one, other, _ = copies
    added = one.add(Entry(WHEN, "left", pain_during=3))
    old = export(one)
    import_toml(other, old)
    one.remove(added.id)
    news = import_toml(other, export(one)).news
    assert [entry.pain_during for entry in news.gone] == [3]
    assert other.count() == 0
    news = import_toml(other, old).news
    assert (news.left_out, news.new, other.count()) == (1, (), 0)
    assert "pain" not in export(other), "nothing is left of what was in it"
    assert other.undo()
    assert other.count() == 1, "the import that took it out can be taken back"


def test_an_edit_that_a_removal_did_not_know_of_is_told(copies: list[DiaryStore]) -> None:
    one, other, _ = copies
    added = one.add(Entry(WHEN, "left", pain_during=3))
    import_toml(other, export(one))
    one.remove(added.id)
    other.edit(replace(other.entries()[0], note="a swim"))
    news = import_toml(other, export(one)).news
    assert [(clash.aside.value, clash.removed) for clash in news.clashes] == [("a swim", True)]
    news = import_toml(one, export(other)).news
    assert [aside.value for removal in one.removals() for aside in removal.aside] == ["a swim"]


def test_an_entry_that_two_copies_emptied_together_says_so(copies: list[DiaryStore]) -> None:
    one, other, _ = copies
    added = one.add(Entry(WHEN, "left", pain_during=3, note="stairs"))
    import_toml(other, export(one))
    one.edit(replace(added, note=""))
    other.edit(replace(other.entries()[0], pain_during=None))
    exchange(copies, random.Random(3))
    assert {store.entries()[0].note for store in copies} == {EMPTIED}


def test_a_wrong_clock_does_not_make_a_later_edit_older(
    copies: list[DiaryStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneetui.config import clock

    one, other, _ = copies
    added = one.add(Entry(WHEN, "left", pain_during=3))
    monkeypatch.setattr(clock, "instant_now", lambda: datetime.fromisoformat("2001-01-01T00:00:00+00:00"))
    import_toml(other, export(one))
    other.edit(replace(other.entries()[0], pain_during=7))
    import_toml(one, export(other))
    assert one.get(added.id).pain_during == 7


def test_the_same_old_export_taken_in_on_two_machines_is_one_diary(copies: list[DiaryStore]) -> None:
    old = "format = 1\n" + "".join(
        f'[[entry]]\nwhen = 2025-03-{day:02}T07:30:00\nknee = "left"\npain-during = 3\n' for day in (1, 2, 2)
    )
    for store in copies[:2]:
        import_toml(store, old)
    one, other = copies[:2]
    assert {entry.uid for entry in one.entries()} == {entry.uid for entry in other.entries()}
    one.edit(replace(one.entries()[0], note="knew it"))
    done = import_toml(other, export(one))
    assert (done.added, done.news.merged, other.count()) == ((), 1, 3)
