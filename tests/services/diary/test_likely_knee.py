from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.config.settings import Settings
from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.diary.likely_knee import known_knee
from kneetui.testing import NOW


@pytest.mark.parametrize(
    ("setting", "written", "shown", "known"),
    [
        ("left", ["right"], "", "left"),
        ("left", ["right"], "right", "right"),
        ("both", ["right"], "", ""),
        ("", ["right"], "", "right"),
        ("", ["right", "left"], "", ""),
        ("", ["both"], "", ""),
        ("", ["right"], "both", ""),
        ("", [], "", ""),
    ],
)
def test_a_new_entry_is_about_a_knee_that_is_known_or_asks(
    make_services: Callable[..., Services], setting: str, written: list[str], shown: str, known: str
) -> None:
    """The newest of two knees is a guess, and no answer."""
    services = make_services(
        settings=Settings(knee=setting), entries=[Entry(NOW, knee, pain_after=1) for knee in written]
    )
    assert known_knee(services, shown) == known
