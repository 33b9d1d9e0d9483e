"""The parts that an entry can have: training, an assessment, a routine, a look at the knee, an alert, a test at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, field

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.description import FormLabel, Parts, clean, described
from kneetui.diary.exercise_records import ExerciseRecord
from kneetui.diary.typed_numbers import IN_KM, IN_MINUTES
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import EntryIds, Name, Names, Number, OneOf, Pain, Shares, Truth, Words

NONE = "none"
"""The least of swelling and of stiffness."""
SWELLINGS = (NONE, "slight", "moderate", "marked")
"""Swelling, in order."""
STIFFNESSES = (NONE, "under-30-min", "30-to-60-min", "over-60-min")
"""How long the knee stays stiff after getting up, in order."""
LOOKED_AT_BY = ("doctor", "physiotherapist", "emergency-department")
"""Who can have looked at a knee, so that an assessment from before no longer decides."""
ALLOWED = ("all", "no-impact", "gentle", "nothing")
"""What they can have allowed, most first."""
OWN_REASON = "other"
ALERT_REASONS = ("looked-at", "known-cause", "written-wrongly", OWN_REASON)
"""Why somebody can have set an alert to rest; the last one is said in the note of the entry."""
URGENCIES = ("emergency", "urgent", "soon", "self-care", "normal")
"""The urgency ids of an assessment, most urgent first."""

LINE = Words(200)
NAME = Name(200)
ANSWERS = Words(100_000, lines=True)
MINUTES = Number(0.1, 2880, places=1, units=IN_MINUTES, asked="minutes")
EFFORT = Number(0, 10, halves=True)
DISTANCE = Number(0, 2000, spelling=".4g", units=IN_KM, asked="km")
CLIMB = Number(0, 30_000, places=0, spelling=".0f", unit=" m")
HEART_RATE = Number(20, 250, places=0, spelling=".0f", unit=" a minute")
STIFFNESS = OneOf(
    STIFFNESSES,
    {"under-30-min": "under 30 min", "30-to-60-min": "30-60 min", "over-60-min": "over 60 min"},
)


@dataclass(frozen=True, slots=True)
class Session:
    """Training: ``minutes`` (to 0.1), ``effort`` (session RPE, 0-10, half points) and ``distance_km``.

    What a watch knows besides: ``elapsed_minutes`` with the pauses, metres up and down (``ascent_m``, ``descent_m``) and
    the mean ``heart_rate`` in beats a minute. ``source_id`` names the session in the file it was imported from. Raises
    :class:`~kneetui.diary.errors.EntryError` for values out of range.
    """

    sport: str = field(default="", metadata=described(LINE, FormLabel(at=90, label="Sport"), search="{}"))
    minutes: float | None = field(
        default=None, metadata=described(MINUTES, FormLabel(at=100, label="Minutes"), brief="{} min")
    )
    _: KW_ONLY
    effort: float | None = field(
        default=None,
        metadata=described(
            EFFORT,
            FormLabel(at=110, label="Effort", hint="0 to 10: how hard it was"),
            brief="effort {}",
            brief_at=1,
            computed=("load",),
        ),
    )
    distance_km: float | None = field(
        default=None,
        metadata=described(
            DISTANCE, FormLabel(at=105, label="Distance", hint="km, or miles as in 3mi"), brief="{} km"
        ),
    )
    elapsed_minutes: float | None = field(default=None, metadata=described(MINUTES, label="With pauses"))
    ascent_m: float | None = field(default=None, metadata=described(CLIMB, label="Metres up"))
    descent_m: float | None = field(default=None, metadata=described(CLIMB, label="Metres down"))
    heart_rate: float | None = field(default=None, metadata=described(HEART_RATE, label="Mean heart rate"))
    source_id: str = field(default="", metadata=described(LINE))

    def __post_init__(self) -> None:
        checks = Checks("session")
        clean(self, checks)
        if not checks.problems and not self.sport and not self.amount_known:
            checks.say(
                "session", "the session is empty", "Give a sport, minutes or a distance, or leave it out"
            )
        checks.done()

    @property
    def amount_known(self) -> bool:
        """Whether it says how long it was, or how far."""
        return self.minutes is not None or self.distance_km is not None

    @property
    def load(self) -> float | None:
        """Minutes times effort, or ``None`` if one of them is missing."""
        if self.minutes is None or self.effort is None:
            return None
        return self.minutes * self.effort


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """What triage said: urgency id, (cause id, probability 0-1) pairs, flag ids, and the answers as text.

    ``answers`` is whatever can be read back to fill in triage again (TOML or JSON); the diary only keeps
    it. ``pain`` (0-10), ``swelling`` and ``stiffness`` are those since it began, at their worst, which are of no day
    that is known; none of it at all is of the day, and stands in the entry.
    ``beside`` are the ids of the entries with other problems of the same knee, next to which this one was assessed.
    Raises :class:`~kneetui.diary.errors.EntryError`.
    """

    urgency: str = field(metadata=described(OneOf(URGENCIES)))
    _: KW_ONLY
    causes: tuple[tuple[str, float], ...] = field(default=(), metadata=described(Shares(NAME)))
    flags: tuple[str, ...] = field(default=(), metadata=described(Names(NAME)))
    answers: str = field(default="", metadata=described(ANSWERS, column=""))
    beside: tuple[int, ...] = field(default=(), metadata=described(EntryIds(), column=""))
    pain: float | None = field(
        default=None, metadata=described(Pain(), label="Worst pain", column="assessment-pain")
    )
    swelling: str | None = field(
        default=None,
        metadata=described(
            OneOf(SWELLINGS),
            label="Swelling",
            brief="swelling {} since it began",
            search="swelling {}",
            column="assessment-swelling",
        ),
    )
    stiffness: str | None = field(
        default=None, metadata=described(STIFFNESS, label="Stiffness", column="assessment-stiffness")
    )

    def __post_init__(self) -> None:
        checks = Checks("assessment")
        clean(self, checks)
        checks.done()


@dataclass(frozen=True, slots=True)
class RoutineRecord:
    """A routine session: routine and phase ids, whether it was ``done`` to the end, minutes, pain (0-10).

    ``verdict`` is what the pain rule said (step up, repeat …), ``exercises`` what was done set by set. Raises
    :class:`~kneetui.diary.errors.EntryError`.
    """

    routine: str = field(metadata=described(NAME, label="Routine", search="{}"))
    _: KW_ONLY
    phase: str = field(default="", metadata=described(LINE, label="Phase"))
    done: bool = field(default=True, metadata=described(Truth("no, it was left early"), label="Finished"))
    minutes: float | None = field(
        default=None, metadata=described(Number(0, 2880, places=1), label="Minutes", column="routine-minutes")
    )
    pain: float | None = field(
        default=None, metadata=described(Pain(), label="Pain in it", column="routine-pain")
    )
    verdict: str = field(default="", metadata=described(LINE, label="The rule said"))
    exercises: tuple[ExerciseRecord, ...] = field(
        default=(), metadata=described(Parts(ExerciseRecord), label="Done")
    )

    def __post_init__(self) -> None:
        checks = Checks("routine")
        clean(self, checks)
        checks.done()

    @property
    def worked(self) -> bool:
        """Whether anything of it was done; of a session without its exercises, a minute tells."""
        return something_done([len(record.sets) for record in self.exercises], self.minutes, done=self.done)


def something_done(sets: Sequence[int], minutes: float | None, *, done: bool) -> bool:
    """Whether anything of a routine was done: of its exercises with so many ``sets``, or in its ``minutes`` without any."""
    return done or any(sets) or (not sets and (minutes is None or minutes >= 1))


@dataclass(frozen=True, slots=True)
class LookRecord:
    """Somebody looked at the knee: ``by`` whom, and what is ``allowed`` from then on.

    ``no-impact`` leaves out running and jumping, ``gentle`` all but the gentle exercises. Raises
    :class:`~kneetui.diary.errors.EntryError`.
    """

    by: str = field(
        metadata=described(
            OneOf(LOOKED_AT_BY, {"emergency-department": "emergency department"}),
            label="Looked at by",
            column="looked-at-by",
            search="looked at {}",
        )
    )
    allowed: str = field(
        metadata=described(
            OneOf(
                ALLOWED,
                {
                    "all": "everything",
                    "no-impact": "no running or jumping",
                    "gentle": "gentle exercises only",
                },
            ),
            label="Allowed",
            search="{}",
        )
    )

    def __post_init__(self) -> None:
        checks = Checks("look")
        clean(self, checks)
        checks.done()


@dataclass(frozen=True, slots=True)
class AlertRecord:
    """Somebody answered an alert: the watch ``rule`` (id) is put off for ``days``, or without them set to rest.

    The ``reason`` is one of :data:`ALERT_REASONS`. Raises :class:`~kneetui.diary.errors.EntryError`.
    """

    rule: str = field(metadata=described(NAME, label="Alert", column="alert-rule", search="{}"))
    _: KW_ONLY
    days: float | None = field(
        default=None,
        metadata=described(Number(1, 365, places=0, unit="days"), label="Put off for", column="alert-days"),
    )
    reason: str | None = field(
        default=None,
        metadata=described(
            OneOf(
                ALERT_REASONS,
                {
                    "looked-at": "somebody looked at it",
                    "known-cause": "I know where it comes from",
                    "written-wrongly": "it was written down wrongly",
                    "other": "another reason",
                },
            ),
            label="Set to rest",
            column="alert-reason",
            search="{}",
        ),
    )

    def __post_init__(self) -> None:
        checks = Checks("alert")
        clean(self, checks)
        if not checks.problems and self.days is None and self.reason is None:
            checks.say("alert", "the alert is neither put off nor set to rest", "Give days, or a reason")
        checks.done()


@dataclass(frozen=True, slots=True)
class HomeTestRecord:
    """A test at home: its id, what it came to in the test's own unit, and the pain (0-10) while it was done.

    One side of the body an entry, so that both sides can be compared. Raises
    :class:`~kneetui.diary.errors.EntryError`.
    """

    test: str = field(metadata=described(NAME, label="Test at home", column="home-test", search="{}"))
    value: float = field(
        metadata=described(Number(0, 10_000, places=1), label="Result", column="home-test-value")
    )
    _: KW_ONLY
    pain: float | None = field(
        default=None, metadata=described(Pain(), label="Pain in it", column="home-test-pain")
    )

    def __post_init__(self) -> None:
        checks = Checks("home-test")
        clean(self, checks)
        checks.done()
