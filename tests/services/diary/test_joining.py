from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.diary.joining import add_or_join
from kneetui.testing import NOW

RUN = Session("running", 40, distance_km=7)


@pytest.fixture
def services(make_services: Callable[..., Services]) -> Services:
    return make_services(entries=[Entry(NOW, "right", session=RUN, kind="import")])


def typed(minutes: int = 0, length: float = 41, **more: object) -> Entry:
    when = NOW + timedelta(minutes=minutes)
    return Entry(when, "right", session=Session("running", length, effort=5), **more)  # type: ignore[arg-type]


def test_what_is_typed_after_an_import_is_added_to_it_and_undo_takes_it_back(services: Services) -> None:
    entry, joined = add_or_join(services, typed(1, pain_during=3))
    assert joined
    assert services.diary.count() == 1
    assert (entry.kind, entry.pain_during) == ("import", 3)
    assert entry.session is not None
    assert (entry.session.minutes, entry.session.effort, entry.session.distance_km) == (40, 5, 7)
    services.diary.undo()
    (before,) = services.diary.entries()
    assert before.pain_during is None


@pytest.mark.parametrize("other", [typed(20), typed(1, 90), Entry(NOW, "right", pain_morning=2)])
def test_another_session_is_another_entry(services: Services, other: Entry) -> None:
    entry, joined = add_or_join(services, other)
    assert not joined
    assert services.diary.count() == 2
    assert services.diary.get(entry.id) == entry


def test_two_that_were_written_by_hand_are_two(services: Services) -> None:
    add_or_join(services, typed(30, 10))
    assert not add_or_join(services, typed(31, 10))[1]
    assert services.diary.count() == 3
