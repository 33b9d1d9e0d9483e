"""A small gym made by hand, so that these tests do not change with the content."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from kneetui.content.conditions import Has
from kneetui.content.model import (
    AdviceText,
    Avoid,
    Cause,
    Criterion,
    Dose,
    Exercise,
    Flag,
    HomeTest,
    Library,
    Option,
    PackInfo,
    PainRule,
    Phase,
    Question,
    Routine,
    Source,
    Step,
    Urgency,
)
from kneetui.diary.entries import AssessmentRecord, Entry
from kneetui.services.container import Services
from kneetui.services.training.training import Training

LOCKED = Has("mechanical", frozenset({"locking"}))


@dataclass
class Clock:
    """A clock that stands until it is told to go on."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


def _dose(
    sets: int = 3, reps: int = 0, hold: int = 0, minutes: float = 0, tempo: str = "", rest: int = 30
) -> Dose:
    return Dose(sets=sets, reps=reps, hold=hold, minutes=minutes, tempo=tempo, rest=rest, per_day=1)


def _exercise(
    id: str,
    name: str,
    dose: Dose,
    frames: tuple[str, ...],
    *,
    sides: str = "both",
    load: str = "light",
    equipment: tuple[str, ...] = (),
    easier: str = "",
    harder: str = "",
    avoid: tuple[Avoid, ...] = (),
) -> Exercise:
    return Exercise(
        id=id,
        name=name,
        summary="Steady work for the front of the thigh.",
        gentle=id == "quad-set",
        steps=(
            "Stand with your back to a wall, feet a step away.",
            "Slide down as far as it feels fine.",
            "Hold, and keep breathing.",
            "Come up a little if it hurts more than a little.",
        ),
        dose=dose,
        sides=sides,
        load=load,
        equipment=equipment,
        easier=easier,
        harder=harder,
        avoid=avoid,
        causes=("sore-kneecap",),
        frames=frames,
        figure="Side view: a person slides down a wall until the thighs are level.",
        source=("trial",),
        note="Deeper is not better.",
        pack="core",
    )


WALL = (
    "#o      \n#|\\     \n#|      \n#\\      \n# \\     \n#  \\    \n#   \\_  ",
    "#       \n#o      \n#|\\     \n#|      \n#\\__    \n#   \\   \n#   |_  ",
    "#       \n#       \n#o      \n#|\\     \n#|____  \n#     | \n#     |_",
)
LYING = ("    /\\    \no==/  \\_  ", "   _.--.  \no==     \\_")

EXERCISES = (
    _exercise(
        "quad-set", "Quad set", _dose(1, reps=4, hold=6, rest=0), LYING, sides="each", harder="wall-sit"
    ),
    _exercise(
        "wall-sit", "Wall sit", _dose(2, hold=45, rest=60), WALL, easier="quad-set", harder="box-squat"
    ),
    _exercise("clam", "Clam", _dose(2, reps=12, rest=20), LYING, sides="each", equipment=("band", "mat")),
    _exercise(
        "box-squat",
        "Box squat",
        _dose(3, reps=8, tempo="3-0-2", rest=60),
        WALL,
        equipment=("box",),
        easier="wall-sit",
        avoid=(
            Avoid(condition=LOCKED, text="a locked knee"),
            Avoid(condition=None, text="a knee that swells after every session"),
        ),
    ),
    _exercise("easy-walk", "Easy walk", _dose(1, minutes=20, rest=0), LYING),
    _exercise("two-leg-hop", "Two-leg hop", _dose(3, reps=10), WALL, load="impact"),
)
"""Holds, counted holds, reps at one's own pace, reps with a tempo, minutes, jumps."""


def _phase(id: str, name: str, goal: str, *ids: str) -> Phase:
    doses = {exercise.id: exercise.dose for exercise in EXERCISES}
    return Phase(
        id=id,
        name=name,
        goal=goal,
        green_sessions=2,
        steps=tuple(Step(exercise=identifier, dose=doses[identifier]) for identifier in ids),
    )


def _routine(
    id: str,
    name: str,
    phases: tuple[Phase, ...],
    causes: tuple[str, ...] = (),
    activities: tuple[str, ...] = (),
) -> Routine:
    summary = "Hip and thigh together, three times a week for six weeks or more."
    return Routine(
        id=id,
        name=name,
        summary=summary,
        causes=causes,
        activities=activities,
        per_week=3,
        rule="traffic-light",
        phases=phases,
        source=("trial",),
        note="",
        pack="core",
        gentle=id == "first-days",
    )


ROUTINES = (
    _routine(
        "kneecap",
        "Kneecap routine",
        (
            _phase(
                "calm", "Calm it down", "Thigh and hip work with little bend.", "quad-set", "wall-sit", "clam"
            ),
            _phase("build", "Build it up", "More bend, and slower.", "box-squat", "clam"),
            _phase("return", "Back to sport", "Spring and depth.", "box-squat", "two-leg-hop"),
        ),
        ("sore-kneecap",),
    ),
    _routine(
        "first-days", "First days", (_phase("calm", "Protect", "Small movements.", "quad-set"),), ("sprain",)
    ),
    _routine("walk", "Easy walking", (_phase("walk", "Walk", "Out of the door.", "easy-walk"),)),
    _routine(
        "hops",
        "Back to jumping",
        (_phase("hop", "Hop", "Quiet landings.", "two-leg-hop", "wall-sit"),),
        ("sore-kneecap",),
        ("jumping",),
    ),
)


def _cause(id: str, name: str, routine: str) -> Cause:
    return Cause(
        id=id,
        name=name,
        clinical="",
        summary="",
        course="",
        see="",
        routine=routine,
        when=None,
        weight=100,
        weights={},
        ages=(),
        evidence=(),
        source=(),
        note="",
        pack="core",
    )


