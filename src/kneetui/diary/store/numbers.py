"""What charts need of each entry in columns beside its record, so that twenty years are compared and summed by SQLite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from kneetui.diary.by_day.days import Day, RoutineDay
from kneetui.diary.entries import SWELLINGS
from kneetui.diary.parts import something_done

if TYPE_CHECKING:
    import sqlite3

    from kneetui.diary.store.wanted import Range

COLUMNS: Final = (
    "pain",
    "pain_during",
    "pain_after",
    "pain_morning",
    "pain_routine",
    "swelling",
    "session",
    "minutes",
    "effort",
    "distance_km",
    "routine",
    "phase",
)
"""``pain`` is the worst of an entry, ``swelling`` a place in the order of swelling, ``session`` 1 where there is one.
``routine`` and ``phase`` are ids."""

RANGES: Final = {
    "pain": "pain",
    "morning": "pain_morning",
    "during": "pain_during",
    "after": "pain_after",
    "minutes": "minutes",
    "km": "distance_km",
    "effort": "effort",
    "load": "minutes * effort",
}
"""What each of :data:`~kneetui.diary.store.wanted.NUMBERS` is here."""


def columns(record: Mapping[str, object]) -> tuple[float | str | None, ...]:
    """What stands in :data:`COLUMNS` for a record, also for one that no entry can be made of."""
    session, routine, test, triage = (
        _table(record, name) for name in ("session", "routine", "home-test", "assessment")
    )
    during, after, morning = (_number(record, f"pain-{name}") for name in ("during", "after", "morning"))
    in_routine = _number(routine, "pain")
    pains = (during, after, morning, in_routine, _number(test, "pain"), _number(triage, "pain"))
    swelling = record.get("swelling")
    return (
        max((pain for pain in pains if pain is not None), default=None),
        during,
        after,
        morning,
        in_routine,
        SWELLINGS.index(swelling) if isinstance(swelling, str) and swelling in SWELLINGS else None,
        1 if session else None,
        _number(session, "minutes"),
        _number(session, "effort"),
        _number(session, "distance-km"),
        _text(routine, "routine"),
        _text(routine, "phase"),
    )


def _table(record: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = record.get(name)
    return table if isinstance(table, Mapping) else {}


def _number(table: Mapping[str, object], name: str) -> float | None:
    value = table.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(table: Mapping[str, object], name: str) -> str | None:
    value = table.get(name)
    return value if isinstance(value, str) else None


def within(wanted: Range) -> tuple[str, tuple[float]]:
    """The condition that a range is, and its value."""
    return f"{RANGES[wanted.number]} {wanted.comparison} ?", (wanted.limit,)


_ABOUT = "(:knee = 'both' OR knee IN (:knee, 'both'))"
_DAYS = f"""
SELECT substr(at, 1, 10),
    max(CASE WHEN {_ABOUT} THEN max(ifnull(pain_during, -1), ifnull(pain_routine, -1)) END),
    max(CASE WHEN {_ABOUT} THEN pain_after END),
    max(CASE WHEN {_ABOUT} THEN pain_morning END),
    max(CASE WHEN {_ABOUT} THEN swelling END),
    sum(minutes * effort),
    count(session),
    count(session) - count(minutes * effort),
    count(CASE WHEN {_ABOUT} THEN 1 END)
FROM entry WHERE at >= :since AND at <= :until GROUP BY 1
"""


def days(connection: sqlite3.Connection, knee: str, since: date, until: date) -> tuple[Day, ...]:
    """Every day from ``since`` to ``until`` as :func:`~kneetui.diary.by_day.days.daily` has them."""
    rows = connection.execute(_DAYS, _limits(knee, since, until)).fetchall()
    noted = {date.fromisoformat(row[0]).toordinal(): row[1:] for row in rows}
    every = range(since.toordinal(), until.toordinal() + 1)
    return tuple(_day(date.fromordinal(number), noted.get(number)) for number in every)


def routine_days(
    connection: sqlite3.Connection, knee: str, since: date, until: date
) -> tuple[RoutineDay, ...]:
    """The sessions of routines, oldest first; one of which nothing was done is none."""
    rows = connection.execute(
        "SELECT substr(at, 1, 10), routine, ifnull(phase, ''), CASE WHEN instr(record, '\"done\":false') THEN record END"
        " FROM entry WHERE kind = 'routine'"
        f" AND {_ABOUT} AND at >= :since AND at <= :until AND routine IS NOT NULL ORDER BY at, id",
        _limits(knee, since, until),
    ).fetchall()
    return tuple(
        RoutineDay(date.fromisoformat(day), routine, phase)
        for day, routine, phase, may_be_none in rows
        if may_be_none is None or _something_done(may_be_none)
    )


def _something_done(text: str) -> bool:
    """Whether anything was done of a session by its record."""
    routine = _table(json.loads(text), "routine")
    exercises = routine.get("exercises")
    sets = [len(done.get("sets", ())) for done in exercises] if isinstance(exercises, list) else []
    return something_done(sets, _number(routine, "minutes"), done=routine.get("done") is not False)


def _limits(knee: str, since: date, until: date) -> dict[str, str]:
    return {"knee": knee, "since": since.isoformat()[:10], "until": f"{until.isoformat()[:10]}T99"}


def _day(day: date, row: tuple[float | None, ...] | None) -> Day:
    if row is None:
        return Day(day=day)
    during, after, morning, swelling, load, sessions, unrated, entries = row
    return Day(
        day=day,
        during=None if during is None or during < 0 else during,
        after=after,
        morning=morning,
        swelling=None if swelling is None else SWELLINGS[int(swelling)],
        load=load,
        sessions=int(sessions or 0),
        unrated=int(unrated or 0),
        entries=int(entries or 0),
    )
