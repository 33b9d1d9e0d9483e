"""What a report is made of: the knees and days that are usual, unless others are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kneetui.content.model import Library
from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.report.gather import SPAN, report, request_for, usual_knees
from kneetui.testing import NOW, SETTLED
from tests.report.one_page.person import assessed

Make = Callable[..., Services]
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("own", "spoken", "knees"),
    [
        ("right", "left", ("right",)),
        ("", "left", ("left",)),
        ("", "both", ("left", "right")),
        ("", "", ("left", "right")),
    ],
)
def test_the_knees_are_those_set_or_spoken_of(
    make_services: Make, own: str, spoken: str, knees: tuple[str, ...]
) -> None:
    entries = [Entry(NOW - timedelta(days=2), spoken, pain_during=3)] if spoken else []
    services = make_services(settings=replace(SETTLED, knee=own), entries=entries)
    assert usual_knees(services, TODAY - SPAN, TODAY) == knees


@pytest.mark.parametrize(
    ("of", "knees"), {"right": ("right",), "left": ("left",), "both": ("left", "right")}.items()
)
def test_a_knee_that_was_assessed_counts_more_than_the_one_set(
    make_services: Make, library: Library, of: str, knees: tuple[str, ...]
) -> None:
    entries = [replace(assessed(library, 3), knee=of)]
    services = make_services(settings=replace(SETTLED, knee="right"), entries=entries)
    assert usual_knees(services, TODAY - SPAN, TODAY) == knees


def test_six_weeks_up_to_today_are_usual_and_other_days_are_taken(make_services: Make) -> None:
    services = make_services()
    usual = request_for(services, audience="doctor")
    assert (usual.since, usual.until, usual.knees) == (TODAY - SPAN + timedelta(days=1), TODAY, ("right",))
    chosen = request_for(services, audience="doctor", since=TODAY, knee="both", sections=("causes",))
    assert (chosen.since, chosen.knees, chosen.sections) == (TODAY, ("left", "right"), ("causes",))


def test_the_report_is_about_the_knees_and_the_last_answers(make_services: Make, library: Library) -> None:
    services = make_services(entries=[assessed(library, 3)])
    made = report(services, request_for(services, audience="doctor", knee="both"))
    assert [(knee.knee, knee.assessment is not None) for knee in made.knees] == [
        ("left", False),
        ("right", True),
    ]
