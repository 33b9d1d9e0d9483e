"""A small library made by hand, so that these tests do not change with the content."""

from __future__ import annotations

import pytest

from kneetui.content.conditions import Has
from kneetui.content.model import (
    Avoid,
    Cause,
    Dose,
    Exercise,
    Flag,
    Library,
    Option,
    PackInfo,
    PainRule,
    Phase,
    Question,
    Routine,
    Step,
)


def dose(
    sets: int = 3, reps: int = 0, hold: int = 0, minutes: float = 0, tempo: str = "", rest: int = 30
) -> Dose:
    return Dose(sets=sets, reps=reps, hold=hold, minutes=minutes, tempo=tempo, rest=rest, per_day=1)


def exercise(
    id: str,
    dose: Dose,
    *,
    sides: str = "both",
    load: str = "light",
    equipment: tuple[str, ...] = (),
    easier: str = "",
    harder: str = "",
    avoid: tuple[Avoid, ...] = (),
    pack: str = "core",
) -> Exercise:
    return Exercise(
        id=id,
        name=id.replace("-", " ").capitalize(),
        summary="",
        steps=("Do it.",),
        gentle=id in ("quad-set", "heel-slide"),
        dose=dose,
        sides=sides,
        load=load,
        equipment=equipment,
        easier=easier,
        harder=harder,
        avoid=avoid,
        causes=(),
        frames=("o", "O"),
        figure="",
        source=("x",),
        note="",
        pack=pack,
    )


def routine(
    id: str, phases: list[list[str]], exercises: dict[str, Exercise], greens: int = 2, **keys: tuple[str, ...]
) -> Routine:
    return Routine(
        id=id,
        name=id,
        summary="",
        causes=keys.get("causes", ()),
        activities=keys.get("activities", ()),
        per_week=3,
        rule="monitor",
        phases=tuple(
            Phase(
                id=f"p{number}",
                name=f"Phase {number}",
                goal="",
                green_sessions=greens,
                steps=tuple(Step(exercise=e, dose=exercises[e].dose) for e in ids),
            )
            for number, ids in enumerate(phases)
        ),
        source=("x",),
        note="",
        pack="core",
    )


def cause(id: str, home: str = "") -> Cause:
    return Cause(
        id=id,
        name=id,
        clinical="",
        summary="",
        course="",
        see="",
        routine=home,
        when=None,
        weight=100,
        weights={},
        ages=(),
        evidence=(),
        source=(),
        note="",
        pack="core",
    )


def flag(id: str, urgency: str, stops: tuple[str, ...] = ()) -> Flag:
    return Flag(
        id=id,
        urgency=urgency,
        condition=Has("mechanical", frozenset({"locking"})),
        because="",
        do="",
        raises=(),
        stops=stops,
        source=(),
        note="",
        pack="core",
    )


def pack(id: str, *activities: str) -> PackInfo:
    return PackInfo(
        id=id,
        name=id,
        version="1",
        summary="",
        licence="",
        authors=(),
        activities=activities,
        folder="",
        origin="",
        counts={},
    )


def sports() -> Question:
    """Which sports there are, and which of them are impact."""
    options = [
        Option(id=id, text=id, rate=0.3, near=(), impact=id == "running") for id in ("running", "cycling")
    ]
    return Question(
        id="activity",
        kind="choice",
        text="",
        why="",
        help="",
        topic="person",
        page="",
        widget="",
        options=tuple(options),
        rate=0,
        min=0,
        max=0,
        unit="",
        typical=(),
        when=None,
        relevant=None,
        always=False,
        source=(),
        pack="core",
    )


@pytest.fixture(scope="session")
def library() -> Library:
    locked = Avoid(condition=Has("mechanical", frozenset({"locking"})), text="a locked knee")
    exercises = {
        one.id: one
        for one in (
            exercise("quad-set", dose(1, reps=10, hold=10, rest=0), load="isometric", harder="wall-sit"),
            exercise("heel-slide", dose(2, reps=10), load="none", avoid=(locked,)),
            exercise("wall-sit", dose(4, hold=45, rest=60), easier="quad-set", harder="single-leg-wall-sit"),
            exercise("single-leg-wall-sit", dose(3, hold=20), sides="each", easier="wall-sit"),
            exercise("clam", dose(2, reps=12), sides="each", equipment=("band",)),
            exercise("box-squat", dose(3, reps=8, tempo="3-0-2"), easier="wall-sit", avoid=(locked,)),
            exercise("easy-walk", dose(1, minutes=20, rest=0)),
            exercise("two-leg-hop", dose(3, reps=10), load="impact"),
            exercise("walk-run", dose(1, minutes=30, rest=0), load="moderate", pack="running"),
        )
    }
    routines = {
        one.id: one
        for one in (
            routine(
                "kneecap",
                [
                    ["quad-set", "wall-sit", "clam"],
                    ["box-squat", "clam"],
                    ["single-leg-wall-sit", "two-leg-hop"],
                ],
                exercises,
                causes=("patellofemoral-pain",),
            ),
            routine("gentle-mobility", [["heel-slide", "easy-walk"]], exercises),
            routine("knee-strong", [["box-squat"]], exercises),
            routine("return-to-running", [["easy-walk"], ["walk-run"]], exercises, activities=("running",)),
        )
    }
    return Library(
        questions={"activity": sports()},
        packs={"core": pack("core"), "running": pack("running", "running")},
        exercises=exercises,
        routines=routines,
        causes={
            one.id: one
            for one in (
                cause("patellofemoral-pain", "kneecap"),
                cause("muscle-soreness", "gentle-mobility"),
                cause("bone-stress-injury"),
            )
        },
        flags={
            one.id: one
            for one in (
                flag("locked", "urgent", ("loading",)),
                flag("bone-point", "soon", ("impact",)),
                flag("puffy", "soon"),
            )
        },
        rules={
            "monitor": PainRule(
                id="monitor",
                name="Pain",
                green=2,
                yellow=5,
                on_green="Go on.",
                on_yellow="Hold the dose.",
                on_red="Stop.",
                source=("x",),
                note="",
                pack="core",
            )
        },
    )
