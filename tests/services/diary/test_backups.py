"""One backup a day is made by itself, old ones make room, and one is put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError
from kneetui.diary.export.sealed import seal
from kneetui.services.container import Services
from kneetui.services.diary.backups import (
    DAYS,
    MONTHS,
    Backup,
    back_up,
    back_up_daily,
    backups,
    image,
    look,
    opened,
    outdated,
    restore,
    sealed,
    state,
)
from kneetui.testing import NOW

Make = Callable[..., Services]
TODAY = date(2026, 11, 22)


def test_the_first_of_a_day_is_made_and_no_second(make_services: Make) -> None:
    services = make_services(entries=[Entry(NOW, "right", note="one")])
    made = back_up_daily(services)
    assert made is not None
    assert [backup.path for backup in backups(services)] == [made.path]
    assert back_up_daily(services) is None
    services.now = lambda: NOW + timedelta(days=1)
    assert back_up_daily(services) is not None
    assert [backup.made.day for backup in backups(services)] == [23, 22]


def test_an_empty_diary_has_none(make_services: Make) -> None:
    assert back_up_daily(make_services()) is None


def test_a_backup_is_put_back_and_what_was_there_is_a_backup(make_services: Make) -> None:
    services = make_services(entries=[Entry(NOW, "right", note="one")])
    path, checked = back_up(services)
    assert checked.entries == 1
    services.diary.add(Entry(NOW, "right", note="two"))
    checked, aside = restore(services, path)
    assert [entry.note for entry in services.diary.entries()] == ["one"]
    assert aside is not None
    assert backups(services)[0].aside
    restore(services, aside)
    assert sorted(entry.note for entry in services.diary.entries()) == ["one", "two"]


def test_a_damaged_backup_changes_nothing(make_services: Make) -> None:
    services = make_services(entries=[Entry(NOW, "right", note="one")])
    path, _ = back_up(services)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(DiaryError):
        restore(services, path)
    assert len(backups(services)) == 1
    assert services.diary.count() == 1


@given(st.sets(st.integers(0, 900)))
def test_the_last_days_and_the_last_of_each_of_the_last_months_stay(ages: set[int]) -> None:
    days = [TODAY - timedelta(days=age) for age in ages]
    made = [Backup(path=Path(f"{day}"), made=datetime.combine(day, datetime.min.time())) for day in days]
    gone = {backup.made.date() for backup in outdated(made, TODAY)}
    left = set(days) - gone
    newest = sorted(days, reverse=True)
    assert set(newest[:DAYS]) <= left
    months = sorted({(day.year, day.month) for day in days}, reverse=True)[:MONTHS]
    assert all(max(day for day in days if (day.year, day.month) == month) in left for month in months)
    assert len(left) <= DAYS + MONTHS


def test_a_list_says_of_each_what_is_in_it_or_what_is_wrong(make_services: Make) -> None:
    services = make_services(entries=[Entry(NOW, "right", note="one")])
    path, _ = back_up(services)
    restore(services, path)
    aside, of_today = backups(services)
    assert (of_today.when, state(of_today)) == ("2026-11-22", "1 entry")
    assert (aside.when, state(aside)) == ("before another was put back, Sun 22 Nov 09:30", "1 entry")
    path.write_bytes(b"SQLite format 3\0 and then nothing")
    assert "is damaged" in state(of_today)


def test_an_image_is_a_backup_in_memory(make_services: Make, quick_age: None) -> None:
    services = make_services(entries=[Entry(NOW, "right", note="one")])
    data, checked = image(services)
    assert (data[:15], checked.entries) == (b"SQLite format 3", 1)
    file = services.diary_file.parent / "knee.db.age"
    file.write_bytes(seal(data, "four odd words"))
    assert sealed(file)
    assert not sealed(services.diary_file)
    assert look(opened(file, lambda: "four odd words")) == checked


def test_what_was_unfinished_stays_with_its_window(make_services: Make) -> None:
    """Putting one back opens the diary anew, and nothing else."""
    services = make_services(entries=[Entry(NOW, "right", note="one")])
    path, _ = back_up(services)
    before = services.diary.version()
    services.drafts.claim("triage")
    restore(services, path)
    services.keep_draft("triage", {"answers": {}}, owned_as="triage")
    assert services.diary.version()[0] != before[0]
