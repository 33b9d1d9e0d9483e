"""A diary of two months for tests: a right knee that settles, a left one that began to hurt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from textual.pilot import Pilot

from kneetui.content.model import Library, Phase, Routine
from kneetui.diary.entries import AssessmentRecord, Entry, RoutineRecord, Session
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from kneetui.ui.screens.diary.diary import DiaryScreen
from tests.ui.small import press, small_library
from tests.ui.waiting import until

ASSESSED = Entry(
    NOW - timedelta(days=20, hours=1),
    "right",
    assessment=AssessmentRecord(
        "soon", causes=(("kneecap-pain", 0.62), ("gone-cause", 0.07)), flags=("F3", "GONE1"), answers="{}"
    ),
)
ROUTINE = Entry(
    NOW - timedelta(days=9, hours=2),
    "right",
    routine=RoutineRecord("kneecap", phase="calm", done=True, minutes=14, pain=2, verdict="repeat"),
    note="felt fine",
)
IMPORTED = Entry(
    NOW - timedelta(days=6, hours=2),
    "right",
    kind="import",
    session=Session("running", 42.5, effort=None, distance_km=8.2, source_id="fit-1"),
)
LAST = Entry(
    NOW - timedelta(days=1) + timedelta(hours=9),
    "right",
    pain_during=1.5,
    pain_after=2,
    swelling="none",
    session=Session("running", 40, effort=5),
    note="new shoes, first time on the soft trail by the river",
)


def days() -> list[Entry]:
    """The entries, oldest first; no chance in them."""
    entries = [ASSESSED, ROUTINE, IMPORTED, LAST]
    for back in range(58, 1, -1):
        if back % 4 == 3:
            continue
        base = 1.5 + back / 12 + (back * 7 % 5 - 2) / 2
        pains = [max(0.0, min(10.0, round((base + more) * 2) / 2)) for more in (0, 1, -0.5)]
        entries.append(
            Entry(
                NOW.replace(hour=7 + back * 5 % 13, minute=back * 11 % 60) - timedelta(days=back),
                "left" if back < 20 and back % 5 == 0 else "right",
                pain_during=pains[0],
                pain_after=pains[1] if back % 3 else None,
                pain_morning=pains[2] if back % 2 else None,
                swelling=("none", "slight", "moderate", None)[back % 4],
                stiffness="under-30-min" if back % 6 == 0 else None,
                session=Session(
                    "cycling" if back % 7 else "running", 30 + back % 4 * 10, effort=(3, 5, None)[back % 3]
                )
                if back % 2
                else None,
                medication="ibuprofen 400" if back % 9 == 0 else "",
                note="puffy after the stairs" if back % 8 == 0 else "",
            )
        )
    return sorted(entries, key=lambda entry: entry.when)


def many(count: int) -> list[Entry]:
    """A long diary: two entries a day, all alike."""
    when = NOW.replace(hour=8, minute=0)
    return [
        Entry(when - timedelta(hours=12 * n), "right", pain_during=n % 11, note=f"entry number {n}")
        for n in range(1, count + 1)
    ]


@cache
def library() -> Library:
    """The small library, with a routine."""
    phase = Phase(id="calm", name="Calm it down", goal="", green_sessions=2, steps=())
    routine = Routine(
        id="kneecap",
        name="Kneecap routine",
        summary="",
        causes=(),
        activities=(),
        per_week=3,
        rule="",
        phases=(phase,),
        source=(),
        note="",
        pack="core",
    )
    return replace(small_library(), routines={"kneecap": routine})


async def to_diary(pilot: Pilot[Any], *keys: str) -> DiaryScreen:
    """Go to the diary and press keys there."""
    app = cast("KneeApp", pilot.app)
    app.action_go("diary")
    await until(pilot, lambda: isinstance(app.screen, DiaryScreen) and app.focused is not None)
    diary = cast("DiaryScreen", app.screen)
    await press(pilot, *keys)
    return diary


def walk(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """For ``snap_compare``: go to the diary and press these keys."""

    async def run(pilot: Pilot[Any]) -> None:
        await to_diary(pilot, *keys)

    return run


def on(back: int, hour: int = 9) -> datetime:
    """A moment some days back."""
    return NOW.replace(hour=hour) - timedelta(days=back)