RECHECK_DAYS = {"emergency": 1, "urgent": 1, "soon": 7, "self-care": 14, "normal": 7}


def _urgency(id: str, name: str, symbol: str, who: str, within: str, do: str) -> Urgency:
    return Urgency(
        id=id,
        name=name,
        symbol=symbol,
        who=who,
        within=within,
        do=do,
        source=(),
        recheck_days=RECHECK_DAYS[id],
    )


def _flag(id: str, urgency: str, because: str, *stops: str) -> Flag:
    return Flag(
        id=id,
        urgency=urgency,
        condition=LOCKED,
        because=because,
        do="",
        raises=(),
        stops=stops,
        source=(),
        note="",
        pack="core",
    )


def _question(id: str, kind: str, **given: Any) -> Question:
    values: dict[str, Any] = {field.name: "" for field in fields(Question)}
    numbers = {"rate": 0.0, "min": 0, "max": 0}
    rest = {
        "options": (),
        "typical": (),
        "when": None,
        "relevant": None,
        "source": (),
        "always": False,
        "lasting": False,
        "per_knee": False,
    }
    return Question(**{**values, **numbers, **rest, "id": id, "kind": kind, **given})


def gym() -> Library:
    """Six exercises, four routines, one rule."""
    scale = _question("pain-worst", "number", widget="pain-scale", role="pain", max=10)
    locking = _question(
        "mechanical", "choices", options=(Option(id="locking", text="It locks", rate=0.1, near=()),)
    )
    return Library(
        packs={
            "core": PackInfo(
                id="core",
                name="core",
                version="1",
                summary="",
                licence="",
                authors=(),
                activities=(),
                folder="",
                origin="",
                counts={},
            )
        },
        advice={
            key: AdviceText(id=key, text=text)
            for key, text in {
                "easier": "Easier today, not more than last time",
                "less": "Less today than last time",
                "rest-until": "Rest, or gentle exercises, before {day}",
                "check-again": "{level}: check again",
                "no-exercises": "No exercises for now",
            }.items()
        },
        sources={
            "trial": Source(
                id="trial", title="A trial with 40 runners", sure="published", url="", pack="core"
            )
        },
        urgencies={
            urgency.id: urgency
            for urgency in (
                _urgency("emergency", "Emergency", "!", "an ambulance", "now", "Call for help."),
                _urgency(
                    "urgent", "See a doctor today", "■", "a doctor", "today", "Rest the leg and do not train."
                ),
                _urgency(
                    "soon", "See someone soon", "▲", "a physiotherapist", "in two weeks", "Book a visit."
                ),
                _urgency("self-care", "Self-care", "●", "you", "with a check-up", "Keep moving."),
                _urgency("normal", "All fine", "✓", "nobody", "", "Go on."),
            )
        },
        questions={scale.id: scale, locking.id: locking},
        flags={
            flag.id: flag
            for flag in (
                _flag("LOCK", "urgent", "The knee is locked.", "loading"),
                _flag("BONE", "self-care", "One point on the bone is sore.", "impact"),
                _flag("PUFFY", "soon", "The knee swells after sessions."),
            )
        },
        causes={
            cause.id: cause
            for cause in (
                _cause("sore-kneecap", "Kneecap pain", "kneecap"),
                _cause("sprain", "Sprain", "first-days"),
            )
        },
        exercises={exercise.id: exercise for exercise in EXERCISES},
        routines={routine.id: routine for routine in ROUTINES},
        rules={
            "traffic-light": PainRule(
                id="traffic-light",
                name="Pain traffic light",
                green=2,
                yellow=5,
                on_green="This load suits the knee. Go on, and add a little at a time.",
                on_yellow="Up to 5 of 10 is allowed if it is back to usual by the next morning. Hold the dose for now.",
                on_red="That was too much for now. Stop, take two easy days, then do less.",
                source=("trial",),
                note="",
                pack="core",
            )
        },
    )


def assessed(
    urgency: str, *flags: str, when: datetime = datetime(2026, 11, 20, 18, 0), answers: str = ""
) -> Entry:
    """A diary entry with an assessment."""
    return Entry(when, "right", assessment=AssessmentRecord(urgency, causes=(), flags=flags, answers=answers))


def _home_test(id: str, name: str, exercise: str, seconds: int = 0) -> HomeTest:
    return HomeTest(
        id=id,
        name=name,
        summary="How strong each thigh is.",
        steps=("Stand up on one leg.", "Count how often."),
        exercise=exercise,
        unit="times",
        sides="each",
        seconds=seconds,
        better="more",
        reading="The weaker leg should reach 90 % of the other.",
        source=("trial",),
        note="",
        pack="core",
    )


def gym_with_tests() -> Library:
    """The same gym with two tests at home: a rise, which the kneecap routine asks for before it begins, and a hop."""
    plain = gym()
    kneecap = plain.routines["kneecap"]
    entry = Criterion(test="rise", least=10, most=None, symmetry=None, apart=None, pain=2, times=1, days=14)
    gated = replace(kneecap, phases=(replace(kneecap.phases[0], entry=(entry,)), *kneecap.phases[1:]))
    tests = (_home_test("rise", "One-leg rise", "wall-sit", 30), _home_test("hop", "Hop", "two-leg-hop"))
    return replace(
        plain,
        home_tests={test.id: test for test in tests},
        routines={**plain.routines, "kneecap": gated},
    )


def equip(services: Services, routine: str) -> None:
    """Say that the person has what today's session of a routine needs."""
    training = Training(services)
    today = training.today(routine, training.status())
    assert today is not None
    training.equipment.own(training.equipment.unsure_of_session(today.items))
