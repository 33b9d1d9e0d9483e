"""What binds entries to one another: problems of the same knee that were assessed beside each other.

The ids in ``beside`` are those of one diary. They are renumbered when entries go to another one, and kneetui 0.1
hid them in the text of the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kneetui.config import clock
from kneetui.diary.entries import Entry

_OLD_KEY = "beside"


def beside(entry: Entry) -> tuple[int, ...]:
    """The ids of the assessments beside the one in this entry."""
    return entry.assessment.beside if entry.assessment else ()


def with_beside(entry: Entry, ids: Iterable[int]) -> Entry:
    """The entry with its assessment beside others."""
    others = tuple(ids)
    if entry.assessment is None or entry.assessment.beside == others:
        return entry
    return replace(entry, assessment=replace(entry.assessment, beside=others))


def numbered(entries: Iterable[Entry], last_id: int) -> tuple[Entry, ...]:
    """New entries with the ids after ``last_id``.

    An id that an entry came with is taken for the name that the others of ``entries`` know it by: what refers to it
    follows. All other references are to entries that the diary has already.
    """
    given = tuple(placed(entry) for entry in entries)
    ids = {entry.id: number for number, entry in enumerate(given, last_id + 1) if entry.id}
    return tuple(
        replace(with_beside(entry, (ids.get(other, other) for other in beside(entry))), id=number)
        for number, entry in enumerate(given, last_id + 1)
    )


def placed(entry: Entry, before: Entry | None = None) -> Entry:
    """The entry with its time zone: its own, else that of the entry ``before`` an edit, else where the person is now."""
    if entry.zone:
        return entry
    return replace(entry, zone=before.zone if before else clock.zone_name(entry.when))


def named_in(entries: Iterable[Entry]) -> frozenset[int]:
    """The ids of the entries that others refer to."""
    return frozenset(other for entry in entries for other in beside(entry))


def in_old_text(record: Mapping[str, object]) -> dict[str, object]:
    """The record of an entry, with the relation that kneetui 0.1 wrote into the answers as a field."""
    assessment = record.get("assessment")
    answers = assessment.get("answers") if isinstance(assessment, Mapping) else None
    if not isinstance(assessment, Mapping) or not isinstance(answers, str) or f'"{_OLD_KEY}"' not in answers:
        return dict(record)
    import json  # only old entries need it

    try:
        whole = json.loads(answers)
    except ValueError:
        return dict(record)
    if not isinstance(whole, dict) or _OLD_KEY not in whole:
        return dict(record)
    ids = whole.pop(_OLD_KEY)
    ids = (
        [identifier for identifier in ids if type(identifier) is int and identifier > 0]
        if isinstance(ids, list)
        else []
    )
    rest = {**assessment, "answers": json.dumps(whole, ensure_ascii=False)}
    return {**record, "assessment": {**rest, _OLD_KEY: list(dict.fromkeys(ids))} if ids else rest}


def inferred(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of an export by kneetui 0.1, whose relations name ids that the file does not have.

    An assessment was always made beside the ones before it, so as many of the nearest earlier ones of its knee are
    meant as it names. They get ids to be referred to.
    """
    newest_first = len(entries) > 1 and entries[0].when > entries[-1].when
    ordered = list(reversed(entries) if newest_first else entries)
    ordered = [replace(entry, id=number) for number, entry in enumerate(ordered, 1)]
    ordered.sort(key=lambda entry: entry.when)
    for at, entry in enumerate(ordered):
        earlier = [other.id for other in ordered[:at] if other.assessment and other.knee == entry.knee]
        ordered[at] = with_beside(entry, earlier[::-1][: len(beside(entry))])
    wanted = named_in(ordered)
    by_id = sorted(ordered, key=lambda entry: entry.id, reverse=newest_first)
    return [entry if entry.id in wanted else replace(entry, id=0) for entry in by_id]
