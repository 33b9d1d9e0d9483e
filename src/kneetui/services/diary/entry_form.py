"""What is typed into the entry form, as an entry and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.read_days import read_clock
from kneetui.config.wording import clock
from kneetui.diary.description import Field, Part, fields_of
from kneetui.diary.entries import Entry
from kneetui.diary.own_values import YesNo, own_words
from kneetui.diary.store.records import from_record, to_record
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import Moment, Number, Pain, Plain, ValueType

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from kneetui.diary.trackers import OwnTracker


OWN_AT = 125
"""Where the rows of trackers stand: behind the medication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row of the form: its key, and the field it is for, which may be one of the table ``part``."""

    at: int
    key: str
    label: str
    hint: str
    field: Field
    part: str


def rows(kind: type[Entry] = Entry, own: Iterable[OwnTracker] = ()) -> tuple[FormRow, ...]:
    """The rows of the form for entries of a class, in order; those of ``own`` trackers stand before the note."""
    return tuple(sorted((*_rows(kind, ""), *map(_own_row, own)), key=lambda row: row.at))


def _own_row(tracker: OwnTracker) -> FormRow:
    field = Field(name=tracker.key.replace("-", "_"), key=tracker.key, type=tracker.type)
    return FormRow(at=OWN_AT, key=tracker.key, label=tracker.name, hint=tracker.hint, field=field, part="")


def _rows(kind: type[DataclassInstance], part: str) -> Iterator[FormRow]:
    for field in fields_of(kind):
        if isinstance(field.type, Part):
            yield from _rows(field.type.of, field.key)
        for row in field.rows:
            key = row.key or field.key
            yield FormRow(at=row.at, key=key, label=row.label, hint=row.hint, field=field, part=part)


FIELDS = tuple(row.key for row in rows())
"""The keys of the rows, in the order of the form."""
PAINS = tuple(row.key for row in rows() if isinstance(row.field.type, Pain))


NOON = 12


def pain_of(when: datetime, *, trained: bool = False) -> str:
    """The field that a number for pain belongs to: in training if there was one or it is past noon, else the morning."""
    return "pain-during" if trained or when.hour >= NOON else "pain-morning"


def empty(
    now: datetime, knee: str, kind: type[Entry] = Entry, own: Iterable[OwnTracker] = ()
) -> dict[str, str]:
    """The form of a new entry."""
    return {**{row.key: "" for row in rows(kind, own)}, "knee": knee, **_moment(now)}


def values(entry: Entry, own: Iterable[OwnTracker] = ()) -> dict[str, str]:
    """The form of an entry that is there."""
    record = to_record(entry)
    form = {
        row.key: _text(row, _table(record, row.part).get(row.field.key)) for row in rows(type(entry), own)
    }
    return {**form, **_moment(entry.when)}


def _table(record: Mapping[str, Plain], part: str) -> Mapping[str, Plain]:
    table = record.get(part, {}) if part else record
    return table if isinstance(table, Mapping) else {}


def _moment(when: datetime) -> dict[str, str]:
    return {"day": when.date().isoformat(), "time": clock(when)}


def _text(row: FormRow, value: Plain | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return own_words(value)
    return row.field.type.cell(value) if isinstance(row.field.type, Number) else str(value)


def entry(
    form: Mapping[str, str],
    before: Entry | None = None,
    kind: type[Entry] = Entry,
    own: Iterable[OwnTracker] = (),
) -> Entry:
    """The entry that the form describes; ``before`` keeps what the form does not show, ``own`` has rows in it.

    Raises :class:`~kneetui.diary.errors.EntryError` with every wrong value; :func:`place` says where each stands.
    """
    record = to_record(before) if before else {}
    parts: dict[str, dict[str, Plain]] = {"": {**record}}
    own = tuple(own)
    check_own(own, {tracker.id: form[tracker.key] for tracker in own})
    for row in rows(kind, own):
        part = parts.setdefault(row.part, {**_table(record, row.part)})
        part[row.field.key] = _typed(row, form)
    whole = parts.pop("")
    filled = {
        key: {name: value for name, value in part.items() if value != ""} for key, part in parts.items()
    }
    wanted = {key: value for key, value in (whole | filled).items() if value not in ("", {})}
    return from_record(wanted, id=before.id if before else 0, make=kind)


def _typed(row: FormRow, form: Mapping[str, str]) -> Plain:
    if isinstance(row.field.type, Moment):
        at = read_clock(form["time"])
        return f"{form['day']}T{clock(at) if at else form['time']}"
    return plain_of(row.field.type, form[row.key])


def plain_of(kind: ValueType, text: str) -> Plain:
    """What a file holds of a value that was typed."""
    if isinstance(kind, Number):
        return kind.typed(text)
    return text == "yes" if isinstance(kind, YesNo) and text in kind.options else text


def wrong_number(row: FormRow, text: str) -> str:
    """What to do about a text that is not the number its row asks for; empty for one that is, and for other rows."""
    kind, checks = row.field.type, Checks()
    if isinstance(kind, Number):
        kind.check(checks, row.key, kind.typed(text))
    return "; ".join(problem.remedy for problem in checks.problems)


def check_own(own: Iterable[OwnTracker], typed: Mapping[str, str]) -> None:
    """Whether what was typed of trackers is what they can be.

    Raises :class:`~kneetui.diary.errors.EntryError` with everything that is not; the diary itself takes any value.
    """
    checks = Checks()
    for tracker in own:
        text = typed.get(tracker.id, "")
        if text:
            tracker.type.check(checks, tracker.key, plain_of(tracker.type, text))
    checks.done()


def place(key: str, kind: type[Entry] = Entry, own: Iterable[OwnTracker] = ()) -> str:
    """The row that a problem with ``key`` stands beside."""
    form = rows(kind, own)
    table, _, name = key.rpartition(".")
    exact = [row.key for row in form if (row.part, row.field.key) == (table, name)]
    if exact:
        return exact[-1]  # of day and time, the time: the day cannot be wrong
    within = [row.key for row in form if row.part == (table or name) and row.part]
    pains = [row.key for row in form if isinstance(row.field.type, Pain)]
    return within[0] if within else pains[0] if key == "entry" else form[-1].key
