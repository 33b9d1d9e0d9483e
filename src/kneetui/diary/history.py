"""When each field of an entry was edited, so that diaries from several machines merge field by field.

Every edit has a stamp: the time in UTC and the session that made it. A field holds the value with its stamp. Values
that were given to the same field without knowledge of each other are *aside*: the newest is in the entry, the others
beside it, until somebody edits the field again. An entry remembers every stamp it has *seen*, which tells an edit that
is new from one that was overwritten knowingly. This is an observed-remove set of stamped values for each field (Bieniusa
et al., "An optimized conflict-free replicated set", 2012): merged in any order, copies end the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from kneetui.config import clock
from kneetui.config.lazy_dataclass import dataclass

UID: Final = "uid"
STAMP: Final = "stamp"
EDITS: Final = "edits"
ABOUT: Final = (UID, STAMP, EDITS)
"""Keys of a record that say when it was written, and are no fields."""

BEFORE_STAMPS: Final = "1970-01-01T00:00:00.000000Z-0"
"""The stamp of what was written before there were any: older than every edit."""

_NAMES: Final = "5ad0b53e-7a3f-4a9f-8f6a-2f0a4e6e6b0c"
_TICK: Final = timedelta(microseconds=1)

Value = Any
"""The value of a field as a record holds it; ``None`` if the field is not there."""


@dataclass(frozen=True, slots=True, order=True)
class Aside:
    """A value of a field that another one stands in front of."""

    key: str
    stamp: str
    value: Value = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What an entry knows of its edits: ``made`` is the stamp of the fields that have none of their own in ``fields``."""

    made: str
    fields: Mapping[str, str]
    seen: frozenset[str]
    aside: tuple[Aside, ...] = ()

    def stamp_of(self, key: str) -> str:
        """The stamp of the value that a field has."""
        return self.fields.get(key, self.made)


def new_uid() -> str:
    """A lasting id for a new entry."""
    import uuid  # only what writes needs it

    return str(uuid.uuid4())


