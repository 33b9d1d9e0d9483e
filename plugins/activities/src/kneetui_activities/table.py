"""Reads tables: the activity lists of Garmin Connect and Strava, and hand-made ones."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from kneetui.config.own_columns import KINDS, UNITS, own_columns
from kneetui.plugins.hooks import ImportedSession, ImportFailed, ReadResult, UnknownColumnsError
from kneetui_activities.columns import Columns, MissingError, recognise
from kneetui_activities.files import clean, read_text
from kneetui_activities.recorded import HIGHEST_CLIMB
from kneetui_activities.sports import OTHER, source_id, sport_of
from kneetui_activities.track import FASTEST, SLOWEST
from kneetui_activities.values import (
    FARTHEST,
    LONGEST,
    UnclearError,
    day_first,
    kilometres,
    minutes,
    moment,
    number,
    zone_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kneetui_activities.columns import Column

SOURCE_LENGTH = 200
FEET = 0.3048
"""Metres in one."""

SEEN = 12
"""Columns of a table that are named where it cannot be understood."""

WARNINGS = 20
"""Lines that are named one by one; the rest is counted."""

BY_THE_MILE = (
    "The distances name no unit and the pace is by the mile, so they are taken as miles. If they are kilometres: "
    "kneetui import FILE --distance-unit km."
)

REMEDY = (
    "Say which column it is: kneetui import FILE --column date=NAME --column duration=NAME. Or name the columns in the first "
    "line, for example: date,sport,minutes,effort."
)


def read(path: Path) -> ReadResult:
    """The sessions of a table, one a line. Raises :class:`ImportFailed`."""
    rows = _rows(path, read_text(path))
    _, header = next(rows, (0, []))
    try:
        columns = recognise(header)
    except MissingError as error:
        raise _unknown(path, header, error.kinds) from error
    body = list(rows)
    order = day_first([_first(row, columns.date) for _, row in body])
    unit = _unit_of_distances([row for _, row in body], columns)
    sessions: list[ImportedSession] = []
    warnings = [BY_THE_MILE] if unit == "mi" and _unnamed(columns) and not own_columns().distance_unit else []
    dayless: Counter[str] = Counter()
    for line, row in body:
        try:
            sessions.append(_session(row, columns, order, dayless, unit))
        except UnclearError as error:
            warnings.append(f"Line {line}: {clean(str(error))}.")
            continue
        effort = _first(row, columns.effort)
        if effort and sessions[-1].effort is None:
            warnings.append(
                f"Line {line}: the effort “{clean(effort, 20)}” is not from 0 to 10 and is left out."
            )
    if not sessions:
        first = warnings[0].rstrip(".") if warnings else "There is nothing below the first line"
        raise ImportFailed(f"{path.name} has no session that can be read. {first}", REMEDY)
    if len(warnings) > WARNINGS:
        more = len(warnings) - WARNINGS
        warnings[WARNINGS:] = [f"{more} more like these."]
    return ReadResult(sessions, warnings)


def _unnamed(columns: Columns) -> bool:
    """Whether there is a distance of which no name tells the unit."""
    return bool(columns.distance) and columns.distance[0].unit not in UNITS


def _unknown(path: Path, header: Sequence[str], missing: Sequence[str]) -> UnknownColumnsError:
    """The error for a list that lacks something, with the columns that were seen."""
    names = [name for text in header if (name := clean(text, 30))]
    shown = ", ".join(f"“{name}”" for name in names[:SEEN])
    seen = f" It has: {shown}{' …' if len(names) > SEEN else ''}" if names else ""
    lacking = " and none for ".join(KINDS[kind] for kind in missing)
    return UnknownColumnsError(
        f"{path.name} has no column for {lacking} that kneetui knows.{seen}", REMEDY, names, missing
    )


def _session(
    row: Sequence[str], columns: Columns, order: bool | None, dayless: Counter[str], unit: str
) -> ImportedSession:
    date, clock = _first(row, columns.date), _first(row, columns.clock)
    when, timed = moment(date, days_first=order, utc=columns.utc)
    lengths = columns.lengths(timed=timed)
    if not timed:
        clock = clock or _first(row, [column for column in columns.time if column not in lengths])
    if not timed and clock:
        when, timed = moment(f"{when:%Y-%m-%d} {clock}", utc=columns.utc)
    lasted, elapsed = _lasted(row, lengths, columns.elapsed)
    label = _first(row, columns.sport)
    sport = sport_of(label)
    title = clean(_first(row, columns.note))
    distance = columns.distance[0] if columns.distance else None
    key = source_id(when, sport)
    if not timed:
        dayless[key] += 1
        key = f"{key[:10]}/{sport}/{dayless[key]}"
    return ImportedSession(
        when=when,
        sport=sport,
        minutes=lasted,
        elapsed_minutes=elapsed,
        distance_km=_distance(row, distance, unit),
        effort=_effort(_first(row, columns.effort)),
        ascent_m=_between(row, columns.ascent, 0, HIGHEST_CLIMB),
        descent_m=_between(row, columns.descent, 0, HIGHEST_CLIMB),
        heart_rate=_between(row, columns.heart, SLOWEST, FASTEST),
        source_id=clean(_first(row, columns.source), SOURCE_LENGTH) or key,
        zone=zone_in(date) or zone_in(clock),
        note=title or (clean(label) if sport == OTHER else ""),
    )


def _lasted(
    row: Sequence[str], lengths: Sequence[Column], elapsed: Sequence[Column]
) -> tuple[float, float | None]:
    """Minutes of moving, or of whatever is there, and the minutes with pauses if they are more.

    Nobody moves longer than a session lasts: then the whole time is the surer figure.
    """
    moved, whole = _length(row, lengths), _length(row, elapsed)
    if moved and whole:
        return (moved, whole) if moved < whole else (whole, None)
    if moved or whole:
        return moved or whole or 0, None
    shown = next((text for column in (*lengths, *elapsed) if (text := _cell(row, column))), "")
    raise UnclearError(f"“{shown[:20]}” is not a duration" if shown else "there is no duration")


def _length(row: Sequence[str], columns: Sequence[Column]) -> float | None:
    lengths = (round(minutes(_cell(row, one), one.unit or "min") or 0, 1) for one in columns)
    return next((length for length in lengths if 0 < length <= LONGEST), None)


def _unit_of_distances(rows: Sequence[Sequence[str]], columns: Columns) -> str:
    """What distances are in that name no unit: as the person said, else miles where a pace is by the mile."""
    by_the_mile = any(
        column.unit == "mi" or re.search(r"\bmi\b", _cell(row, column))
        for column in columns.pace
        for row in rows
    )
    return own_columns().distance_unit or ("mi" if by_the_mile else "km")


def _between(row: Sequence[str], columns: Sequence[Column], low: float, high: float) -> float | None:
    column = columns[0] if columns else None
    value = number(re.sub(r"[^\d.,-]+$", "", _cell(row, column))) if column else None
    if value is None or column is None:
        return None
    value = round(value * FEET if column.unit == "ft" else value)
    return value if low <= value <= high else None


def _distance(row: Sequence[str], column: Column | None, unit: str) -> float | None:
    """``unit`` is for what names none, neither in the column's name nor beside the number."""
    if column is None:
        return None
    distance = kilometres(_cell(row, column), column.unit if column.unit in UNITS else unit)
    return round(distance, 3) if distance and distance <= FARTHEST else None


def _effort(text: str) -> float | None:
    effort = number(text)
    return round(effort * 2) / 2 if effort is not None and 0 <= effort <= 10 else None


def _cell(row: Sequence[str], column: Column) -> str:
    text = row[column.index].strip() if column.index < len(row) else ""
    return "" if text.strip("-–—") == "" else text


def _first(row: Sequence[str], columns: Sequence[Column]) -> str:
    return next((text for column in columns if (text := _cell(row, column))), "")


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the number of its first line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head, _, rest = text.partition("\n")
    skipped = 0
    if head.lower().startswith("sep=") and len(head) == 5:
        mark, text, skipped = head[4], rest, 1
    else:
        header = next((line for line in io.StringIO(text) if line.strip()), "")
        mark = max(",;\t|", key=header.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    line = skipped + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise ImportFailed(f"{path.name} is not a table from line {line} on: {error}", REMEDY) from error
