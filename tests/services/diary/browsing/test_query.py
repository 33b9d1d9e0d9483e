"""What somebody looks for in the diary."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.entries import Entry, LookRecord, Session
from kneetui.diary.store.numbers import COLUMNS, columns, within
from kneetui.diary.store.records import to_record
from kneetui.diary.store.wanted import NUMBERS, any_piece, holds
from kneetui.services.diary.browsing.query import Query, read_query
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
    st.text(min_size=1, max_size=6),
    st.sampled_from(
        [
            "Stairs",
            "İstanbul",
            "\u212am",
            "6.0",
            "37",
            "swelling",
            "looked",
            "left",
            "both",
            "2024-05",
            "МНОГО",
        ]
    ),
)
RANGES = ["pain>=3", "during<2", "morning=1", "after>1", "min>20", "km<=7,5", "load>100", "effort=4"]
PAINS = st.one_of(st.none(), st.integers(0, 20).map(lambda half: half / 2))


def given_by_the_store(query: Query, entry: Entry) -> bool:
    """Whether a store that looks for what is wanted, as the built-in one does, finds the entry."""
    record = to_record(entry)
    wanted = query.wanted()
    conditions = [*map(any_piece, wanted.groups), *map(within, wanted.ranges)]
    connection = sqlite3.connect(":memory:")
    connection.create_function("holds", 2, holds)
    connection.execute(f"CREATE TABLE entry (record, {', '.join(COLUMNS)})")
    row = (json.dumps(record, ensure_ascii=False), *columns(record))
    connection.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", row)
    where = " AND ".join(("1", *(condition for condition, _ in conditions)))
    values = [value for _, given in conditions for value in given]
    return bool(connection.execute(f"SELECT 1 FROM entry WHERE {where}", values).fetchone())


@given(
    note=st.lists(WORDS, max_size=4).map(" ".join),
    sport=st.sampled_from(["running", "weightlifting", ""]),
    swelling=st.sampled_from(["slight", "none", None]),
    own=st.dictionaries(
        st.sampled_from(["sleep", "mood"]), st.sampled_from([6.0, 7.5, 137.0, True, "Bad"]), max_size=2
    ),
    knee=st.sampled_from(["left", "right", "both"]),
    pains=st.tuples(PAINS, PAINS, PAINS),
    effort=PAINS.filter(lambda effort: effort is None or effort <= 10),
    look=st.booleans(),
    asked=st.one_of(
        WORDS,
        st.sampled_from(
            ["running", "welling sl", "entry", "sleep", "137.0", "bad", "true", "stairs", "ooke", *RANGES]
        ),
    ),
)
@settings(max_examples=examples(300))
def test_what_is_there_is_never_passed_over(
    note: str,
    sport: str,
    swelling: str | None,
    own: dict[str, Any],
    knee: str,
    pains: tuple[float | None, float | None, float | None],
    effort: float | None,
    look: bool,
    asked: str,
) -> None:
    """A store that looks for what is wanted gives every entry that a query matches; by ranges it gives no other."""
    session = Session(sport, 30, effort=effort, distance_km=7.5) if sport else None
    during, after, morning = pains
    entry = Entry(
        NOW,
        knee,
        pain_during=during,
        pain_after=after,
        pain_morning=morning,
        note=note or "a note",
        session=session,
        swelling=swelling,
        own=tuple(own.items()),
        look=LookRecord("doctor", "gentle") if look else None,
    )
    for text in (asked, note, *note.split()):
        query = read_query(text)
        if query.matches(entry):
            assert given_by_the_store(query, entry), (text, entry)
    for text in RANGES:
        query = read_query(text)
        assert query.matches(entry) == given_by_the_store(query, entry), (text, entry)


@pytest.mark.parametrize(
    "text", ["Zugspitze pain>3 2024", "37", "swelling", "looked", "много", "left", "2024-05"]
)
def test_an_entry_with_nothing_of_it_is_passed_over(text: str) -> None:
    entry = Entry(NOW, "right", pain_morning=1, note="hills")
    assert not given_by_the_store(read_query(text), entry)
