"""Reminders as iCalendar."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kneetui.content.model import Library
from kneetui.routines.progress import Progress
from kneetui.services.calendar import CalendarEntry, CalendarError, ics, reminders
from kneetui.services.container import Services
from kneetui.testing import NOW
from tests.report.one_page.person import assessed

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=90)


def read(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


@given(LINE, LINE, st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_what_is_written_is_read_back(title: str, text: str, day: date) -> None:
    (event,) = read(ics([CalendarEntry(uid="a@kneetui", day=day, title=title, text=text)], STAMP))
    assert (str(event["summary"]), str(event["description"])) == (title, text)
    assert event["dtstart"].dt == day
    assert event["dtend"].dt == day + timedelta(days=1)


def test_no_line_is_longer_than_75_bytes_and_the_same_twice_is_the_same() -> None:
    entries = [CalendarEntry(uid="a@kneetui", day=NOW.date(), title="ä" * 200)]
    data = ics(entries, STAMP)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data == ics(entries, STAMP)


def test_a_recheck_keeps_its_id_while_its_day_moves(
    make_services: Callable[..., Services], library: Library
) -> None:
    services = make_services(entries=[assessed(library, 3)])
    (first,) = reminders(services)
    assert first.day == NOW.date() + timedelta(days=11)
    services.now = lambda: NOW + timedelta(days=20)
    (later,) = reminders(services)
    assert later == replace(first, day=NOW.date() + timedelta(days=20))


def test_the_next_session_of_the_routine_has_one_entry(
    make_services: Callable[..., Services], library: Library
) -> None:
    services = make_services()
    routine = next(iter(library.routines))
    services.diary.remember("routine.active", json.dumps(Progress(routine, sessions=3).to_json()))
    (session,) = reminders(services)
    assert session.uid == f"routine-{routine}@kneetui"
    assert session.title.endswith("session 4")


def test_without_the_library_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return true_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(CalendarError, match="pip install icalendar"):
        ics([])
