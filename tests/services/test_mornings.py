"""The answers that were missing, as they stand in the diary afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.diary.entries import Entry, Session
from kneetui.diary.errors import DiaryError
from kneetui.services.container import Services
from kneetui.services.diary import undo
from kneetui.services.mornings import write_morning, write_session_pain
from kneetui.testing import NOW
from tests.ui.gym import gym

Make = Callable[..., Services]
YESTERDAY = NOW - timedelta(days=1)
RUN = Entry(YESTERDAY.replace(hour=7, minute=40), "right", session=Session("running", 40))


@pytest.fixture
def services(make_services: Make) -> Services:
    return make_services(library=gym(), entries=[RUN])


def test_todays_morning_is_of_now(services: Services) -> None:
    entry = write_morning(services, NOW.date(), "left", 3, "slight", "ibuprofen")
    assert replace(entry, id=0) == Entry(
        NOW, "left", pain_morning=3, swelling="slight", medication="ibuprofen"
    )
    assert services.diary.get(entry.id) == entry


def test_a_late_one_stands_on_its_day_before_what_was_done_there(services: Services) -> None:
    entry = write_morning(services, YESTERDAY.date(), "right", 0, None, "")
    assert entry.when.date() == YESTERDAY.date()
    assert entry.when < RUN.when
    assert (entry.pain_morning, entry.swelling, entry.medication) == (0, None, "")


@pytest.mark.parametrize("days", [1, 2, 30])
def test_every_late_one_keeps_its_day(make_services: Make, days: int) -> None:
    day = NOW - timedelta(days=days)
    early = Entry(day.replace(hour=0, minute=0), "right", session=Session("running", 10))
    entry = write_morning(make_services(library=gym(), entries=[early]), day.date(), "left", 1, None, "")
    assert entry.when.date() == day.date()


def test_the_pain_of_a_session_goes_into_its_entry_and_changes_nothing_else(services: Services) -> None:
    before = services.diary.latest()
    assert before is not None
    assert write_session_pain(services, before.id, 4) == replace(before, pain_during=4)
    assert services.diary.entries() == [replace(before, pain_during=4)]


def test_a_session_that_was_taken_out_is_an_error_with_a_remedy(services: Services) -> None:
    with pytest.raises(DiaryError) as refused:
        write_session_pain(services, 99, 4)
    assert refused.value.remedy


def test_both_are_undone_like_anything_else(services: Services) -> None:
    before = services.diary.entries()
    write_session_pain(services, before[0].id, 4)
    write_morning(services, NOW.date(), "right", 2, None, "")
    undo.take_back(services)
    undo.take_back(services)
    assert services.diary.entries() == before
