from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.longest import ceiling_of, jump_sentences
from kneetui.testing import NOW


def run(days: int, km: float, pain: float = 1) -> Entry:
    session = Session("running", 30, distance_km=km)
    return Entry(NOW.replace(hour=6) - timedelta(days=days), "right", pain_during=pain, session=session)


@pytest.fixture
def services(make_services: Callable[..., Services], library: Library) -> Services:
    return make_services(library=library, entries=[run(20, 8), run(12, 6)])


def test_a_sport_is_known_by_its_name_however_it_is_spelled(services: Services) -> None:
    for typed in ("running", " Running "):
        ceiling = ceiling_of(services, typed)
        assert ceiling is not None
        assert ceiling.sport == "running"
    assert ceiling_of(services, "rowing") is None
    assert ceiling_of(services, "") is None


def test_while_the_library_is_read_nothing_is_said(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "library_if_loaded", lambda: None)
    assert ceiling_of(services, "running") is None


def test_sessions_of_the_last_days_that_were_much_longer_are_told(services: Services) -> None:
    assert jump_sentences(services) == ()
    services.diary.add_all([run(3, 9), run(1, 12)])
    first, second = jump_sentences(services)
    assert first.startswith(
        "12 km of running on 21 November; the longest noted in the 30 days before was 9 km"
    )
    assert second.startswith("9 km of running on 19 November")


def test_one_within_the_usual_or_long_ago_is_not(services: Services) -> None:
    services.diary.add_all([run(9, 14), run(1, 15)])
    assert jump_sentences(services) == ()
