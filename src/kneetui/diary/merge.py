"""Two copies of one entry made one, field by field; see :mod:`~kneetui.diary.history` for what they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from kneetui.diary.entries import Entry
from kneetui.diary.errors import EditClashError, EntryError
from kneetui.diary.history import (
    Aside,
    History,
    Removed,
    Value,
    fields_in,
    history,
    value_of,
    with_history,
)
from kneetui.diary.store.records import from_record

EMPTIED: Final = "Emptied in two places."
"""The note of an entry of which one copy lost all numbers, and another the note."""

Stamped: TypeAlias = dict[str, Value]
"""The values of a field by their stamps."""


def merged(one: Mapping[str, Any], other: Mapping[str, Any], kind: type[Entry] = Entry) -> dict[str, Any]:
    """The record of an entry that two records of it come to, whichever is ``one``.

    Only the ids of entries that an assessment stands beside are those of ``one``, if it has any.
    """
    first, second = history(one), history(other)
    record: dict[str, Any] = {**other, **one}
    stamps: dict[str, str] = {}
    aside: list[Aside] = []
    for key in dict.fromkeys([*fields_in(one, other), *first.fields, *second.fields]):
        values = _joined(_values(one, first, key), first.seen, _values(other, second, key), second.seen)
        newest = max(values)
        stamps[key] = newest
        aside += [Aside(key, stamp, value) for stamp, value in values.items() if stamp != newest]
        _put(record, key, values[newest])
    known = History(
        made=min(first.made, second.made), fields=stamps, seen=first.seen | second.seen, aside=tuple(aside)
    )
    return with_history(_whole(record, kind), known)


def _values(record: Mapping[str, Any], known: History, key: str) -> Stamped:
    value = value_of(record, key)
    value = None if (key, value) == ("note", EMPTIED) else value
    return {
        known.stamp_of(key): value,
        **{aside.stamp: aside.value for aside in known.aside if aside.key == key},
    }


def _joined(one: Stamped, seen: frozenset[str], other: Stamped, others_seen: frozenset[str]) -> Stamped:
    """What both have, and what one has that the other has never seen."""
    mine = {stamp: value for stamp, value in one.items() if stamp in other or stamp not in others_seen}
    theirs = {stamp: value for stamp, value in other.items() if stamp in one or stamp not in seen}
    return {**theirs, **mine}


def _put(record: dict[str, Any], key: str, value: Value) -> None:
    if value is None:
        record.pop(key, None)
    elif key == "assessment" and isinstance(value, Mapping):
        held = record.get(key)
        ids = held.get("beside") if isinstance(held, Mapping) else None
        record[key] = {**value, **({"beside": ids} if ids else {})}
    else:
        record[key] = value


def _whole(record: dict[str, Any], kind: type[Entry]) -> dict[str, Any]:
    """The record, with a note if nothing else is left in it."""
    try:
        from_record(record, make=kind)
    except EntryError:
        return {**record, "note": EMPTIED}
    return record


def rebased(base: Mapping[str, Any], mine: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, Any]:
    """The record that is ``there`` with the fields that ``mine`` changed of ``base``, the record that was edited.

    Raises :class:`~kneetui.diary.errors.EditClashError` if a field is now something else again.
    """
    record = {**there}
    clashes = []
    for key in fields_in(base, mine):
        before, value, now = (value_of(version, key) for version in (base, mine, there))
        if value == before or (key == "zone" and value is None):
            continue
        if now not in (before, value):
            clashes.append(key)
        _put(record, key, value)
    if clashes:
        raise EditClashError(clashes)
    return record


def buried(removed: Removed, record: Mapping[str, Any]) -> Removed:
    """The removal of an entry, once another copy of the entry is known: what it did not see of it is kept aside."""
    known = history(record)
    fields = dict.fromkeys([*fields_in(record), *known.fields])
    copies = [
        Aside(key, stamp, value) for key in fields for stamp, value in _values(record, known, key).items()
    ]
    return _removed(removed, copies, known.seen, removed.stamp)


def both_removed(one: Removed, other: Removed) -> Removed:
    """Two removals of one entry."""
    return _removed(one, other.aside, other.seen, max(one.stamp, other.stamp))


def _removed(removed: Removed, others: Iterable[Aside], seen: frozenset[str], stamp: str) -> Removed:
    mine = {(aside.key, aside.stamp): aside for aside in removed.aside}
    theirs = {(aside.key, aside.stamp): aside for aside in others}
    left = {key: aside for key, aside in mine.items() if key in theirs or key[1] not in seen}
    new = {key: aside for key, aside in theirs.items() if key in mine or key[1] not in removed.seen}
    return Removed(
        uid=removed.uid,
        stamp=stamp,
        seen=removed.seen | seen,
        aside=tuple(sorted({**new, **left}.values())),
    )


def new_aside(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Aside, ...]:
    """What is aside ``after`` a merge, was not before, and differs from what stands in front of it."""
    known = {(aside.key, aside.stamp) for aside in history(before).aside}
    return tuple(
        aside
        for aside in history(after).aside
        if (aside.key, aside.stamp) not in known and aside.value != value_of(after, aside.key)
    )
