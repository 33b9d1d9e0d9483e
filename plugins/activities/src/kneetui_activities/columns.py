"""Finds out what the columns of a table are, by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneetui.config.own_columns import own_columns
from kneetui_activities.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = {
    "s": "s sec secs second seconds sek sekunden",
    "min": "min mins minute minutes minuten",
    "h": "h hr hrs hour hours stunden std",
    "h:mm": "h:mm hh:mm h:m",
    "km": "km kilometres kilometers kilometer",
    "m": "m metres meters meter",
    "mi": "mi mile miles",
    "ft": "ft feet",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it is, and the unit its name tells (empty if none)."""

    index: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table by what they hold, the best ones first.

    ``clock`` and ``time`` may be the time of day; ``time`` may be a duration as well. ``utc`` if the times are in UTC.
    """

    date: tuple[Column, ...]
    clock: tuple[Column, ...]
    sport: tuple[Column, ...]
    moving: tuple[Column, ...]
    duration: tuple[Column, ...]
    time: tuple[Column, ...]
    elapsed: tuple[Column, ...]
    distance: tuple[Column, ...]
    effort: tuple[Column, ...]
    note: tuple[Column, ...]
    ascent: tuple[Column, ...]
    descent: tuple[Column, ...]
    heart: tuple[Column, ...]
    pace: tuple[Column, ...]
    source: tuple[Column, ...]
    utc: bool = False

    def lengths(self, *, timed: bool) -> tuple[Column, ...]:
        """The columns for how long a session was; ``timed`` if its date tells the time of day already."""
        sure = (*self.moving, *self.duration)
        return (*sure, *self.time) if timed or not (sure or self.elapsed) else sure


class MissingError(ValueError):
    """``kinds`` is what no column holds."""

    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__()
        self.kinds = kinds


def recognise(header: Sequence[str]) -> Columns:
    """The columns behind these names; the person's own word for one counts before all others.

    Raises :class:`MissingError` without a date and a duration among them.
    """
    columns = [_column(index, text) for index, text in enumerate(header)]
    names = words().columns
    ranked = {kind: _ranked(columns, kinds) for kind, kinds in names.items() if kind != "activity-id"}
    own = own_columns()
    for column, text in zip(columns, header, strict=True):
        kind = own.kind_of(text)
        if kind:
            for ones in ranked.values():
                ones[:] = [one for one in ones if one.index != column.index]
            ranked[kind].insert(0, column)
    ranked["clock"] = [column for column in ranked["clock"] if column not in ranked["date"][:1]]
    missing = [] if ranked["date"] else ["date"]
    if not any(ranked[kind] for kind in ("moving", "duration", "time", "elapsed")):
        missing.append("duration")
    if missing:
        raise MissingError(missing)
    strava = any(column.name in names["activity-id"] for column in columns)
    if strava:
        for kind in ("moving", "duration", "time", "elapsed"):
            ranked[kind] = [Column(one.index, one.name, one.unit or "s") for one in ranked[kind]]
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
    parts = re.sub(r"[\s_\-/.]+", " ", text).strip().split(" ")
    known = " ".join(parts) in {name for names in words().columns.values() for name in names}
    if not unit and not (known and len(parts) > 1):
        unit = _UNIT_OF.get(parts[-1], "")
        if unit and len(parts) > 1:
            parts.pop()
    return Column(index, " ".join(parts), unit)
