"""Somebody looked at the knee: what they allow counts from then on, and what was said before does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.conditions import Choices
from kneetui.content.model import Library
from kneetui.diary.export.toml_file import from_toml, to_toml
from kneetui.services.container import Services
from kneetui.services.diary import undo
from kneetui.services.interview import start
from kneetui.services.knee_status import knee_status
from kneetui.services.looks import held_knees, write_look
from kneetui.testing import NOW
from tests.ui.gym import assessed, gym

Make = Callable[..., Services]


@pytest.fixture(scope="module")
def library() -> Library:
    return gym()


@pytest.mark.parametrize(
    ("allowed", "open_"),
    [
        ("all", (True, False, True)),
        ("no-impact", (True, False, False)),
        ("gentle", (True, True, False)),
        ("nothing", (False, False, False)),
    ],
)
def test_what_was_allowed_counts_instead_of_the_assessment(
    make_services: Make, allowed: str, open_: tuple[bool, bool, bool]
) -> None:
    services = make_services(entries=[assessed("emergency", "LOCK")])
    assert held_knees(knee_status(services)) == ("right",)
    write_look(services, "right", "doctor", allowed)
    now = knee_status(services)
    assert (now.gate.loading, now.gate.gentle, now.gate.impact) == open_
    assert now.restrictions.urgency == ""
    assert now.screened


def test_the_other_knee_stays_as_it_was(make_services: Make) -> None:
    services = make_services(entries=[assessed("urgent"), replace(assessed("urgent"), knee="left")])
    write_look(services, "right", "physiotherapist", "all")
    now = knee_status(services)
    assert (now.gate.loading, held_knees(now)) == (False, ("left",))


def test_it_is_taken_back_like_anything_else(make_services: Make) -> None:
    services = make_services(entries=[assessed("emergency")])
    write_look(services, "right", "emergency-department", "all")
    taken = undo.take_back(services)
    assert taken is not None
    assert not knee_status(services).gate.loading


def test_a_new_assessment_counts_even_in_the_same_minute(make_services: Make) -> None:
    services = make_services(entries=[assessed("emergency")])
    write_look(services, "right", "doctor", "all")
    services.diary.add(assessed("urgent", when=NOW))
    assert knee_status(services).restrictions.urgency == "urgent"


def test_it_is_in_the_files(make_services: Make) -> None:
    services = make_services()
    entry = write_look(services, "left", "doctor", "no-impact")
    assert [again.look for again in from_toml(to_toml([entry]))] == [entry.look]


def test_to_read_an_unsaved_result_again_makes_it_no_newer(make_services: Make) -> None:
    services = make_services()
    interview = start.new(services)
    interview.answer("mechanical", Choices(frozenset({"locking"})))
    interview.keep()
    assert knee_status(services).restrictions.urgency == "urgent"
    services.now = lambda: NOW + timedelta(hours=3)
    write_look(services, "right", "doctor", "all")
    assert knee_status(services).gate.full
    services.now = lambda: NOW + timedelta(hours=5)
    unfinished = start.unfinished(services)
    assert unfinished is not None
    unfinished[0].done = True
    unfinished[0].keep()
    assert knee_status(services).gate.full
    unfinished[0].answer("pain-worst", 9.0)
    unfinished[0].keep()
    assert not knee_status(services).gate.full
