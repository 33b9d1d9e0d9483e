"""Reads tables: the activity lists of Garmin Connect and Strava, and hand-made ones."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from kneetui.plugins.hooks import ImportedSession, ImportFailed, ReadResult
from kneetui_activities.columns import Columns, recognise
from kneetui_activities.files import clean, read_text
from kneetui_activities.sports import OTHER, source_id, sport_of
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

WARNINGS = 20
"""Lines that are named one by one; the rest is counted."""

REMEDY = "Name the columns in the first line, for example: date,sport,minutes,effort."


def read(path: Path) -> ReadResult:
    """The sessions of a table, one a line. Raises :class:`ImportFailed`."""
    rows = _rows(path, read_text(path))
    _, header = next(rows, (0, []))
    columns = recognise(header)
    if columns is None:
        raise ImportFailed(f"{path.name} has no column for the date or none for the duration", REMEDY)
    body = list(rows)
    order = day_first([_first(row, columns.date) for _, row in body])
    sessions: list[ImportedSession] = []
    warnings: list[str] = []
    dayless: Counter[str] = Counter()
    for line, row in body:
        try:
            sessions.append(_session(row, columns, order, dayless))
        except UnclearError as error:
            warnings.append(f"Line {line}: {clean(str(error))}.")
            continue
        effort = _first(row, columns.effort)
        if effort and sessions[-1].effort is None:
            warnings.append(
                f"Line {line}: the effort “{clean(effort, 20)}” is not from 0 to 10 and is left out."
            )
    if not sessions:
        first = warnings[0] if warnings else "There is nothing below the first line."
        raise ImportFailed(f"{path.name} has no session that can be read. {first}", REMEDY)
    if len(warnings) > WARNINGS:
        more = len(warnings) - WARNINGS
        warnings[WARNINGS:] = [f"{more} more like these."]
    return ReadResult(sessions, warnings)


def _session(
    row: Sequence[str], columns: Columns, order: bool | None, dayless: Counter[str]
) -> ImportedSession:
    date, clock = _first(row, columns.date), _first(row, columns.clock)
    when, timed = moment(date, days_first=order, utc=columns.utc)
    if not timed and clock:
        when, timed = moment(f"{when:%Y-%m-%d} {clock}", utc=columns.utc)
    lasted = _lasted(row, columns.duration)
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
        distance_km=_distance(row, distance),
        effort=_effort(_first(row, columns.effort)),
        source_id=clean(_first(row, columns.source), SOURCE_LENGTH) or key,
        zone=zone_in(date) or zone_in(clock),
        note=title or (clean(label) if sport == OTHER else ""),
    )


def _lasted(row: Sequence[str], columns: Sequence[Column]) -> float:
    texts = [(_cell(row, column), column.unit) for column in columns]
    for text, unit in texts:
        lasted = round(minutes(text, unit or "min") or 0, 1)
        if 0 < lasted <= LONGEST:
            return lasted
    shown = next((text for text, _ in texts if text), "")
    raise UnclearError(f"“{shown[:20]}” is not a duration" if shown else "there is no duration")


def _distance(row: Sequence[str], column: Column | None) -> float | None:
    if column is None:
        return None
    unit = column.unit if column.unit in ("m", "km", "mi") else "km"
    distance = kilometres(_cell(row, column), unit)
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
