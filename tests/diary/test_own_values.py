"""What a person keeps track of besides the knee: typed, kept under keys of their own, merged value by value."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetui.diary.entries import Entry
from kneetui.diary.errors import EntryError, ExchangeError
from kneetui.diary.export.csv_file import columns, to_csv
from kneetui.diary.export.toml_file import from_toml, to_toml
from kneetui.diary.history import edited
from kneetui.diary.merge import merged
from kneetui.diary.own_values import MOST, OwnPairs
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.records import from_record, to_record
from tests.examples import examples

NOW = datetime(2026, 11, 22, 9, 30)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
VALUES = st.one_of(
    st.booleans(),
    st.integers(-100_000, 100_000).map(float),
    st.integers(-1000, 1000).map(lambda tenths: tenths / 8),
    st.text("abc äß=1", min_size=1, max_size=20).filter(str.strip).map(lambda text: " ".join(text.split())),
)
OWN = st.dictionaries(IDS, VALUES, min_size=1, max_size=6).map(lambda own: tuple(sorted(own.items())))


@settings(max_examples=examples(200))
@given(OWN)
def test_values_keep_their_type_in_every_file(own: OwnPairs) -> None:
    entry = Entry(NOW, "right", own=own)
    assert entry.own == own
    assert [type(value) for _, value in entry.own] == [type(value) for _, value in own]
    assert from_record(to_record(entry)) == entry
    (read,) = from_toml(to_toml([entry]))
    assert read == entry
    assert [type(value) for _, value in read.own] == [type(value) for _, value in own]


def test_a_store_keeps_them(diary: DiaryStore) -> None:
    own = (("insole", True), ("shoes", "old"), ("sleep", 7.5))
    stored = diary.add(Entry(NOW, "right", own=own))
    assert diary.entries() == [stored]
    assert diary.get(stored.id).own == own


def test_a_file_has_a_key_for_each() -> None:
    (table,) = tomllib.loads(to_toml([Entry(NOW, "left", own=(("sleep", 7.0), ("insole", False)))]))["entry"]
    assert (table["own-insole"], table["own-sleep"]) == (False, 7)


def test_a_table_has_a_column_for_each_that_there_is() -> None:
    entries = [
        Entry(NOW, "left", own=(("sleep", 7.5), ("weather", "=cold"))),
        Entry(NOW, "left", own=(("insole", True),)),
        Entry(NOW, "left", note="none"),
    ]
    rows = list(csv.DictReader(io.StringIO(to_csv(entries))))
    assert [(row["own-insole"], row["own-sleep"], row["own-weather"]) for row in rows] == [
        ("", "7.5", "'=cold"),
        ("yes", "", ""),
        ("", "", ""),
    ]
    assert tuple(rows[0]) == (*columns(), "own-insole", "own-sleep", "own-weather")
    assert tuple(csv.DictReader(io.StringIO(to_csv(entries[2:]))).fieldnames or ()) == columns()


def test_copies_merge_value_by_value(diary: DiaryStore) -> None:
    first = diary.add(Entry(NOW, "right", pain_morning=2, own=(("sleep", 6.0), ("stress", 4.0))))
    base = to_record(first)
    here = edited(base, to_record(replace(first, own=(("sleep", 8.0), ("stress", 4.0)))), "here")
    own = (("sleep", 6.0), ("stress", 9.0), ("insole", True))
    there = edited(base, to_record(replace(first, own=own)), "there")
    for one, other in ((here, there), (there, here)):
        assert from_record(merged(one, other)).own == (("insole", True), ("sleep", 8.0), ("stress", 9.0))


def test_another_window_may_have_written_another_value(diary: DiaryStore) -> None:
    first = diary.add(Entry(NOW, "right", pain_morning=2, own=(("sleep", 6.0),)))
    diary.edit(replace(first, own=(("sleep", 6.0), ("stress", 3.0))), base=first)
    saved = diary.edit(replace(first, own=(("sleep", 7.0),)), base=first)
    assert saved.own == (("sleep", 7.0), ("stress", 3.0))


@pytest.mark.parametrize(
    "own",
    [
        (("Sleep", 7.0),),
        (("a b", 7.0),),
        (("", 7.0),),
        (("x" * 41, 7.0),),
        (("sleep", float("nan")),),
        (("sleep", 1e9),),
        (("sleep", "x" * 81),),
        (("sleep", None),),
        tuple((f"n{number}", 1.0) for number in range(MOST + 1)),
    ],
)
def test_what_cannot_be_kept_is_refused(own: OwnPairs) -> None:
    with pytest.raises(EntryError):
        Entry(NOW, "right", own=own)


def test_a_table_is_no_value() -> None:
    text = to_toml([Entry(NOW, "left", own=(("sleep", 7.0),))]).replace("own-sleep = 7", "own-sleep = [7]")
    with pytest.raises(ExchangeError, match="own-sleep is no value"):
        from_toml(text)


def test_an_entry_of_nothing_else_is_an_entry() -> None:
    assert Entry(NOW, "right", own=(("sleep", 7.0),)).kind == "entry"
