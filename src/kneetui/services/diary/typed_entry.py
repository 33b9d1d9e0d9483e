"""An entry from what somebody typed after a command: lengths with units, levels, numbers, days in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kneetui.config.read_days import FORMS, read_moment
from kneetui.diary.description import shape_of
from kneetui.diary.entries import Entry
from kneetui.diary.errors import DiaryError, EntryError, FieldProblem
from kneetui.diary.own_values import PREFIX
from kneetui.diary.store.records import from_record, to_record
from kneetui.diary.typed_numbers import IN_KM, IN_MINUTES, read_hours
from kneetui.diary.value_types import Pain
from kneetui.services.diary.entry_form import check_own, pain_of, plain_of
from kneetui.services.diary.likely_knee import known_knee
from kneetui.services.diary.trackers import known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kneetui.diary.trackers import OwnTracker
    from kneetui.diary.value_types import Plain
    from kneetui.services.container import Services

LENGTHS = "5km, 3mi, 40min, 1h20, or several: “5km 28min”"
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_PIECES = tuple(
    (re.compile(rf"{_NUMBER}\s*({'|'.join(sorted(units, key=len, reverse=True))})"), key, units)
    for key, units in (("distance-km", IN_KM), ("minutes", IN_MINUTES))
)


def read_lengths(text: str, name: str) -> dict[str, float]:
    """``distance-km`` and ``minutes`` of a length such as ``5km 28min``.

    Raises :class:`~kneetui.diary.errors.EntryError` for what is none; ``name`` is the option it was given to.
    """
    lengths: dict[str, float] = {}
    rest = text.strip().lower()
    while rest:
        key, value, end = _first_length(rest)
        if not key or key in lengths:
            problem = FieldProblem(name, f"{name} {text} is no length", f"Write it as {LENGTHS}")
            raise EntryError([problem])
        lengths[key] = round(value, 3)
        rest = rest[end:].lstrip(" ,+")
    return lengths


def _first_length(text: str) -> tuple[str, float, int]:
    clock = read_hours(text)
    if clock:
        return "minutes", *clock
    for pattern, key, units in _PIECES:
        match = pattern.match(text)
        if match and not text[match.end() : match.end() + 1].isalpha():
            return key, float(match[1].replace(",", ".")) * units[match[2]], match.end()
    return "", 0.0, 0


def when_of(text: str, now: datetime) -> datetime:
    """The time that was typed. Raises :class:`~kneetui.diary.errors.EntryError` if it is none, or still to come."""
    moment = read_moment(text, now)
    if moment is None:
        raise EntryError([FieldProblem("when", f"“{text}” is no day or time", f"Write it as {FORMS}")])
    if moment > now:
        raise EntryError([FieldProblem("when", f"“{text}” is still to come", "Give a time that has been")])
    return moment


def entry_of(
    services: Services, typed: Mapping[str, str], training: Mapping[str, Plain], before: Entry | None = None
) -> Entry:
    """The entry that ``typed`` describes: ``when``, ``knee``, ``pain`` and the keys of a diary file.

    ``training`` are keys of its session. Of the entry ``before`` an edit everything else stays. An empty text takes a
    value out. ``pain`` is that in training, or of the morning (:func:`~kneetui.services.diary.entry_form.pain_of`).

    Raises :class:`~kneetui.diary.errors.DiaryError` with everything that is wrong.
    """
    now = services.now()
    record: dict[str, Plain] = to_record(before) if before else {}
    when = when_of(typed["when"], now) if typed.get("when") else before.when if before else now
    session = record.get("session")
    session = {**(session if isinstance(session, dict) else {}), **training}
    own = _own(services, typed)
    record |= {
        key: _value(key, text) for key, text in typed.items() if key not in ("when", "pain", "knee", *own)
    }
    record |= {key: plain_of(tracker.type, typed[key]) for key, tracker in own.items()}
    record["when"] = when.isoformat(timespec="minutes")
    record["knee"] = typed.get("knee") or str(record.get("knee") or _knee(services))
    if typed.get("pain"):
        record[pain_of(when, trained=bool(session))] = Pain().typed(typed["pain"])
    if session:
        record["session"] = {key: value for key, value in session.items() if value != ""}
    wanted = {key: value for key, value in record.items() if value not in ("", {})}
    return from_record(wanted, id=before.id if before else 0)


def _own(services: Services, typed: Mapping[str, str]) -> dict[str, OwnTracker]:
    """The trackers that something was typed of, by key; what was typed is something they can be."""
    if not any(key.startswith(PREFIX) for key in typed):
        return {}
    own = {tracker.key: tracker for tracker in known(services) if tracker.key in typed}
    check_own(own.values(), {tracker.id: typed[key] for key, tracker in own.items()})
    return own


def _value(key: str, text: str) -> Plain:
    return plain_of(shape_of(Entry).fields[key].type, text)


def _knee(services: Services) -> str:
    knee = known_knee(services)
    if not knee:
        raise DiaryError("Nobody said which knee it is", "Add --knee left, --knee right or --knee both")
    return knee
