"""What somebody looks for in the diary."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.entries import Entry, Session
from kneetui.diary.store.records import to_record
from kneetui.services.diary.browsing.query import NUMBERS, Query, read_query
from kneetui.testing import NOW
from tests.examples import examples

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
        f"{NOW:%Y} right stairs",
        f"{NOW:%Y-%m}",
        f"{NOW:%Y-%m-%d} running",
    ],
)
def test_it_is_there(text: str) -> None:
    assert read_query(text).matches(RUN)


@pytest.mark.parametrize(
    "text",
    [
        "hills",
        "stairs hills",
        "pain>4",
        "after>=0",
        "km<7.5",
        "pain>=4 cycling",
        "left",
        "both",
        "1999",
        "1999-12",
    ],
)
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


def test_a_day_and_a_knee_among_the_words_are_words_too() -> None:
    entry = replace(RUN, note="left the race of 1999 early")
    assert read_query("left 1999").matches(entry)


def test_either_knee_is_meant_by_an_entry_about_both() -> None:
    both = replace(RUN, knee="both")
    assert all(read_query(knee).matches(both) for knee in ("left", "right", "both"))


WORDS = st.one_of(
    st.text(min_size=1, max_size=6), st.sampled_from(["Stairs", "İstanbul", "\u212am", "6.0", "swelling"])
)


@given(
    note=st.lists(WORDS, max_size=4).map(" ".join),
    sport=st.sampled_from(["running", "weightlifting", ""]),
    swelling=st.sampled_from(["slight", "none", None]),
    own=st.dictionaries(
        st.sampled_from(["sleep", "mood"]), st.sampled_from([6.0, 7.5, True, "Bad"]), max_size=2
    ),
    asked=st.one_of(
        WORDS, st.sampled_from(["running", "welling sl", "entry", "sleep", "6.0", "bad", "true", "stairs"])
    ),
)
@settings(max_examples=examples(300))
def test_what_is_there_is_never_passed_over(
    note: str, sport: str, swelling: str | None, own: dict[str, Any], asked: str
) -> None:
    """The pieces of a query that matches stand in what is kept of the entry."""
    session = Session(sport, 30) if sport else None
    entry = Entry(
        NOW, "left", pain_morning=1, note=note, session=session, swelling=swelling, own=tuple(own.items())
    )
    for text in (asked, note, *note.split()):
        query = read_query(text)
        if query.matches(entry):
            record = json.dumps(to_record(entry), ensure_ascii=False)
            connection = sqlite3.connect(":memory:")
            assert all(
                connection.execute("SELECT ? LIKE ?", (record, f"%{piece}%")).fetchone()[0]
                for piece in query.pieces()
            ), (text, record)


def test_a_word_that_nobody_wrote_has_pieces_to_look_for() -> None:
    assert read_query("Zugspitze pain>3 2024").pieces() == ("zugspitze",)
    assert read_query("swelling looked 6.0").pieces() == ()
