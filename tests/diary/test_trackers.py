from __future__ import annotations

import pytest

from kneetui.content.model import Library
from kneetui.diary.own_values import LONGEST_ID, YesNo
from kneetui.diary.trackers import TrackerError, of_content, read_tracker, tracker_id
from kneetui.diary.value_types import Number, OneOf, Words


def test_a_line_describes_a_number() -> None:
    tracker = read_tracker("Hours of sleep: 0-12 h")
    assert (tracker.id, tracker.key, tracker.name) == (
        "hours-of-sleep",
        "own-hours-of-sleep",
        "Hours of sleep",
    )
    assert isinstance(tracker.type, Number)
    assert (tracker.type.low, tracker.type.high, tracker.type.words(7.5)) == (0, 12, "7.5 h")
    assert tracker.hint == "0 to 12 h"


@pytest.mark.parametrize("kind", ["yes or no", "yes/no", "Yes, no", "yes no"])
def test_a_line_describes_yes_or_no(kind: str) -> None:
    assert isinstance(read_tracker(f"Insole: {kind}").type, YesNo)


def test_a_line_describes_options_or_any_text() -> None:
    shoes = read_tracker("Shoes: old , new,new")
    assert isinstance(shoes.type, OneOf)
    assert shoes.type.options == ("old", "new")
    assert shoes.values == "old, new"
    assert isinstance(read_tracker("Weather").type, Words)


@pytest.mark.parametrize("line", ["", ": 0-5", "Sleep: 5-5", "Sleep: 9-1", "Sleep: often", "!!: yes or no"])
def test_a_line_that_describes_nothing_says_how_to(line: str) -> None:
    with pytest.raises(TrackerError, match="Write it as in"):
        read_tracker(line)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Schlaf (Std.)", "schlaf-std"), ("Größe", "groe"), ("x" * 60, "x" * LONGEST_ID), ("…", "")],
)
def test_an_id_is_made_of_letters(name: str, wanted: str) -> None:
    assert tracker_id(name) == wanted


def test_the_core_has_some_to_choose_from(library: Library) -> None:
    made = {name: of_content(tracker) for name, tracker in library.trackers.items()}
    assert {"sleep", "stress", "shoes", "cycle", "insole"} <= set(made)
    assert isinstance(made["sleep"].type, Number)
    assert isinstance(made["insole"].type, YesNo)
    assert isinstance(made["shoes"].type, Words)
