from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.diary.browsing.browser import EMPTY, SALVAGE, SPANS, DiaryView
from kneetui.testing import NOW

Make = Callable[..., Services]


def ago(days: int, knee: str = "right", note: str = "") -> Entry:
    return Entry(NOW - timedelta(days=days), knee, pain_morning=2, note=note)


def test_an_empty_diary_says_how_it_begins(make_services: Make) -> None:
    view = DiaryView(make_services())
    assert list(view.entries()) == []
    assert view.pictures() == []
    assert view.nothing() == EMPTY


def test_the_next_knee_in_their_order(make_services: Make) -> None:
    view = DiaryView(make_services(entries=[ago(0), ago(1, "left"), ago(2, "both")]))
    shown = []
    for _ in range(3):
        shown.append((view.knee, [entry.knee for entry in view.entries()], len(view.pictures())))
        view.next_knee()
    assert shown == [
        ("right", ["right", "both"], 1),
        ("both", ["right", "left", "both"], 2),
        ("left", ["left", "both"], 1),
    ]
    assert view.knee == "right"


def test_spans_go_round(make_services: Make) -> None:
    view = DiaryView(make_services())
    spans = []
    for _ in SPANS:
        spans.append(view.span)
        view.next_span()
    assert sorted(spans) == sorted(SPANS)
    assert view.span == spans[0]


def test_words_are_found_however_far_back(make_services: Make) -> None:
    view = DiaryView(make_services(entries=[ago(0), ago(2000, note="slipped on ice")]))
    view.words = "ice"
    assert [entry.note for entry in view.entries()] == ["slipped on ice"]
    view.words = "sand"
    assert list(view.entries()) == []
    assert "“sand”" in view.nothing()
    assert "“sand”" in view.remark()


def test_what_was_written_is_shown_whatever_was_looked_for(make_services: Make) -> None:
    services = make_services(entries=[ago(0)])
    view = DiaryView(services)
    view.words = "ice"
    view.wrote(services.diary.add(ago(300, "left")))
    assert view.words == ""
    assert view.knee == "left"
    assert [entry.knee for entry in view.entries()] == ["left"]


@pytest.mark.parametrize(("days", "nearest"), [(0, 0), (1, 3), (3, 3), (4, 500), (501, None)])
def test_the_entry_near_a_day_is_the_newest_up_to_it(
    make_services: Make, days: int, nearest: int | None
) -> None:
    view = DiaryView(make_services(entries=[ago(0), ago(3), ago(500), ago(2, "left")]))
    entry = view.near(NOW.date() - timedelta(days=days))
    assert (entry and (NOW - entry.when).days) == nearest


def test_another_day_makes_it_stale(make_services: Make) -> None:
    services = make_services()
    view = DiaryView(services)
    assert not view.stale()
    services.now = lambda: NOW + timedelta(days=1)
    assert view.stale()
    view.read()
    assert not view.stale()


def test_what_cannot_be_read_is_named_with_what_to_do(make_services: Make) -> None:
    services = make_services(entries=[ago(day) for day in range(6)])
    view = DiaryView(services)
    assert view.unreadable() == ()
    assert view.remark() == "6 entries"
    with closing(sqlite3.connect(services.diary_file)) as connection, connection:
        connection.execute("UPDATE entry SET record = '{broken' WHERE id < 6")
    view.read()
    first, *_, more, salvage = view.unreadable()
    assert first.startswith("Entry 1 cannot be read: ")
    assert more == "And 2 more."
    assert salvage == SALVAGE
    assert view.remark() == "6 entries, 5 of them cannot be read"
    assert [entry.id for entry in view.entries()] == [6]
