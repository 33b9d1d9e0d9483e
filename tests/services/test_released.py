from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry, Session
from kneetui.routines.gate import OPEN, Gate
from kneetui.services.container import Services
from kneetui.services.diary import undo
from kneetui.services.knee_status import knee_status
from kneetui.services.looks import write_look
from kneetui.services.released import released, remove
from kneetui.status.restrictions import Restriction, RestrictionCause, Restrictions, together
from kneetui.status.status import Status
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


def test_the_end_of_a_rest_is_no_news_while_an_assessment_closes_exercise(make_services: Make) -> None:
    services = make_services()
    added(services, assessed("urgent"))
    run = Session("running", 30)
    added(services, Entry(NOW - timedelta(days=1), "right", pain_during=4, session=run))
    entry = added(services, Entry(NOW, "right", pain_morning=7))
    assert not knee_status(services).gate.loading
    assert remove(services, entry) == ()


GATES = [
    Gate(loading=loading, gentle=gentle, impact=impact)
    for loading, gentle, impact in itertools.product((True, False), repeat=3)
]


@pytest.mark.parametrize("cause", ["urgency", "diary", "rest"])
def test_only_what_is_open_again_is_said_to_be(library: Library, cause: RestrictionCause) -> None:
    day = NOW.date()
    for held, other in itertools.product(GATES, repeat=2):
        gone = Restriction(cause=cause, id="urgent", knee="left", gate=held, since=day)
        stays = Restriction(cause="flag", id="other", knee="left", gate=other, since=day)
        sentences = released(
            library, status(together([gone, stays], (), OPEN)), status(together([stays], (), OPEN))
        )
        freer = {kind for kind in KINDS if bears(other, kind) and not bears(held, kind)}
        assert bool(sentences) is bool(freer), (held, other, sentences)


KINDS = tuple(itertools.product((True, False), (True, False)))
"""Exercises that are gentle or not, and impact or not."""


def bears(gate: Gate, kind: tuple[bool, bool]) -> bool:
    gentle, impact = kind
    return gate.loading and (gentle or not gate.gentle) and (gate.impact or not impact)


def status(restrictions: Restrictions) -> Status:
    return cast("Status", SimpleNamespace(restrictions=restrictions))
