"""Finds out what the columns of a table are, by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {
    "date": (
        "activity date", "date", "datetime", "date time", "day", "start date", "timestamp", "when",
        "started", "start", "start time", "aktivitätsdatum", "datum", "startdatum",
    ),
    "clock": ("start time", "time of day", "clock", "start", "startzeit", "uhrzeit"),
    "sport": (
        "activity type", "sport", "sport type", "activity", "type", "discipline", "workout type",
        "aktivitätstyp", "aktivitätsart", "sportart",
    ),
    "duration": (
        "moving time", "minutes", "duration", "time", "elapsed time", "total time", "seconds", "hours",
        "bewegungszeit", "minuten", "dauer", "zeit", "verstrichene zeit",
    ),
    "distance": ("distance", "km", "miles", "distanz", "strecke", "kilometres", "kilometers"),
    "effort": (
        "effort", "rpe", "session rpe", "perceived exertion", "perceived effort", "exertion",
        "gefühlte anstrengung", "anstrengung",
    ),
    "note": (
        "note", "notes", "title", "activity name", "name", "comment", "notiz", "titel", "name der aktivität",
    ),
    "source": ("source id",),
}  # fmt: skip

_UNITS = {
    "s": "s sec secs second seconds sek sekunden",
    "min": "min mins minute minutes minuten",
    "h": "h hr hrs hour hours stunden std",
    "h:mm": "h:mm hh:mm h:m",
    "km": "km kilometres kilometers kilometer",
    "m": "m metres meters meter",
    "mi": "mi mile miles",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}

_STRAVA = ({"activity id", "activity date"}, {"aktivitäts id", "aktivitätsdatum"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it is, and the unit its name tells (empty if none)."""

    index: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold, the best ones first. ``utc`` if its times are."""

    date: tuple[Column, ...]
    clock: tuple[Column, ...]
    sport: tuple[Column, ...]
    duration: tuple[Column, ...]
    distance: tuple[Column, ...]
    effort: tuple[Column, ...]
    note: tuple[Column, ...]
    source: tuple[Column, ...]
    utc: bool = False


def recognise(header: Sequence[str]) -> Columns | None:
    """The columns behind these names; ``None`` without a date and a duration among them."""
    columns = [_column(index, text) for index, text in enumerate(header)]
    strava = any(marks <= {column.name for column in columns} for marks in _STRAVA)
    ranked = {kind: _ranked(columns, names) for kind, names in _NAMES.items()}
    ranked["clock"] = [column for column in ranked["clock"] if column not in ranked["date"][:1]]
    timed = [column for column in ranked["duration"] if column.name not in ("time", "zeit")]
    if timed and not strava:
        ranked["clock"] += [column for column in ranked["duration"] if column not in timed]
        ranked["duration"] = timed
    if not ranked["date"] or not ranked["duration"]:
        return None
    if strava:
        ranked["duration"] = [Column(one.index, one.name, one.unit or "s") for one in ranked["duration"]]
        ranked["distance"] = _exact(ranked["distance"])
    return Columns(**{kind: tuple(ones) for kind, ones in ranked.items()}, utc=strava)


def _exact(distances: list[Column]) -> list[Column]:
    """Of Strava's two distances the second, which is in metres whatever the account shows."""
    if len(distances) < 2:
        return distances
    return [Column(distances[-1].index, distances[-1].name, distances[-1].unit or "m")]


def _ranked(columns: Sequence[Column], names: Sequence[str]) -> list[Column]:
    return [column for name in names for column in columns if column.name == name]


def _column(index: int, text: str) -> Column:
    text = text.strip().lower()
    bracket = re.search(r"[(\[]([^)\]]*)[)\]]", text)
    unit = _UNIT_OF.get(bracket[1].strip(), "") if bracket else ""
    if bracket:
        text = text[: bracket.start()] + text[bracket.end() :]
    words = re.sub(r"[\s_\-/.]+", " ", text).strip().split(" ")
    if not unit:
        unit = _UNIT_OF.get(words[-1], "")
        if unit and len(words) > 1:
            words.pop()
    return Column(index, " ".join(words), unit)
