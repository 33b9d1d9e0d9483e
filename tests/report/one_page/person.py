"""A made-up runner: nine weeks of a sore right kneecap, with the questions, two looks, runs, exercises and mornings."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from kneetui.content.model import Library
from kneetui.diary.entries import AssessmentRecord, Entry, LookRecord, RoutineRecord, Session
from kneetui.testing import NOW
from kneetui.triage import answers
from kneetui.triage.assessment import assess

ANSWERS: dict[str, Any] = {
    "warning-signs": [],
    "knee-signs": ["swelling"],
    "weight-bearing": "normal",
    "activity": "running",
    "age": 34,
    "onset": "gradual",
    "side": "right",
    "location": ["kneecap"],
    "swelling": "slight",
    "warm-or-red": "none",
    "worse-with": {"yes": ["stairs-down", "squatting", "sitting-long"], "no": ["twisting"]},
    "duration-days": 30,
    "trend": "same",
    "pain-worst": 5,
    "load-change": ["more-volume", "hills"],
    "better-with": ["rest", "warming-up"],
    "no-better-with": ["painkillers"],
    "sex": "female",
    "experience": "regular",
    "mechanical": {"yes": ["crunching"], "no": ["locking", "giving-way"]},
}
ASKED = (*ANSWERS, "hip-signs", "spread")
"""The last two were asked, and she could not say."""


def before(days: int, hour: int, minute: int = 0) -> datetime:
    return (NOW - timedelta(days=days)).replace(hour=hour, minute=minute)


def assessed(library: Library, days: int = 33, **changed: Any) -> Entry:
    facts = answers.read({**ANSWERS, **changed}, library)
    result = assess(library, facts, ASKED)
    record = AssessmentRecord(
        result.urgency,
        causes=tuple((fit.id, round(fit.probability, 4)) for fit in result.causes),
        flags=tuple(flag.id for flag in result.flags),
        answers=json.dumps({"asked": list(ASKED), "answers": answers.plain(facts)}),
    )
    return Entry(before(days, 19), "right", pain_during=5, swelling="slight", assessment=record)


def runs() -> list[Entry]:
    """Four a week before it began, up to 14 km; fewer and shorter since the questions."""
    entries = []
    for days in range(95, 0, -1):
        since = days < 64
        if days % 7 not in ((0, 2, 4, 5) if not since else (1, 4)):
            continue
        long_run = days % 7 == 5
        km = (14.0 if long_run else 9.0) if not since else 5.0 if days < 20 else 6.0
        pain = 0.0 if days > 68 else 4.0 if days > 33 else 3.0 if days > 14 else 2.0
        entries.append(
            Entry(
                before(days, 18),
                "right",
                pain_during=pain if not since or days > 33 else max(0.0, pain - 1),
                pain_after=pain,
                session=Session("running", km * 6, effort=6 if long_run else 5, distance_km=km),
                medication="ibuprofen 400" if days in (50, 43, 36) else "",
                note="stairs bad after hills" if days == 43 else "",
            )
        )
    return entries


def mornings() -> list[Entry]:
    return [
        Entry(
            before(days, 7),
            "right",
            pain_morning=4.0 if days > 33 else 2.5 if days > 14 else 1.0,
            swelling="slight" if days > 30 else "none",
            stiffness="under-30-min" if days > 30 else "none",
        )
        for days in range(55, 0, -1)
        if days % 7 in (0, 3, 5)
    ]


def exercises(library: Library) -> list[Entry]:
    """Every other day the routine of the cause that fits best."""
    routine = library.routines[library.causes["patellofemoral-pain"].routine]
    return [
        Entry(
            before(days, 20),
            "right",
            routine=RoutineRecord(
                routine.id,
                phase=routine.phases[0 if days > 14 else 1].id,
                done=days != 21,
                minutes=14,
                pain=2 if days > 14 else 1,
                verdict="repeat",
            ),
        )
        for days in range(31, 1, -2)
    ]


def diary(library: Library) -> list[Entry]:
    looked = Entry(before(29, 10), "right", look=LookRecord("physiotherapist", "no-impact"))
    again = Entry(before(18, 10), "right", look=LookRecord("physiotherapist", "all"))
    return [assessed(library), looked, again, *runs(), *mornings(), *exercises(library)]
