"""What somebody looks for in the diary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetui.diary.entries import Entry, Session
from kneetui.services.diary.query import NUMBERS, Query, read_query
from kneetui.testing import NOW

RUN = Entry(
    NOW,
    "right",
    pain_during=4,
    pain_morning=2,
    swelling="slight",
    medication="ibuprofen",
    note="Stairs at work",
    session=Session("running", 40, effort=6, distance_km=7.5),
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "stairs",
        "WORK stairs",
        "running ibuprofen",
        "swelling slight",
        "pain>=4",
        "pain >= 4 morning<3",
        "km>7,4 km<=7.5",
        "minutes=40 effort>5 load>200",
        "stairs pain>3 running",
    ],
)
def test_it_is_there(text: str) -> None:
    assert read_query(text).matches(RUN)


@pytest.mark.parametrize("text", ["hills", "stairs hills", "pain>4", "after>=0", "km<7.5", "pain>=4 cycling"])
def test_it_is_not(text: str) -> None:
    assert not read_query(text).matches(RUN)


def test_what_is_no_range_of_anything_known_is_a_word() -> None:
    assert read_query("mood>=4 pain> pain>=x") == Query(words="mood>=4 pain> pain>=x")


def test_what_is_not_known_is_in_no_range() -> None:
    alone = replace(RUN, session=None, pain_during=None, pain_morning=None)
    for name in NUMBERS:
        assert not read_query(f"{name}>=0").matches(alone)


@given(st.sampled_from(sorted(NUMBERS)), st.integers(0, 300))
def test_a_number_is_below_or_from_a_limit_on(name: str, limit: int) -> None:
    assert read_query(f"{name}<{limit}").matches(RUN) != read_query(f"{name}>={limit}").matches(RUN) or (
        NUMBERS[name](RUN) is None
    )
