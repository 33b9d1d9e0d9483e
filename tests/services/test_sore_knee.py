from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kneetui.config.settings import Settings
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.container import Services
from kneetui.services.diary.likely_knee import known_knee
from kneetui.services.sore_knee import sore_knee
from kneetui.testing import NOW


@pytest.mark.parametrize(
    ("setting", "assessed", "sore"),
    [
        ("", (), ""),
        ("left", (), "left"),
        ("left", ("left",), "left"),
        ("left", ("right",), "right"),
        ("left", ("right", "left"), "both"),
        ("left", ("both",), "both"),
        ("both", ("right",), "both"),
        ("", ("left",), "left"),
    ],
)
def test_the_knee_that_was_assessed_goes_before_the_one_of_the_settings(
    make_services: Callable[..., Services], setting: str, assessed: tuple[str, ...], sore: str
) -> None:
    entries = [
        Entry(NOW - timedelta(days=1), knee, kind="assessment", assessment=AssessmentRecord("soon"))
        for knee in assessed
    ]
    services = make_services(settings=Settings(knee=setting), entries=entries)
    assert sore_knee(services) == sore
    if sore != "both":
        assert known_knee(services) == sore


def test_an_assessment_of_last_year_says_nothing_about_today(make_services: Callable[..., Services]) -> None:
    old = Entry(
        NOW - timedelta(days=400), "right", kind="assessment", assessment=AssessmentRecord("self-care")
    )
    assert sore_knee(make_services(settings=Settings(knee="left"), entries=[old])) == "left"
