"""Every key of every table arrives in the field of the library that has its name, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from kneetui.content import model
from kneetui.content.conditions import Condition, Says
from kneetui.content.format import schema
from kneetui.content.format.case_tables import CaseTable, ExpectTable
from kneetui.content.format.diary_tables import TrackerOptionTable, TrackerTable
from kneetui.content.format.fields import MaybeText, Table, keys_of, tables_within
from kneetui.content.format.fields import Text as SchemaText
from kneetui.content.format.home_test_tables import CriterionTable, HomeTestTable, PlaceTable
from kneetui.content.format.rule_tables import AdviceTable, PainRuleTable, TrendTable, WatchTable
from kneetui.content.format.schema import KINDS, PackTable
from kneetui.content.format.training_tables import (
    AvoidTable,
    DoseTable,
    ExerciseTable,
    PhaseTable,
    RoutineTable,
    StepTable,
    TipTable,
)
from kneetui.content.format.triage_tables import (
    CauseTable,
    EvidenceTable,
    FindingTable,
    FlagTable,
    NormalTable,
    OptionTable,
    PackEvidenceTable,
    QuestionTable,
    RaiseTable,
    ReadBackTable,
    SelfExamTable,
    SourceTable,
    UrgencyTable,
    WeightTable,
    WordClassTable,
)
from kneetui.content.i18n.texts import places
from kneetui.content.loading.merge import merged
from kneetui.content.loading.pack import CheckedTable, Pack, TomlFile
from kneetui.content.model import Key, Library

SHAPES: dict[type[Table], type] = {
    SourceTable: model.Source,
    QuestionTable: model.Question,
    OptionTable: model.Option,
    FlagTable: model.Flag,
    RaiseTable: model.Raise,
    CauseTable: model.Cause,
    EvidenceTable: model.Evidence,
    PackEvidenceTable: model.Evidence,
    TipTable: model.Tip,
    ExerciseTable: model.Exercise,
    DoseTable: model.Dose,
    AvoidTable: model.Avoid,
    RoutineTable: model.Routine,
    PhaseTable: model.Phase,
    HomeTestTable: model.HomeTest,
    PlaceTable: model.SorePlace,
    CriterionTable: model.Criterion,
    PainRuleTable: model.PainRule,
    WatchTable: model.WatchRule,
    TrackerTable: model.Tracker,
    TrackerOptionTable: model.TrackerOption,
    AdviceTable: model.AdviceText,
    TrendTable: model.TrendRule,
    UrgencyTable: model.Urgency,
    WordClassTable: model.WordClass,
    ReadBackTable: model.ReadBack,
    SelfExamTable: model.SelfExam,
}
"""What each table becomes."""

OTHERWISE: dict[type[Table], str] = {
    PackTable: "the head becomes a PackInfo, in load_head",
    FindingTable: "a finding is replaced by its condition wherever it is named",
    WeightTable: "a weight becomes an entry of the weights of its cause",
    StepTable: "a step becomes the dose of its exercise with what it says instead",
    NormalTable: "its condition and source are fields of the library",
    CaseTable: "cases test a library, and are no part of it",
    ExpectTable: "cases test a library, and are no part of it",
}
"""Tables that become something else, and what."""

WORDLESS = {
    "Evidence.group": "names what counts once",
    "Source.url": "an address",
    "TrendRule.note": "what the numbers rest on, for who edits them",
    "Question.page": "names what is shown together",
    "Cause.routine": "the id of a routine",
    "Exercise.easier": "the id of an exercise",
    "Exercise.harder": "the id of an exercise",
}
"""Texts of the format that nobody reads as words."""

FIELDS_OF_THE_APP = {
    "pack": "the pack that it came from",
    "lent": "activities whose weights other packs bring",
    "cause": "the cause whose evidence it is",
}
"""Fields that no key of the table gives."""


def spelled(shape: type) -> dict[str, str]:
    """Key as packs write it -> field of a shape."""
    hints = get_type_hints(shape, include_extras=True)
    given = {
        name: get_args(hint)[1:] if get_origin(hint) is Annotated else () for name, hint in hints.items()
    }
    keys = {name: [extra.name for extra in more if isinstance(extra, Key)] for name, more in given.items()}
    return {(keys[name] or [name.replace("_", "-")])[0]: name for name in hints}


# --- made-up tables ----------------------------------------------------------------------


class MadeUp:
    """Values for the keys of tables, no two alike where the type leaves room."""

    def __init__(self, start: int = 0) -> None:
        self.count = 0
        self.start = start
        self.random = Random(start)
        self.questions: list[str] = []

    def table(self, table: type[Table]) -> dict[str, Any]:
        made = {key: self.value(field.annotation, field.metadata) for key, field in keys_of(table).items()}
        return made | ({"source": ["book"]} if "source" in made and table is not CaseTable else {})

    def value(self, annotation: Any, metadata: Any = ()) -> Any:
        self.count += 1
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(arguments[0], (*arguments[1:], *metadata))
        if "condition" in metadata:
            self.questions.append(f"asked-{self.count}")
            return {self.questions[-1]: True}
        if origin in (Union, UnionType):
            return self.value(next(argument for argument in arguments if argument is not NoneType), metadata)
        if origin is Literal:
            return self.random.choice(arguments)
        if origin is list:
            return [self.value(arguments[0]) for _ in range(2)]
        if origin is dict:
            return {str(10 + self.count % 90): self.value(arguments[1])}
        if isinstance(annotation, type) and issubclass(annotation, Table):
            return self.table(annotation)
        if annotation is bool:
            return self.random.random() < 0.5
        return f"value-{self.count}" if annotation is str else annotation(self.count + self.start)


def item(kind: str, raw: Mapping[str, Any]) -> CheckedTable[object]:
    """A table as it comes out of the loader, with values that no limit has seen."""
    table = built(KINDS[kind], raw)
    file = TomlFile(path=Path("made-up.toml"), text="")
    return CheckedTable(table=table, id=str(raw.get("id", "")), file=file, path=(kind, 0), pack="core")


def built(table: type[Table], raw: Mapping[str, Any]) -> Table:
    values = {}
    for name, field in table.model_fields.items():
        value = raw[field.alias or name]
        inner = next(tables_within(field.annotation), None)
        if inner and isinstance(value, list):
            value = [built(inner, nested) for nested in value]
        elif inner and isinstance(value, dict):
            value = built(inner, value)
        values[name] = value
    return table.model_construct(**values)


def library_of(kind: str, raw: Mapping[str, Any], questions: list[str]) -> Library:
    """What becomes of one table, among the questions that its conditions read."""
    tables = {
        "question": [
            item("question", {**MadeUp().table(QuestionTable), **PLAIN, "id": name}) for name in questions
        ]
    }
    for step in steps(raw):
        exercise = {**MadeUp().table(ExerciseTable), "id": step["exercise"], "avoid": []}
        tables.setdefault("exercise", []).append(item("exercise", exercise))
    tables.setdefault(kind, []).insert(0, item(kind, raw))
    return merged([Pack(folder=Path(), named="core", tables=tables)])


PLAIN: dict[str, Any] = {"kind": "yes-no", "option": [], "when": None, "relevant": None}


def steps(raw: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for phase in raw.get("phase", []):
        yield from phase["steps"]


PLACES = spelled(Library)


# --- the properties ----------------------------------------------------------------------


def test_every_table_becomes_something() -> None:
    assert set(schema.TABLES) == set(SHAPES) | set(OTHERWISE)


@pytest.mark.parametrize("table", list(SHAPES), ids=lambda table: table.__name__)
def test_every_key_has_a_field_and_every_field_a_key(table: type[Table]) -> None:
    keys, names = set(keys_of(table)), spelled(SHAPES[table])
    assert keys - set(names) <= DEPRECATED
    assert {names[key] for key in set(names) - keys} <= set(FIELDS_OF_THE_APP)


DEPRECATED: set[str] = set()


@pytest.mark.parametrize(
    "kind",
    [
        "source",
        "question",
        "flag",
        "cause",
        "tip",
        "exercise",
        "routine",
        "pain-rule",
        "watch",
        "advice",
        "urgency",
    ],
)
@pytest.mark.parametrize("start", range(8))
def test_every_value_arrives_in_the_field_of_its_name(kind: str, start: int) -> None:
    made = MadeUp(start)
    raw = made.table(KINDS[kind])
    library = library_of(kind, raw, made.questions)
    arrived = getattr(library, PLACES[kind])[raw["id"]]
    same(raw, arrived, KINDS[kind], kind)


def test_evidence_of_another_pack_arrives_by_name() -> None:
    made = MadeUp()
    raw = made.table(PackEvidenceTable)
    tables = {
        "cause": [
            item("cause", {**MadeUp().table(CauseTable), "id": raw["cause"], "when": None, "evidence": []})
        ],
        "evidence": [item("evidence", raw)],
        "question": [item("question", {**MadeUp().table(QuestionTable), **PLAIN, "id": made.questions[0]})],
    }
    library = merged([Pack(folder=Path(), named="core", tables=tables)])
    (arrived,) = library.causes[raw["cause"]].evidence
    same(raw, arrived, PackEvidenceTable, "evidence")


def same(raw: Mapping[str, Any], arrived: Any, table: type[Table], where: str) -> None:
    names = spelled(type(arrived))
    for key in keys_of(table):
        if key in DEPRECATED:
            continue
        given, got = raw[key], getattr(arrived, names[key])
        inner = next(tables_within(keys_of(table)[key].annotation), None)
        if inner is StepTable:
            assert [(step.exercise, step.dose.sets) for step in got] == [
                (table["exercise"], table["sets"]) for table in given
            ]
        elif inner and isinstance(given, list):
            assert len(got) == len(given), where
            for one, other in zip(given, got, strict=True):
                same(one, other, inner, f"{where}.{key}")
        elif inner:
            same(given, got, inner, f"{where}.{key}")
        else:
            assert plain(got) == raw_plain(given, key), f"{where}.{key}"


def plain(value: Any) -> Any:
    if isinstance(value, Condition):
        assert isinstance(value, Says)
        return {value.question: value.value}
    return dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value


def raw_plain(value: Any, key: str) -> Any:
    if key == "ages":
        return [(float(age), factor) for age, factor in value.items()]
    return value


# --- words -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", list(SHAPES), ids=lambda table: table.__name__)
def test_every_text_of_the_format_is_one_that_people_read(table: type[Table]) -> None:
    shape = SHAPES[table]
    words = {place.name for place in (*places(shape).texts, *places(shape).lists)}
    for key in keys_of(table):
        hint = get_type_hints(table, include_extras=True)[field_name(table, key)]
        item_hint = get_args(hint)[0] if get_origin(hint) is list else hint
        if key not in DEPRECATED and item_hint in (SchemaText, MaybeText):
            name = spelled(shape)[key]
            assert name in words or f"{shape.__name__}.{name}" in WORDLESS, key


def field_name(table: type[Table], key: str) -> str:
    return next(name for name, field in table.model_fields.items() if (field.alias or name) == key)


def test_every_shape_of_the_model_is_for_keywords_only() -> None:
    for shape in vars(model).values():
        if (
            isinstance(shape, type)
            and is_dataclass(shape)
            and shape is not Key
            and shape.__module__ == model.__name__
        ):
            assert all(field.kw_only for field in fields(shape)), shape
