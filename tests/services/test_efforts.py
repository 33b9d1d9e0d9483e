from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.efforts import without_effort, write_efforts
from kneetui.testing import NOW


@pytest.fixture
def services(make_services: Callable[..., Services]) -> Services:
    return make_services()


def imported(days: int, minutes: float | None = 40, effort: float | None = None) -> Entry:
    session = Session("running", minutes, effort=effort, distance_km=5)
    return Entry(NOW - timedelta(days=days), "right", session=session, kind="import", note="from a file")


def missing(services: Services) -> list[Entry]:
    return list(without_effort(services, services.diary.entries(), NOW.date()))


def test_only_what_a_file_left_open_lately_is_asked_about(services: Services) -> None:
    diary = services.diary
    diary.add_all([imported(1), imported(3), imported(2, effort=4), imported(40), imported(2, minutes=None)])
    diary.add(Entry(NOW, "right", session=Session("running", 30)))
    assert [(NOW - entry.when).days for entry in missing(services)] == [1, 3]


def test_each_is_asked_about_once_and_all_answers_are_one_change(services: Services) -> None:
    first, second = services.diary.add_all([imported(3), imported(1)])
    assert write_efforts(services, missing(services), {first.id: 5}) == 1
    assert [entry.session.load for entry in services.diary.entries() if entry.session] == [None, 200]
    assert missing(services) == []
    services.diary.undo()
    assert services.diary.get(first.id) == first
    assert missing(services) == [], "it is asked once"
    services.diary.add(imported(2))
    assert [(NOW - entry.when).days for entry in missing(services)] == [2]
    assert second.session
