"""The diary as CSV: one row an entry, always the same columns; behind them one for each own value there is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kneetui.diary.description import Part, fields_of
from kneetui.diary.entries import Entry
from kneetui.diary.own_values import PREFIX, own_words
from kneetui.diary.value_types import Number

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_COMPUTED = Number(0, float("inf"))


def columns(entry: type[Entry] = Entry) -> tuple[str, ...]:
    """The names of the columns for entries of a class.

    Minutes are minutes, pain and effort 0-10, load minutes x effort, causes ``id probability`` pairs.
    """
    return tuple(name for name, _ in _cells(entry, None))


def to_csv(entries: Iterable[Entry], kind: type[Entry] = Entry) -> str:
    """Entries of a class as CSV with a header; text that a spreadsheet would run gets a leading quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    rows = list(entries)
    own = sorted({name for entry in rows for name, _ in entry.own})
    writer.writerow([*columns(kind), *(PREFIX + name for name in own)])
    for entry in rows:
        noted = dict(entry.own)
        own_cells = (_safe(own_words(noted[name])) if name in noted else "" for name in own)
        writer.writerow([*(cell for _, cell in _cells(kind, entry)), *own_cells])
    return out.getvalue()


def _cells(part: type[DataclassInstance], holder: DataclassInstance | None) -> Iterator[tuple[str, str]]:
    """Column and cell of every field; the cells are empty without a ``holder`` of the values."""
    for field in fields_of(part):
        value = None if holder is None else field.value_in(holder)
        if isinstance(field.type, Part):
            yield from _cells(field.type.of, value if isinstance(value, field.type.of) else None)
        elif field.column != "":
            yield field.column or field.key, "" if holder is None else _safe(field.type.cell(value))
        for name in field.computed:
            yield name, "" if holder is None else _COMPUTED.cell(getattr(holder, name))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
