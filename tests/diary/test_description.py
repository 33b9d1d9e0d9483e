"""A field is described once: a further one is known everywhere, and no list by hand misses one."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kneetui.content.model import Library
from kneetui.diary.description import FormLabel, Part, described, fields_of, from_table, to_table
from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.diary.errors import EntryError, ExchangeError
from kneetui.diary.export.csv_file import columns, to_csv
from kneetui.diary.export.toml_file import from_toml, to_toml
from kneetui.diary.store.base import DiaryStore
from kneetui.diary.store.sqlite import open_diary
from kneetui.diary.value_types import Number, Pain, Plain, ValuesByKey, Words
from kneetui.plugins.hooks import ImportedSession
from kneetui.services.diary import entry_form, entry_words
from kneetui.services.diary.browsing.query import matches
from kneetui.testing.store_samples import full_entries
from kneetui.ui.widgets.lists import entry_text
from kneetui_toml_store.store import TomlDiary

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NOW = datetime(2026, 11, 22, 9, 30)


@dataclass(frozen=True, slots=True)
class Wider(Entry):
    """The entry of the diary, with two fields nobody else knows."""

    sleep: float | None = field(
        default=None,
        kw_only=True,
        metadata=described(
            Number(0, 24, unit=" hours"),
            FormLabel(at=65, label="Sleep", hint="hours"),
            label="Sleep",
            brief="slept {}",
            search="slept {}",
        ),
    )
    weather: str = field(
        default="", kw_only=True, metadata=described(Words(20), FormLabel(at=66, label="Weather"))
    )


class Laps(ValuesByKey):
    """Minutes of each lap, as ``lap-1``, ``lap-2`` and on."""

    def spread(self, value: object) -> dict[str, Plain]:
        laps = value if isinstance(value, tuple) else ()
        return {f"{self.prefix}{number}": lap for number, lap in enumerate(laps, 1)}

    def gathered(self, table: Mapping[str, object]) -> object:
        return tuple(lap for key, lap in sorted(table.items()) if key.startswith(self.prefix))


@dataclass(frozen=True, slots=True)
class Run:
    """A part with a field that has many keys, and one that has its own."""

    laps: tuple[object, ...] = field(default=(), metadata=described(Laps("lap-")))
    place: str = field(default="", metadata=described(Words(20)))


def test_any_field_can_have_a_key_for_each_of_its_values() -> None:
    run = Run((4.5, 5), "hill")
    assert to_table(run) == {"lap-1": 4.5, "lap-2": 5, "place": "hill"}
    assert from_table(Run, Run, to_table(run)) == run
    with pytest.raises(EntryError) as refused:
        from_table(Run, Run, {"lap-1": 4, "own-shoes": "new", "laps": 3})
    assert [problem.key for problem in refused.value.problems] == ["own-shoes", "laps"]


@pytest.mark.parametrize(
    "open_store",
    [lambda path: open_diary(path, Wider), lambda path: TomlDiary(path, Wider)],
    ids=["sqlite", "toml"],
)
def test_a_further_field_goes_from_the_form_to_every_file_and_list(
    tmp_path: Path, open_store: Callable[[Path], DiaryStore]
) -> None:
    keys = [row.key for row in entry_form.rows(Wider)]
    assert keys[keys.index("pain-after") :][:4] == ["pain-after", "sleep", "weather", "swelling"]
    form = {**entry_form.empty(NOW, "right", Wider), "sleep": "7,5", "weather": "cold\train"}
    entry = entry_form.entry(form, kind=Wider)
    with closing(open_store(tmp_path / "diary")) as store:
        store.add(entry)
    with closing(open_store(tmp_path / "diary")) as store:
        (stored,) = store.entries()
    assert (stored, stored.id) == (Wider(NOW, "right", sleep=7.5, weather="cold rain", id=1), 1)
    assert entry_form.values(stored) == {**form, "sleep": "7.5", "weather": "cold rain"}
    assert from_toml(to_toml([stored]), kind=Wider) == (entry,)
    (row,) = csv.DictReader(io.StringIO(to_csv([stored], Wider)))
    assert (row["sleep"], row["weather"], row["knee"]) == ("7.5", "cold rain", "right")
    assert entry_words.gist(stored, Library()) == "slept 7.5 hours"
    shown = ["".join(text for text, _ in line) for line in entry_text.details(stored, 60, Library())]
    assert "Sleep         7.5 hours" in shown
    assert matches(stored, "slept")


def test_a_further_field_has_its_limits_and_its_place_for_complaints() -> None:
    form = {**entry_form.empty(NOW, "right", Wider), "sleep": "25", "weather": "x" * 21}
    with pytest.raises(EntryError) as caught:
        entry_form.entry(form, kind=Wider)
    assert [entry_form.place(problem.key, Wider) for problem in caught.value.problems] == ["sleep", "weather"]
    with pytest.raises(ExchangeError, match="sleep is not a key of the diary"):
        from_toml(to_toml([Wider(NOW, "left", sleep=8)]))


def test_every_field_is_described() -> None:
    for part in (Entry, Session, AssessmentRecord, RoutineRecord):
        names = [own_field.name for own_field in fields(part) if own_field.name != "id"]
        assert [own_field.name for own_field in fields_of(part)] == names


def whole() -> list[Entry]:
    """Entries that have everything, and what they refer to."""
    return [*full_entries(), Entry(NOW, "left", note="beside", id=7)]


def described_keys(part: type[DataclassInstance]) -> Iterator[str]:
    for described_field in fields_of(part):
        yield described_field.key
        if isinstance(described_field.type, Part):
            yield from (f"{described_field.key}.{key}" for key in described_keys(described_field.type.of))


def test_a_file_has_every_field() -> None:
    written = set()
    for table in tomllib.loads(to_toml(whole()))["entry"]:
        for key, value in table.items():
            inner_keys = value if isinstance(value, dict) and key != "edits" else ()
            written |= {key, *(f"{key}.{inner}" for inner in inner_keys)}
    own = {"own-insole", "own-shoes", "own-sleep"}
    assert written == (set(described_keys(Entry)) - {"own"}) | own | {"id"}


def test_a_table_has_every_field_but_answers_and_relations() -> None:
    last = [key.rpartition(".")[2] for key in described_keys(Entry)]
    parts = {field.key for field in fields_of(Entry) if isinstance(field.type, Part)}
    own_columns = {
        "minutes": "routine-minutes",
        "pain": "routine-pain",
        "by": "looked-at-by",
        "stamp": "edited",
        "rule": "alert-rule",
        "days": "alert-days",
        "reason": "alert-reason",
        "test": "home-test",
        "value": "home-test-value",
    }
    since = {"assessment-pain", "assessment-swelling", "assessment-stiffness"}
    wanted = (
        {*last, *own_columns.values(), *since, "load", "home-test-pain"}
        - parts
        - {"answers", "beside", "pain", "by", "stamp", "edits", "own"}
        - {"rule", "days", "reason", "test", "value"}
    )
    assert set(columns()) == wanted | {"routine", "home-test"}
    assert len(columns()) == len(set(columns()))
    assert all(
        any(row[column] for row in csv.DictReader(io.StringIO(to_csv(full_entries()))))
        for column in columns()
    )


def test_the_form_has_every_field_that_people_fill_in() -> None:
    asked = {f"{row.part}.{row.field.key}".lstrip(".") for row in entry_form.rows()}
    from_files = ("source-id", "elapsed-minutes", "ascent-m", "descent-m", "heart-rate")
    from_elsewhere = {
        "kind",
        "session",
        "zone",
        "uid",
        "stamp",
        "edits",
        "own",  # a row for each tracker: see test_own_values
        *(f"session.{key}" for key in from_files),
    }
    records = {
        key
        for key in described_keys(Entry)
        if key.startswith(("assessment", "routine", "look", "alert", "home-test"))
    }
    assert asked == set(described_keys(Entry)) - from_elsewhere - records


def test_pains_have_a_mark_in_the_list_and_a_row_in_the_form() -> None:
    pains = {
        described_field.name for described_field in fields_of(Entry) if isinstance(described_field.type, Pain)
    }
    assert {name for _, name in entry_text.PAINS} == pains
    assert {key.replace("-", "_") for key in entry_form.PAINS} == pains


def test_training_files_can_fill_in_every_field_of_a_session() -> None:
    names = {own_field.name for own_field in fields(ImportedSession)}
    assert {own_field.name for own_field in fields_of(Session)} == names - {"when", "note", "zone"}
