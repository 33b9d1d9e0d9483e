"""Entries to try a diary store with, and a value for every field that is described."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kneetui.diary.description import Part, Parts, fields_of
from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord, SetRecord
from kneetui.diary.own_values import OwnValues
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import (
    Edits,
    EntryIds,
    Moment,
    Names,
    Number,
    OneOf,
    Shares,
    Stamp,
    Truth,
    ValueType,
    Words,
    Zone,
)

if TYPE_CHECKING:
    pass

WHEN = datetime(2025, 3, 12, 7, 30)


def entry(days: float = 0, knee: str = "right", pain: float = 3) -> Entry:
    """An entry some days after ``WHEN``."""
    return Entry(WHEN + timedelta(days=days), knee, pain_during=pain)


def full_entries(kind: type[Entry] = Entry) -> list[Entry]:
    """Entries in which every described field has a value, with each of the records that exclude one another."""
    values = {field.name: sample(field.type) for field in fields_of(kind) if field.name != "kind"}
    records = ("assessment", "routine", "look", "alert", "home_test")
    return [
        kind(**{name: value for name, value in values.items() if name == record or name not in records})
        for record in records
    ]


def routines() -> list[RoutineRecord]:
    """Sessions of a routine, with and without anything done in them."""
    none, skipped, some = (
        (),
        (ExerciseRecord("clam", skipped="pain"),),
        (ExerciseRecord("clam", sets=(SetRecord(reps=8),)),),
    )
    return [
        RoutineRecord("kneecap", done=done, minutes=minutes, exercises=exercises)
        for done in (False, True)
        for minutes in (None, 0.4, 12.0)
        for exercises in (none, skipped, some)
    ]


def sample(type: ValueType) -> Any:
    """A value of a type, other than the default."""
    match type:
        case Part():
            return type.of(**{field.name: sample(field.type) for field in fields_of(type.of)})
        case Parts():
            return (type.of(**{field.name: sample(field.type) for field in fields_of(type.of)}),)
        case Number():
            return type.check(Checks(), "", (type.low + type.high) / 2)
        case OneOf():
            return type.options[0]
        case Words():
            return "words"
        case Moment():
            return WHEN
        case Stamp():
            return "2026-11-22T07:30:00.000000Z-a"
        case Edits():
            return sample_edits()
        case OwnValues():
            return (("insole", True), ("shoes", "old"), ("sleep", 7.5))
        case Zone():
            return "Asia/Kathmandu"
        case Truth():
            return False
        case Names():
            return (sample(type.name_type),)
        case EntryIds():
            return (7,)
        case Shares():
            return ((sample(type.name), sample(type.share)),)
    raise NotImplementedError(f"no sample of {type}")


def sample_edits() -> dict[str, Any]:
    """An edit of one field."""
    made, stamp = "2026-11-21T07:30:00.000000Z-a", "2026-11-22T07:30:00.000000Z-a"
    return {"made": made, "fields": {"note": stamp}, "seen": [made, stamp]}
