from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.entries import Entry
from kneetui.diary.store.sqlite import open_diary
from kneetui.services.container import Services
from kneetui.services.diary.browsing.pages import FEW, MANY, DiaryPages
from kneetui.services.diary.browsing.query import matches
from kneetui.testing import NOW
from tests.examples import examples

Make = Callable[..., Services]


def entries(gaps: list[int]) -> list[Entry]:
    """Entries, each so many days before the one before it."""
    when, made = NOW, []
    for gap in gaps:
        when -= timedelta(days=gap)
        made.append(Entry(when, "right", pain_morning=1))
    return made


@pytest.mark.parametrize(
    "gaps",
    [[], [0], [0] * 300, [1] * 400, [3000, 3000, 3000], [0] * 70 + [4000] + [0] * 70, [1, 200] * 90],
    ids=["empty", "one", "one day", "daily", "rare", "a long break", "seldom"],
)
def test_every_entry_comes_once_and_newest_first(make_services: Make, gaps: list[int]) -> None:
    store = make_services(entries=entries(gaps)).diary
    pages = DiaryPages(store)
    pages.read(NOW.date())
    assert len(pages.entries) >= min(FEW, len(gaps))
    while page := pages.older():
        assert pages.entries[-len(page) :] == page
    assert pages.entries == store.entries()
    assert pages.older() == []
    assert pages.newer() == []
    assert not pages.oldest()

    from_the_end = DiaryPages(store)
    from_the_end.read(NOW.date())
    from_the_end.oldest()
    assert len(from_the_end.entries) >= min(FEW, len(gaps))
    assert from_the_end.entries[-1:] == store.entries()[-1:]
    while page := from_the_end.newer():
        assert from_the_end.entries[: len(page)] == page
    assert from_the_end.entries == store.entries()


@settings(max_examples=examples(60))
@given(
    gaps=st.lists(st.sampled_from([0, 1, 30, 400]), max_size=150),
    back=st.integers(0, 3000),
    steps=st.lists(st.sampled_from(["older", "newer", "oldest", "around", "read"]), max_size=8),
)
def test_a_stretch_has_all_of_its_days_and_nothing_else(gaps: list[int], back: int, steps: list[str]) -> None:
    """Wherever one goes in it; around a day there is an entry up to it, if there is any."""
    with TemporaryDirectory() as folder, closing(open_diary(Path(folder) / "diary.db")) as store:
        store.add_all(entries(gaps))
        pages, day = DiaryPages(store), NOW.date() - timedelta(days=back)
        pages.read(NOW.date())
        for step in steps:
            if step == "around":
                pages.around(day)
            elif step == "read":
                pages.read(NOW.date())
            else:
                {"older": pages.older, "newer": pages.newer, "oldest": pages.oldest}[step]()
            assert pages.entries == store.entries(since=pages.since, until=pages.until)
            if step == "around" and store.entries(until=day):
                assert any(entry.when.date() <= day for entry in pages.entries)


def test_of_a_long_diary_few_entries_are_read_wherever_one_goes(make_services: Make) -> None:
    store = make_services(entries=entries([1] * 3000)).diary
    pages = DiaryPages(store)
    pages.read(NOW.date())
    assert len(pages.entries) <= MANY
    pages.oldest()
    assert len(pages.entries) <= MANY
    pages.around(NOW.date() - timedelta(days=1500))
    assert len(pages.entries) <= 2 * MANY


def test_it_is_stale_after_somebody_else_wrote(make_services: Make) -> None:
    store = make_services(entries=entries([0, 1])).diary
    pages = DiaryPages(store)
    pages.read(NOW.date())
    assert not pages.stale()
    added = store.add(Entry(NOW + timedelta(hours=1), "left", pain_morning=1))
    assert pages.stale()
    pages.read(NOW.date())
    assert not pages.stale()
    assert pages.entries[0] == added
    store.remove(added.id)
    pages.take(added.id)
    assert not pages.stale()
    assert pages.entries == store.entries()


@pytest.mark.parametrize(
    ("words", "matched"),
    [("", True), ("stairs", True), ("STAIRS sore", True), ("stairs hill", False), ("hill", False)],
)
def test_all_of_the_words_have_to_be_there(words: str, matched: bool) -> None:
    assert matches(Entry(NOW, "right", note="Sore on the Stairs"), words) is matched
