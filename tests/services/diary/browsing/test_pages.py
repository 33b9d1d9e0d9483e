from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.diary.browsing.pages import FEW, DiaryPages
from kneetui.services.diary.browsing.query import matches
from kneetui.testing import NOW

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
    while page := pages.more():
        assert pages.entries[-len(page) :] == page
    assert pages.entries == store.entries()
    assert pages.more() == []


def test_it_is_stale_after_somebody_else_wrote(make_services: Make) -> None:
    store = make_services(entries=entries([0, 1])).diary
    pages = DiaryPages(store)
    pages.read(NOW.date())
    assert not pages.stale()
    added = store.add(Entry(NOW + timedelta(hours=1), "left", pain_morning=1))
    assert pages.stale()
    pages.put(added)
    assert not pages.stale()
    assert pages.entries[0] == added
    store.remove(added.id)
    pages.take(added.id)
    assert not pages.stale()
    assert pages.entries == store.entries()


def test_an_entry_older_than_what_was_read_waits_for_its_page(make_services: Make) -> None:
    store = make_services(entries=entries([0] * FEW)).diary
    pages = DiaryPages(store)
    pages.read(NOW.date())
    old = store.add(Entry(NOW - timedelta(days=900), "right", pain_morning=1))
    pages.put(old)
    assert old not in pages.entries
    pages.reach(old.when.date())
    assert pages.entries[-1] == old


@pytest.mark.parametrize(
    ("words", "matched"),
    [("", True), ("stairs", True), ("STAIRS sore", True), ("stairs hill", False), ("hill", False)],
)
def test_all_of_the_words_have_to_be_there(words: str, matched: bool) -> None:
    assert matches(Entry(NOW, "right", note="Sore on the Stairs"), words) is matched
