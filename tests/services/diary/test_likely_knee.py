from __future__ import annotations

from collections.abc import Callable

import pytest

from kneetui.config.settings import Settings
from kneetui.diary.entries import Entry
from kneetui.services.container import Services
from kneetui.services.diary.likely_knee import likely_knee
from kneetui.testing import NOW


@pytest.mark.parametrize(
    ("setting", "newest", "shown", "likely"),
    [
        ("left", "right", "", "left"),
        ("left", "right", "right", "right"),
        ("left", "right", "both", "right"),
        ("both", "right", "", "right"),
        ("", "both", "", "both"),
        ("both", "", "", "both"),
        ("", "", "", ""),
    ],
)
def test_which_knee_it_is_likely_about(
    make_services: Callable[..., Services], setting: str, newest: str, shown: str, likely: str
) -> None:
    entries = [Entry(NOW, newest, pain_after=1)] if newest else []
    services = make_services(settings=Settings(knee=setting), entries=entries)
    assert likely_knee(services, shown) == likely
