"""What the tests of the home screen share: a library of their own, and four people."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pluggy

from kneetui.content.model import Library, PackInfo, Problem, Tracker, TrackerOption, WatchRule
from kneetui.diary.entries import AssessmentRecord, Entry, Session
from kneetui.plugins.hooks import GROUP, Specs
from kneetui.plugins.manager import PluginInfo, Plugins
from kneetui.routines.progress import Progress
from kneetui.testing import NOW
from kneetui.ui.app import KneeApp
from tests.ui.gym import RECHECK_DAYS, gym
from tests.ui.small import small_library

RULES = (
    WatchRule(
        id="up",
        kind="pain-rise",
        limit=2,
        days=14,
        text="Pain is clearly higher than in the two weeks before.",
        headline="Pain is up since {day}",
        source=(),
        note="",
        pack="core",
    ),
    WatchRule(
        id="new",
        kind="new-swelling",
        limit=1,
        days=14,
        text="The knee is newly swollen.",
        headline="New swelling since {day}",
        source=(),
        note="",
        pack="core",
    ),
    WatchRule(
        id="high",
        kind="pain-high",
        limit=9,
        days=1,
        text="Pain is 9 or more.",
        headline="Strong pain since {day}",
        source=(),
        note="",
        pack="core",
    ),
)

PROBLEM = Problem(
    message="“tecnique” is not allowed here",
    remedy="Did you mean “technique”?",
    file="/packs/swimming/tips.toml",
    line=3,
    column=1,
    key="tip[1].kind",
    pack="swimming",
)

PACKS = (
    PackInfo(
        id="core",
        name="Everyday knee",
        version="0.1.0",
        summary="What holds for every knee.",
        licence="CC-BY-4.0",
        authors=("kneetui",),
        activities=("walking", "jumping"),
        folder="/app/content/core",
        origin="built in",
        counts={"cause": 45, "question": 44, "exercise": 1, "tip": 70, "pain-rule": 2, "normal": 1},
    ),
    PackInfo(
        id="running",
        name="Running",
        version="0.2.0",
        summary="Everything about running.",
        licence="CC-BY-4.0",
        authors=("kneetui",),
        activities=("running",),
        folder="/packs/running",
        origin="running (kneetui-running 0.2.0)",
        counts={"evidence": 12, "exercise": 4, "routine": 1, "tip": 6},
    ),
)


WEEKLY = {
    tracker.id: tracker
    for tracker in (
        Tracker(
            id="water",
            name="Water",
            kind="text",
            low=0,
            high=10,
            unit="",
            options=(TrackerOption(id="yes", text="yes, mostly"), TrackerOption(id="seldom", text="seldom")),
            pack="core",
            weekly="Did you drink whenever you were thirsty?",
        ),
        Tracker(
            id="sleep",
            name="Sleep",
            kind="number",
            low=0,
            high=16,
            unit="h",
            options=(),
            pack="core",
            weekly="How many hours did you sleep at night, mostly?",
        ),
    )
}


@cache
def library() -> Library:
    """The small library, with watch rules and the routines of the gym."""
    training = gym()
    return replace(
        small_library(),
        packs={pack.id: pack for pack in PACKS},
        sources={source.id: replace(source, pack="core") for source in small_library().sources.values()},
        watch={rule.id: rule for rule in RULES},
        exercises=training.exercises,
        routines=training.routines,
        rules=training.rules,
        advice=training.advice,
        trackers=WEEKLY,
        urgencies={
            name: replace(level, recheck_days=RECHECK_DAYS[name])
            for name, level in small_library().urgencies.items()
        },
    )


@cache
def broken() -> Library:
    """The same, with a pack left out."""
    return replace(library(), problems=(PROBLEM,))


def plugins(*problems: Problem) -> Plugins:
    """Two plugins, one of them failing if there are problems."""
    error = "could not be imported: ImportError: no module named fit" if problems else ""
    infos = {
        "running": PluginInfo(name="running", distribution="kneetui-running", version="0.2.0"),
        "watch": PluginInfo(name="watch", distribution="kneetui-watch", version="1.0", error=error),
    }
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Specs)
    return Plugins(manager, infos, list(problems))


def at_home(app: KneeApp, *problems: Problem) -> KneeApp:
    """The app with these plugins instead of the installed ones."""
    app.services.plugins = plugins(*problems)
    return app


def with_routine(app: KneeApp, routine: str = "kneecap") -> KneeApp:
    """The app of somebody who is in a routine."""
    text = json.dumps(Progress(routine, sessions=3).to_json())
    app.services.diary.remember("routine.active", text)
    return app


def ago(days: int, hour: int = 18, knee: str = "right", **given: Any) -> Entry:
    """An entry some days back."""
    return Entry(NOW.replace(hour=hour, minute=0) - timedelta(days=days), knee, **given)


def assessed(days: int, urgency: str = "self-care") -> Entry:
    """An assessment some days back."""
    record = AssessmentRecord(
        urgency, causes=(("kneecap-pain", 0.62), ("meniscus", 0.11)), flags=(), answers="{}"
    )
    return ago(days, 20, pain_during=2, assessment=record)


def healthy() -> list[Entry]:
    """Three weeks of training without pain to speak of."""
    runs = [
        ago(
            days,
            pain_during=days // 10,
            swelling="none",
            session=Session("running", 40, effort=5, distance_km=8),
        )
        for days in range(20, 0, -2)
    ]
    return [
        *runs,
        ago(1, pain_during=0, swelling="none", session=Session("running", 30, effort=4, distance_km=6)),
        assessed(10),
    ]


def sore() -> list[Entry]:
    """Three weeks with a knee that hurts more since two days, and swells."""
    pains = [2, 2, 3, 3, 4, 4, 3, 3, 2, 3, 4, 3, 2, 2, 1, 2, 2, 5, 6]
    entries = [
        ago(
            19 - number,
            pain_during=pain,
            swelling="none" if pain < 5 else "slight",
            session=Session("running", 30 + number, effort=4, distance_km=5) if number % 2 == 0 else None,
        )
        for number, pain in enumerate(pains)
    ]
    return [*entries, assessed(12, "soon")]


def settling() -> list[Entry]:
    """Three weeks with a knee that gets better, both knees noted."""
    pains = [7, 6, 7, 6, 6, 5, 5, 4, 5, 4, 3, 3, 2, 2, 1, 1]
    entries = [ago(16 - number, pain_during=pain, swelling="none") for number, pain in enumerate(pains)]
    return [*entries, *(ago(days, knee="left", pain_morning=1, hour=7) for days in (8, 6, 4, 2, 1))]
