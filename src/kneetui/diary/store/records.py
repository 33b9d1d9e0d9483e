"""Entries as plain tables and back: the one shape that files and stores keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from kneetui.diary.description import from_table, to_table
from kneetui.diary.entries import Entry
from kneetui.diary.relations import in_old_text
from kneetui.diary.value_types import Plain

Record: TypeAlias = dict[str, Plain]
"""Keys as in a diary file; only text, numbers, truth values, lists and tables. The unknown is left out."""


def to_record(entry: Entry) -> Record:
    """The entry without its id; ``when`` becomes text such as ``2025-11-22T07:30``."""
    return to_table(entry)


def from_record(record: Mapping[str, object], *, id: int = 0, make: type[Entry] = Entry) -> Entry:
    """The entry a record describes, of the class ``make``.

    Raises :class:`~kneetui.diary.errors.EntryError` with everything that is wrong with it.
    """
    return from_table(make, make, in_old_text(record), id=id)
