"""What is said of an entry that is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.diary.writing import JOINED, write_down
from kneetui.testing import NOW
from tests.ui.gym import gym

Make = Callable[..., Services]


def run(days: int, km: float, **more: object) -> Entry:
    return Entry(NOW - timedelta(days=days), "right", session=Session("running", 30, distance_km=km), **more)  # type: ignore[arg-type]


def test_a_session_from_a_file_is_joined_and_said(make_services: Make) -> None:
    services = make_services(library=gym(), entries=[run(1, 5, kind="import")])
    written = write_down(services, run(1, 5, pain_during=3))
    assert (written.joined, written.sentences[0]) == (True, JOINED)
    assert services.diary.count() == 1


def test_a_much_longer_session_is_said_once(make_services: Make) -> None:
    services = make_services(entries=[run(days, 5) for days in (9, 6, 3)])
    first = write_down(services, run(0, 9))
    assert any("9 km" in sentence for sentence in first.sentences)
    again = write_down(services, replace(first.entry, note="hills"))
    assert again.sentences == ()
    assert services.diary.get(first.entry.id).note == "hills"


def test_what_no_longer_holds_anything_back_is_said(make_services: Make) -> None:
    services = make_services(
        entries=[Entry(NOW - timedelta(days=1), "right", swelling="marked", pain_after=2)]
    )
    written = write_down(services, Entry(NOW, "right", swelling="none", pain_after=1))
    assert any("no longer holds anything back" in sentence for sentence in written.sentences)
