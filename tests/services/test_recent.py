from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, RoutineRecord, Session
from kneetui.services.container import Services
from kneetui.services.knee_status import knee_status
from kneetui.services.recent import recent, sessions_before
from kneetui.status.known import BACK, reach
from kneetui.testing import NOW


def test_the_last_months_and_days_to_come_are_read_until_something_changes(
    make_services: Callable[..., Services],
) -> None:
    days = (-1, 0, BACK.days, BACK.days + 1)
    services = make_services(entries=[Entry(NOW - timedelta(days=ago), "left", pain_after=1) for ago in days])
    first = recent(services)
    assert [(NOW.date() - entry.when.date()).days for entry in first] == [-1, 0, BACK.days]
    assert recent(services) is first
    services.diary.remove(first[0].id)
    assert list(recent(services)) == list(first[1:])
    services.now = lambda: NOW + timedelta(days=1)
    assert list(recent(services)) == list(first[1:-1])


def test_a_rule_that_looks_further_is_read_further(library: Library) -> None:
    assert reach(None) == BACK <= reach(library)
    rule = replace(next(iter(library.watch.values())), days=200)
    assert reach(replace(library, watch={"far": rule})) > timedelta(days=2 * rule.days)


def test_a_break_longer_than_what_is_read_is_a_break_all_the_same(
    make_services: Callable[..., Services], library: Library
) -> None:
    """The last session is looked for further back, if none of the last months is one."""
    run = Session("running", 30)
    services = make_services(
        entries=[
            *(Entry(NOW - timedelta(days=ago), "left", session=run) for ago in (400, 300)),
            Entry(NOW - timedelta(days=3), "left", pain_morning=1),
        ]
    )
    services.use_library(library)
    (last,) = sessions_before(services)
    assert (NOW.date() - last.when.date()).days == 300
    away = knee_status(services).pause
    assert away is not None
    assert (away.days, away.long) == (300, True)
    services.diary.add(Entry(NOW, "left", session=run))
    assert sessions_before(services) == ()
    assert knee_status(services).pause is None


@pytest.mark.parametrize("what", [{"session": Session("running", 30)}, {"routine": RoutineRecord("early")}])
def test_a_session_of_any_kind_is_found_among_what_is_none(
    make_services: Callable[..., Services], what: dict[str, Any]
) -> None:
    days = (300, 250)
    others = [Entry(NOW - timedelta(days=ago), "left", note="session routine") for ago in days]
    services = make_services(entries=[*others, Entry(NOW - timedelta(days=275), "left", **what)])
    (last,) = sessions_before(services)
    assert (NOW.date() - last.when.date()).days == 275
