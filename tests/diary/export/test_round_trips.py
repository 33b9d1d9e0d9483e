from __future__ import annotations

import csv
import io
import json
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetui.config.about import KNEES
from kneetui.diary.clean_text import clean_line
from kneetui.diary.entries import (
    ALERT_REASONS,
    ALLOWED,
    LOOKED_AT_BY,
    STIFFNESSES,
    SWELLINGS,
    URGENCIES,
    AlertRecord,
    AssessmentRecord,
    Entry,
    LookRecord,
    RoutineRecord,
    Session,
)
from kneetui.diary.exercise_records import WHYS_SKIPPED, ExerciseRecord, SetRecord
from kneetui.diary.export.csv_file import columns, to_csv
from kneetui.diary.export.toml_file import from_toml, import_toml, to_toml
from kneetui.diary.relations import beside, with_beside
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.records import from_record, to_record
from kneetui.diary.store.sqlite import open_diary
from tests.examples import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

calm = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])

points = st.none() | st.integers(0, 20).map(lambda half: half / 2)
minutes = st.none() | st.floats(0.1, 2880)
lines = st.text(st.characters(), max_size=20)
ids = lines.filter(lambda text: clean_line(text) != "")
texts = st.text(st.characters() | st.sampled_from("\n\"'\\=#[]\t\r"), max_size=60)
sessions = st.builds(
    Session, ids, minutes, effort=points, distance_km=st.none() | st.floats(0, 2000), source_id=lines
)
shares = st.floats(0, 1)
assessments = st.builds(
    AssessmentRecord,
    st.sampled_from(URGENCIES),
    causes=st.lists(st.tuples(ids, shares), max_size=3).map(tuple),
    flags=st.lists(ids, max_size=3).map(tuple),
    answers=texts,
)
sets_done = st.builds(
    SetRecord,
    st.sampled_from(KNEES),
    reps=st.none() | st.integers(1, 50),
    seconds=st.none() | st.floats(0, 900),
)
exercises = st.builds(
    ExerciseRecord,
    ids,
    planned=lines,
    sets=st.lists(sets_done, max_size=3).map(tuple),
    weight_kg=st.none() | st.floats(0, 500),
    effort=points,
    skipped=st.none() | st.sampled_from(WHYS_SKIPPED),
)
routines = st.builds(
    RoutineRecord,
    ids,
    phase=lines,
    done=st.booleans(),
    minutes=st.none() | st.floats(0, 2880),
    pain=points,
    verdict=lines,
    exercises=st.lists(exercises, max_size=2).map(tuple),
)
alerts = st.builds(
    AlertRecord, ids, days=st.integers(1, 365).map(float), reason=st.none() | st.sampled_from(ALERT_REASONS)
) | st.builds(AlertRecord, ids, days=st.none(), reason=st.sampled_from(ALERT_REASONS))
looks = st.builds(LookRecord, st.sampled_from(LOOKED_AT_BY), st.sampled_from(ALLOWED))
records: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    assessments.map(lambda record: {"assessment": record}),
    routines.map(lambda done: {"routine": done}),
    looks.map(lambda look: {"look": look}),
    alerts.map(lambda alert: {"alert": alert}),
    sessions.map(lambda training: {"session": training, "kind": "import"}),
)


times = st.datetimes(datetime(1950, 1, 1), datetime(2199, 12, 31))
knees = st.sampled_from(KNEES)
pains = st.integers(0, 10)
swellings = st.none() | st.sampled_from(SWELLINGS)
stiffnesses = st.none() | st.sampled_from(STIFFNESSES)
some_sessions = st.none() | sessions


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    return Entry(
        draw(times),
        draw(knees),
        pain_during=draw(points),
        pain_after=draw(points),
        pain_morning=draw(pains),
        swelling=draw(swellings),
        stiffness=draw(stiffnesses),
        medication=draw(lines),
        note=draw(texts),
        **{"session": draw(some_sessions), **draw(records)},
    )


diaries = st.lists(entries(), max_size=5)


@calm
@given(entries())
def test_a_record_says_all_of_an_entry(entry: Entry) -> None:
    assert from_record(json.loads(json.dumps(to_record(entry)))) == entry


@calm
@given(diaries)
def test_a_file_says_all_of_a_diary(diary: Sequence[Entry]) -> None:
    assert from_toml(to_toml(diary)) == tuple(diary)


@settings(calm, max_examples=examples(25))
@given(diaries)
def test_a_diary_moves_to_another_and_twice_adds_nothing(diary: Sequence[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder, "here.db"), Path(folder, "there.db")
        with closing(open_diary(here)) as old, closing(open_diary(there)) as new:
            old.add_all(diary)
            file = to_toml(reversed(old.entries()))
            assert len(import_toml(new, file).added) == len(diary)
            moved = [replace(entry, id=0) for entry in new.entries()]
            assert moved == [replace(entry, id=0) for entry in old.entries()]
            again = import_toml(new, file)
            assert (again.added, again.known) == ((), len(diary))
            assert to_toml(reversed(new.entries())) == file


@calm
@given(diaries)
def test_a_table_has_one_row_an_entry_and_no_formula(diary: Sequence[Entry]) -> None:
    header, *rows = csv.reader(io.StringIO(to_csv(diary)))
    assert tuple(header) == columns()
    assert len(rows) == len(diary)
    assert all(len(row) == len(columns()) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@st.composite
def related(draw: st.DrawFn) -> list[Entry]:
    """Entries with the ids 1, 2 …, each assessment beside some of the earlier ones."""
    made = [replace(entry, id=number) for number, entry in enumerate(draw(diaries), 1)]
    return [
        with_beside(entry, draw(st.sets(st.integers(1, entry.id - 1)))) if entry.id > 1 else entry
        for entry in made
    ]


def bare(entry: Entry) -> Entry:
    """The entry without what depends on its diary."""
    return replace(with_beside(entry, ()), id=0)


def relations(diary: DiaryStore) -> list[tuple[Entry, list[Entry]]]:
    """Every entry with those its assessment is beside."""
    ordered = sorted(diary.entries(), key=lambda entry: entry.id)
    return [(bare(entry), [bare(diary.get(other)) for other in beside(entry)]) for entry in ordered]


@settings(calm, max_examples=25)
@given(related(), diaries)
def test_relations_move_to_a_diary_that_has_some_of_it(
    diary: Sequence[Entry], others: Sequence[Entry]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder, "here.db"), Path(folder, "there.db")
        with closing(open_diary(here)) as old, closing(open_diary(there)) as new:
            old.add_all(diary)
            file = to_toml(sorted(old.entries(), key=lambda entry: entry.id))
            new.add_all([*others, *(entry for entry in old.entries() if not beside(entry))])
            before = new.count()
            import_toml(new, file)
            assert all(moved in relations(old) for moved in relations(new)[before:])
            assert import_toml(new, file).added == ()


@settings(calm, max_examples=25)
@given(related())
def test_relations_move_to_an_empty_diary(diary: Sequence[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder, "here.db"), Path(folder, "there.db")
        with closing(open_diary(here)) as old, closing(open_diary(there)) as new:
            new.add(Entry(datetime(2026, 1, 1), "left", note="so that the ids differ"))
            old.add_all(diary)
            import_toml(new, to_toml(sorted(old.entries(), key=lambda entry: entry.id)))
            assert relations(new)[1:] == relations(old)
