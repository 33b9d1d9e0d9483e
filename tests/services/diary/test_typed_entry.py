"""An entry from what somebody typed after a command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.diary.entries import Entry, Session
from kneetui.diary.errors import DiaryError, EntryError
from kneetui.services.container import Services
from kneetui.services.diary.typed_entry import entry_of, read_lengths, when_of
from kneetui.testing import NOW

Make = Callable[..., Services]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("5km", {"distance-km": 5}),
        ("5,5 km", {"distance-km": 5.5}),
        ("3mi", {"distance-km": 4.828}),
        ("1 mile", {"distance-km": 1.609}),
        ("40min", {"minutes": 40}),
        ("40'", {"minutes": 40}),
        ("1h20", {"minutes": 80}),
        ("1:20h", {"minutes": 80}),
        ("1.5h", {"minutes": 90}),
        ("2 hours", {"minutes": 120}),
        ("5km 28min", {"distance-km": 5, "minutes": 28}),
        ("28min, 5k", {"distance-km": 5, "minutes": 28}),
    ],
)
def test_lengths(text: str, lengths: dict[str, float]) -> None:
    assert read_lengths(text, "--run") == lengths


@pytest.mark.parametrize("text", ["5", "km", "5km 3mi", "40min 1h", "5 furlongs", "5kmh", "-5km", "5km x"])
def test_what_is_no_length_is_said_with_the_option(text: str) -> None:
    with pytest.raises(EntryError, match=r"--run .* is no length"):
        read_lengths(text, "--run")


@given(st.integers(1, 500), st.integers(1, 1000))
def test_kilometres_and_minutes_in_any_order(km: int, minutes: int) -> None:
    expected = {"distance-km": km, "minutes": minutes}
    assert read_lengths(f"{km}km {minutes}min", "") == read_lengths(f"{minutes} min {km} k", "") == expected


def test_what_is_still_to_come_is_refused() -> None:
    with pytest.raises(EntryError, match="still to come"):
        when_of("23:59", NOW)


def test_an_entry_has_what_was_typed(make_services: Make) -> None:
    services = make_services()
    typed = {"when": "yesterday 18:00", "knee": "left", "pain": "4", "swelling": "slight", "note": "5"}
    entry = entry_of(services, typed, {"sport": "running", "distance-km": 5, "effort": 6})
    assert entry == Entry(
        (NOW - timedelta(days=1)).replace(hour=18, minute=0),
        "left",
        pain_during=4,
        swelling="slight",
        note="5",
        session=Session("running", effort=6, distance_km=5),
    )


def test_a_number_alone_is_the_morning_before_noon_and_training_after_it(make_services: Make) -> None:
    services = make_services()
    assert entry_of(services, {"pain": "2,5", "when": "7:00"}, {}).pain_morning == 2.5
    services.now = lambda: NOW.replace(hour=18)
    assert entry_of(services, {"pain": "2"}, {}).pain_during == 2


def test_everything_wrong_is_said_at_once(make_services: Make) -> None:
    with pytest.raises(EntryError) as refusal:
        entry_of(make_services(), {"pain": "14", "swelling": "huge"}, {})
    assert [problem.key for problem in refusal.value.problems] == ["pain-morning", "swelling"]


def test_an_edit_leaves_what_was_not_given_and_takes_out_what_is_empty(make_services: Make) -> None:
    before = Entry(NOW, "left", pain_during=3, note="x", session=Session("running", 30, effort=4), id=7)
    entry = entry_of(make_services(), {"note": "", "pain-after": "5"}, {"minutes": 40}, before)
    assert entry == Entry(
        NOW, "left", pain_during=3, pain_after=5, session=Session("running", 40, effort=4), id=7
    )


def test_nobody_said_which_knee(make_services: Make) -> None:
    from kneetui.config.settings import Settings

    with pytest.raises(DiaryError, match="which knee"):
        entry_of(make_services(settings=Settings()), {"pain": "3"}, {})
