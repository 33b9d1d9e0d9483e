from __future__ import annotations

from kneetui.config.about import PURPOSE, SPORTS
from kneetui.content.model import Library


def test_the_purpose_is_that_of_the_core(library: Library) -> None:
    assert library.purpose == PURPOSE


def test_the_sports_are_the_activities_that_are_asked_for(library: Library) -> None:
    options = [option.id for option in library.questions["activity"].options]
    assert list(SPORTS) == [option for option in options if option != "none"]
