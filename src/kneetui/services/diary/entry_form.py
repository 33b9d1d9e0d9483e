"""What is typed into the entry form, as an entry and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.config.wording import clock, number
from kneetui.diary.store.records import Record, from_record, to_record

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry

PAINS = ("pain-morning", "pain-during", "pain-after")
WORDS = ("knee", "swelling", "stiffness", "medication", "note")
TRAINING = ("sport", "minutes", "effort")
FIELDS = (
    "knee",
    "day",
    "time",
    *PAINS,
    "swelling",
    "stiffness",
    *TRAINING,
    "medication",
    "note",
)
"""The fields, in the order of the form."""

_PLACES = {"when": "time", "session": "sport", "entry": "pain-morning"}
"""Where a problem stands that is about more than one field."""


def empty(now: datetime, knee: str) -> dict[str, str]:
    """The form of a new entry."""
    return {**dict.fromkeys(FIELDS, ""), "knee": knee, **_moment(now)}


def values(entry: Entry) -> dict[str, str]:
    """The form of an entry that is there."""
    record = to_record(entry)
    session = record.get("session", {})
    said = {key: record.get(key) for key in (*PAINS, *WORDS)} | {key: session.get(key) for key in TRAINING}
    return {**dict.fromkeys(FIELDS, ""), **_moment(entry.when), **{key: _text(said[key]) for key in said}}


def _moment(when: datetime) -> dict[str, str]:
    return {"day": when.date().isoformat(), "time": clock(when)}


def _text(value: object) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, float) else str(value)


def entry(form: Mapping[str, str], before: Entry | None = None) -> Entry:
    """The entry that the form describes; ``before`` keeps what the form does not show.

    Raises :class:`~kneetui.diary.errors.EntryError` with every wrong value; :func:`place` says where each stands.
    """
    record: Record = to_record(before) if before else {}
    said: dict[str, Any] = {key: form[key] for key in WORDS} | {key: _number(form[key]) for key in PAINS}
    session = {
        **record.get("session", {}),
        "sport": form["sport"],
        "minutes": _number(form["minutes"]),
        "effort": _number(form["effort"]),
    }
    said["session"] = {key: value for key, value in session.items() if value != ""}
    said["when"] = f"{form['day']}T{_time(form['time'])}"
    record = {**record, **said}
    wanted = {key: value for key, value in record.items() if value not in ("", {})}
    return from_record(wanted, id=before.id if before else 0)


def place(key: str) -> str:
    """The field that a problem with ``key`` stands beside."""
    name = key.removeprefix("session.")
    return name if name in FIELDS else _PLACES.get(name, "note")


def _number(text: str) -> str | int | float:
    """A number; what is none stays as it is, so that the diary can say what is wrong with it."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _time(text: str) -> str:
    """``9``, ``9:5``, ``930`` and ``0930`` as people mean them."""
    found = re.fullmatch(r"(\d{1,2}?)[:.,]?(\d{2})?|(\d{1,2})[:.,](\d)", text.strip())
    if not found:
        return text
    hour, minute = found[1] or found[3], found[2] or found[4] or "0"
    return f"{int(hour):02}:{int(minute):02}"