def uid_of_content(record: Mapping[str, Any], number: int = 1) -> str:
    """The lasting id of an entry from before there were any: the same on every machine that has the same entry.

    ``number`` tells apart entries with the same content.
    """
    import hashlib  # only old entries need them
    import json
    import uuid

    plain = {key: value_of(record, key) for key in record if key not in (*ABOUT, "zone")}
    text = json.dumps([plain, number], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return str(uuid.uuid5(uuid.UUID(_NAMES), hashlib.sha256(text.encode()).hexdigest()))


def with_uid(record: Mapping[str, Any], taken: Collection[str]) -> dict[str, Any]:
    """A record from before there were stamps, with a lasting id that is not among those ``taken``."""
    if record.get(UID):
        return dict(record)
    number = 1
    while (uid := uid_of_content(record, number)) in taken:
        number += 1
    return {**record, UID: uid, STAMP: record.get(STAMP) or BEFORE_STAMPS}


def new_stamp(session: str, seen: Iterable[str] = ()) -> str:
    """A stamp of a session for an edit made now, later than everything ``seen`` even if a clock was wrong."""
    latest = max(seen, default="")
    now = clock.instant_now().replace(tzinfo=None)
    if latest:
        now = max(now, datetime.fromisoformat(latest.partition("Z")[0]) + _TICK)
    return f"{now.isoformat(timespec='microseconds')}Z-{session}"


def made_at(stamp: str, edits: Mapping[str, Any] | None) -> datetime | None:
    """When an entry was written first, in UTC; ``None`` for one from before there were stamps."""
    made = str(edits["made"]) if edits else stamp
    if not made or made == BEFORE_STAMPS:
        return None
    return datetime.fromisoformat(made.partition("Z")[0]).replace(tzinfo=UTC)


def history(record: Mapping[str, Any]) -> History:
    """The history of a record."""
    stamp = str(record.get(STAMP) or BEFORE_STAMPS)
    edits = record.get(EDITS)
    if not edits:
        return History(made=stamp, fields={}, seen=frozenset((stamp,)))
    aside = tuple(
        Aside(table["field"], table["stamp"], table.get("value")) for table in edits.get("aside", ())
    )
    return History(made=edits["made"], fields=edits["fields"], seen=frozenset(edits["seen"]), aside=aside)


def value_of(record: Mapping[str, Any], key: str) -> Value:
    """The value of a field, without the ids of other entries, which are those of one diary."""
    value = record.get(key)
    if key == "assessment" and isinstance(value, Mapping):
        return {inner: part for inner, part in value.items() if inner != "beside"}
    return value


def fields_in(*records: Mapping[str, Any]) -> list[str]:
    """The fields of records, in order."""
    return [key for key in dict.fromkeys(key for record in records for key in record) if key not in ABOUT]


def content(record: Mapping[str, Any]) -> dict[str, Value]:
    """The fields of a record with their values."""
    return {key: value_of(record, key) for key in fields_in(record)}


def with_history(record: Mapping[str, Any], known: History) -> dict[str, Any]:
    """A record with another history; ``stamp`` is that of its last edit."""
    fields = {key: stamp for key, stamp in sorted(known.fields.items()) if stamp != known.made}
    plain = {key: value for key, value in record.items() if key not in (STAMP, EDITS)}
    last = max((known.made, *fields.values()))
    if not fields and not known.aside and known.seen == {known.made}:
        return {**plain, STAMP: known.made}
    edits: dict[str, Any] = {"made": known.made, "fields": fields, "seen": sorted(known.seen)}
    if known.aside:
        edits["aside"] = _aside_tables(known.aside)
    return {**plain, STAMP: last, EDITS: edits}


def _aside_tables(values: Iterable[Aside]) -> list[dict[str, Any]]:
    """Values aside as plain tables, in order; :func:`_asides` reads them."""
    return [
        {"field": aside.key, "stamp": aside.stamp} | ({} if aside.value is None else {"value": aside.value})
        for aside in sorted(values)
    ]


def edited(before: Mapping[str, Any] | None, after: Mapping[str, Any], session: str) -> dict[str, Any]:
    """The record ``after`` an edit of the one ``before``, with the stamps of what changed; ``None`` for a new entry.

    What is aside of a field that was edited is settled.
    """
    if before is None:
        return with_history({**after, UID: after.get(UID) or new_uid()}, _fresh(new_stamp(session)))
    known = history(before)
    same = {**after, **{key: before[key] for key in ABOUT if key in before}}
    if EDITS not in before:
        same.pop(EDITS, None)
    changed = [key for key in fields_in(before, after) if value_of(before, key) != value_of(after, key)]
    if not changed:
        return same
    stamp = new_stamp(session, known.seen)
    return with_history(
        same,
        History(
            made=known.made,
            fields={**known.fields, **dict.fromkeys(changed, stamp)},
            seen=known.seen | {stamp},
            aside=tuple(aside for aside in known.aside if aside.key not in changed),
        ),
    )


def added(record: Mapping[str, Any], session: str, taken: Callable[[str], bool]) -> dict[str, Any]:
    """The record of a new entry; it keeps the id and stamps of another copy, unless the id is ``taken``."""
    uid = record.get(UID)
    if uid and record.get(STAMP) and not taken(uid):
        return dict(record)
    return edited(None, {key: value for key, value in record.items() if key not in ABOUT}, session)


def written(before: Mapping[str, Any], after: Mapping[str, Any], session: str) -> dict[str, Any]:
    """The record ``after`` an edit of the one ``before``, which it may also have been merged with already."""
    whole = {**({"zone": before["zone"]} if "zone" in before else {}), **after}
    if after.get(STAMP) and history(after).seen > history(before).seen:
        return whole
    return edited(before, whole, session)


def _fresh(stamp: str) -> History:
    return History(made=stamp, fields={}, seen=frozenset((stamp,)))


# --- entries that were removed -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An entry that was removed: nothing of what was in it, but that it was, so that no other copy brings it back.

    ``seen`` are the stamps of what was removed. ``aside`` is what was edited elsewhere without knowledge of that.
    """

    uid: str
    stamp: str
    seen: frozenset[str]
    aside: tuple[Aside, ...] = ()


def removal(record: Mapping[str, Any], session: str) -> Removed:
    """The removal of an entry now."""
    seen = history(record).seen
    stamp = new_stamp(session, seen)
    return Removed(uid=str(record[UID]), stamp=stamp, seen=seen | {stamp})


def removed_record(removed: Removed) -> dict[str, Any]:
    """A removal as a plain table; :func:`removed_from` reads it."""
    aside = _aside_tables(removed.aside)
    table = {UID: removed.uid, STAMP: removed.stamp, "seen": sorted(removed.seen)}
    return {**table, "aside": aside} if aside else table


def removed_from(table: Mapping[str, Any]) -> Removed:
    """Reads what :func:`removed_record` wrote. Raises ``ValueError`` for a table of another shape."""
    try:
        return Removed(
            uid=_text(table[UID]),
            stamp=_stamp(table[STAMP]),
            seen=frozenset(map(_stamp, table["seen"])),
            aside=_asides(table.get("aside", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not what was removed") from error


def check_edits(edits: object) -> None:
    """Raises ``ValueError`` if the ``edits`` of a record have another shape than :func:`with_history` gives them."""
    try:
        if not isinstance(edits, Mapping) or not set(edits) <= {"made", "fields", "seen", "aside"}:
            raise ValueError("other keys")
        for stamp in (edits["made"], *edits["fields"].values(), *edits["seen"]):
            _stamp(stamp)
        _asides(edits.get("aside", ()))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not what was edited") from error


def check_stamp(stamp: object) -> None:
    """Raises ``ValueError`` if this is no stamp."""
    _stamp(stamp)


def _asides(tables: Iterable[Mapping[str, Any]]) -> tuple[Aside, ...]:
    return tuple(Aside(_text(table["field"]), _stamp(table["stamp"]), table.get("value")) for table in tables)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("not a text")
    return value


def _stamp(value: object) -> str:
    text = _text(value)
    moment, mark, _ = text.partition("Z-")
    written = datetime.fromisoformat(moment).replace(tzinfo=None)
    if not mark or written.isoformat(timespec="microseconds") != moment:
        raise ValueError("not a stamp")
    return text
