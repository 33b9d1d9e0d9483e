from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.services.container import Services
from kneetui.services.diary import undo
from kneetui.services.looks import write_look
from kneetui.services.released import remove
from kneetui.testing import NOW
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


def added(services: Services, entry: Entry) -> int:
    return services.diary.add(entry).id


def test_a_deleted_assessment_says_that_it_holds_nothing_back(make_services: Make) -> None:
    services = make_services()
    entry = added(services, assessed("emergency"))
    assert remove(services, entry) == ("“Emergency” of 20 November no longer holds anything back.",)


def test_one_that_held_nothing_back_says_nothing(make_services: Make) -> None:
    services = make_services()
    added(services, assessed("urgent", when=NOW - timedelta(days=3)))
    entry = added(services, assessed("self-care"))
    assert remove(services, entry) == ()
    assert remove(services, added(services, Entry(NOW, "right", pain_during=2))) == ()


def test_a_bad_morning_that_is_taken_back_ends_the_rest(make_services: Make) -> None:
    services = make_services()
    run = Session("running", 30)
    added(services, Entry(NOW - timedelta(days=1), "right", pain_during=4, session=run))
    added(services, Entry(NOW, "right", pain_morning=7))
    taken = undo.take_back(services)
    assert taken is not None
    assert taken.released == ("The rest after 21 November is over.",)


def test_what_was_allowed_no_longer_counts(make_services: Make) -> None:
    services = make_services()
    entry = write_look(services, "right", "doctor", "gentle")
    assert remove(services, entry.id) == ("What was allowed on 22 November no longer counts.",)
