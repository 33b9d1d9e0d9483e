"""What came of taking in another copy of the diary, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.diary.export.news import News
from kneetui.diary.export.toml_file import (
    export_toml,
    import_toml,
    news_of,
    read_toml,
    take_in,
    to_toml,
)
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui.services.diary.exchange import (
    MOST,
    REMEMBERED,
    asides,
    clash_lines,
    contested_lines,
    merge_words,
    preview_lines,
)
from kneetui.ui.widgets.lists.entry_text import details

WHEN = datetime(2026, 11, 24, 7, 5)


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[tuple[DiaryStore, DiaryStore]]:
    with ExitStack() as stack:
        one, other = (stack.enter_context(closing(open_diary(tmp_path / name))) for name in ("a.db", "b.db"))
        one.add(Entry(WHEN, "left", pain_during=3, session=Session("running", 30)))
        take(other, one)
        yield one, other


def take(store: DiaryStore, other: DiaryStore) -> News:
    return import_toml(store, to_toml(other.entries(), other.removals())).news


def test_what_gave_way_is_named_with_its_value_and_stands_in_the_entry(
    copies: tuple[DiaryStore, DiaryStore],
) -> None:
    one, other = copies
    one.edit(replace(one.get(1), note="stairs", swelling="slight"))
    other.edit(replace(other.get(1), note="hills", session=None, swelling="slight"))
    news = take(one, other)
    assert clash_lines(news) == [
        "Tue 24 Nov 07:05: note was changed in both. The later one stands, “stairs” is kept beside it."
    ]
    assert merge_words(news) == ", 1 changed"
    assert preview_lines(news)[0] == "1 entry changed elsewhere."
    assert list(asides(one.get(1))) == [("note", "“stairs”")]
    shown = ["".join(text for text, _ in row) for row in details(one.get(1), 70, Library())]
    assert "Elsewhere     note was “stairs”" in shown
    assert list(asides(one.edit(replace(one.get(1), note="stairs and hills")))) == []


def test_what_was_removed_is_counted(copies: tuple[DiaryStore, DiaryStore]) -> None:
    one, other = copies
    file = to_toml(one.entries())
    one.remove(1)
    other.edit(replace(other.get(1), pain_during=4.5))
    assert preview_lines(take(other, one)) == [
        "1 entry removed elsewhere goes.",
        "Tue 24 Nov 07:05: removed in one copy, and pain during changed in the other to “4.5 of 10”.",
    ]
    news = import_toml(one, file).news
    assert (merge_words(news), preview_lines(news)) == (
        ", 1 removed here before",
        ["1 entry removed here stays out."],
    )


def test_many_are_counted(copies: tuple[DiaryStore, DiaryStore]) -> None:
    one, other = copies
    one.add_all(Entry(WHEN, "left", pain_during=1, note=str(number)) for number in range(MOST + 2))
    take(other, one)
    for store, pain in ((one, 2), (other, 3)):
        for entry in store.entries():
            store.edit(replace(entry, pain_during=pain))
    lines = clash_lines(take(one, other))
    assert len(lines) == MOST + 1
    assert lines[-1] == "2 values more gave way to a later edit."


def test_the_place_in_a_routine_and_the_equipment_come_along(
    copies: tuple[DiaryStore, DiaryStore], tmp_path: Path
) -> None:
    one, other = copies
    one.remember("routine.active", '{"routine": "kneecap"}')
    one.remember("equipment", '["band"]')
    other.remember("equipment", '["step"]')
    news = import_toml(other, export_toml(one)).news
    assert preview_lines(news) == [REMEMBERED]
    assert other.remembered() == {"routine.active": '{"routine": "kneecap"}', "equipment": '["step"]'}
    assert not import_toml(other, export_toml(one)).news.remembered
    with closing(open_diary(tmp_path / "new.db")) as new:
        import_toml(new, export_toml(one))
        assert new.remembered() == one.remembered()
        assert export_toml(new) == export_toml(one)


@pytest.mark.parametrize("removed_here", [True, False])
def test_what_was_removed_in_one_copy_and_changed_in_the_other_can_be_kept(
    copies: tuple[DiaryStore, DiaryStore], *, removed_here: bool
) -> None:
    one, other = copies
    changed = replace(one.get(1), pain_during=4.5, note="stairs")
    if removed_here:
        one.remove(1)
        other.edit(changed)
    else:
        one.edit(changed)
        other.remove(1)
    file = read_toml(to_toml(other.entries(), other.removals()))
    news = news_of(file, one)
    assert [entry.note for entry in news.contested] == ["stairs"]
    assert "--bring-back" in contested_lines(news)[0]
    (back,) = take_in(one, news, bring_back=True)
    assert replace(back, id=0) == replace(changed, id=0)
    again = news_of(file, one)
    assert (again.new, again.contested) == ((), ())
    assert one.entries() == [back]
    one.undo()
    assert [entry.note for entry in one.entries()] == ([] if removed_here else ["stairs"])


def test_what_was_left_out_can_be_kept_by_a_later_import(copies: tuple[DiaryStore, DiaryStore]) -> None:
    one, other = copies
    one.remove(1)
    other.edit(replace(other.get(1), note="stairs"))
    file = read_toml(to_toml(other.entries()))
    for _ in range(2):
        take_in(one, news_of(file, one))
        assert one.entries() == []
    assert [entry.note for entry in take_in(one, news_of(file, one), bring_back=True)] == ["stairs"]
