from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.recent import recent
from kneetui.status.known import BACK
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
