"""One entry of the diary, checked and cleaned when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kneetui.diary.validation import Checks

if TYPE_CHECKING:
    from collections.abc import Iterable

KNEES = ("left", "right", "both")
SWELLINGS = ("none", "slight", "moderate", "marked")
"""Swelling, in order."""
STIFFNESSES = ("none", "under-30-min", "30-to-60-min", "over-60-min")
"""How long the knee stays stiff after getting up, in order."""
KINDS = ("entry", "assessment", "routine", "import")
URGENCIES = ("emergency", "urgent", "soon", "self-care", "normal")
"""The urgency ids of an assessment, most urgent first."""

FIRST_YEAR = 1950
LAST_YEAR = 2199
LONGEST_LINE = 200
LONGEST_NOTE = 10_000
LONGEST_ANSWERS = 100_000


def _settle(made: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(made, name, value)


@dataclass(frozen=True, slots=True)
class Session:
    """Training: ``minutes`` (to 0.1), ``effort`` (session RPE, 0-10, half points) and ``distance_km``.

    ``source_id`` names the session in the file it was imported from. Raises
    :class:`~kneetui.diary.errors.EntryError` for values out of range.
    """

    sport: str = ""
    minutes: float | None = None
    effort: float | None = None
    distance_km: float | None = None
    source_id: str = ""

    def __post_init__(self) -> None:
        check = Checks("session")
        _settle(
            self,
            sport=check.line("sport", self.sport, LONGEST_LINE),
            minutes=check.number("minutes", self.minutes, 0.1, 2880, places=1),
            effort=check.number("effort", self.effort, 0, 10, halves=True),
            distance_km=check.number("distance-km", self.distance_km, 0, 2000),
            source_id=check.line("source-id", self.source_id, LONGEST_LINE),
        )
        if not check.problems and not self.sport and self.minutes is None:
            check.say("session", "the session is empty", "Give a sport or the minutes, or leave it out")
        check.done()

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
    it. Raises :class:`~kneetui.diary.errors.EntryError`.
    """

    urgency: str
    causes: tuple[tuple[str, float], ...] = ()
    flags: tuple[str, ...] = ()
    answers: str = ""

    def __post_init__(self) -> None:
        check = Checks("assessment")
        if self.urgency is None:
            check.wrong("urgency", "missing", f"Use one of: {', '.join(URGENCIES)}")
        _settle(
            self,
            urgency=check.choice("urgency", self.urgency, URGENCIES),
            causes=_causes(check, self.causes),
            flags=check.lines("flags", self.flags, LONGEST_LINE),
            answers=check.text("answers", self.answers, LONGEST_ANSWERS),
        )
        check.done()


def _causes(check: Checks, causes: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    kept = []
    for cause, probability in causes:
        share = check.number("causes.probability", probability, 0, 1, places=6)
        if probability is None:
            check.wrong("causes.probability", "missing", "Give a number from 0 to 1")
        kept.append((check.line("causes.id", cause, LONGEST_LINE, needed=True), share or 0.0))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class RoutineRecord:
    """A routine session: routine and phase ids, whether it was ``done`` to the end, minutes, pain (0-10).

    ``verdict`` is what the pain rule said (step up, repeat …). Raises
    :class:`~kneetui.diary.errors.EntryError`.
    """

    routine: str
    phase: str = ""
    done: bool = True
    minutes: float | None = None
    pain: float | None = None
    verdict: str = ""

    def __post_init__(self) -> None:
        check = Checks("routine")
        if not isinstance(self.done, bool):
            check.wrong("done", self.done, "Use true or false")
        _settle(
            self,
            routine=check.line("routine", self.routine, LONGEST_LINE, needed=True),
            phase=check.line("phase", self.phase, LONGEST_LINE),
            minutes=check.number("minutes", self.minutes, 0, 2880, places=1),
            pain=check.number("pain", self.pain, 0, 10, halves=True),
            verdict=check.line("verdict", self.verdict, LONGEST_LINE),
        )
        check.done()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person wrote down at one time about one knee, or about both.

    ``when`` is local time without a zone; seconds are dropped. Pain is 0-10 in half points:
    ``pain_during`` and ``pain_after`` training, and ``pain_morning`` on the morning of the day of
    ``when``. ``id`` is 0 until a store gives it one. ``kind`` follows from what is in the entry if it is
    left empty. One number, a note or a record is enough. Text is cleaned. Raises
    :class:`~kneetui.diary.errors.EntryError` with every value that is wrong.
    """

    when: datetime
    knee: str
    pain_during: float | None = None
    pain_after: float | None = None
    pain_morning: float | None = None
    swelling: str | None = None
    stiffness: str | None = None
    session: Session | None = None
    medication: str = ""
    note: str = ""
    kind: str = ""
    assessment: AssessmentRecord | None = None
    routine: RoutineRecord | None = None
    id: int = 0

    def __post_init__(self) -> None:
        check = Checks()
        _settle(
            self,
            when=_when(check, self.when),
            knee=check.choice("knee", self.knee or "", KNEES),
            pain_during=check.number("pain-during", self.pain_during, 0, 10, halves=True),
            pain_after=check.number("pain-after", self.pain_after, 0, 10, halves=True),
            pain_morning=check.number("pain-morning", self.pain_morning, 0, 10, halves=True),
            swelling=check.choice("swelling", self.swelling, SWELLINGS),
            stiffness=check.choice("stiffness", self.stiffness, STIFFNESSES),
            medication=check.line("medication", self.medication, LONGEST_LINE),
            note=check.text("note", self.note, LONGEST_NOTE),
            kind=check.choice("kind", self.kind or self._kind(), KINDS),
        )
        if isinstance(self.id, bool) or not isinstance(self.id, int) or self.id < 0:
            check.wrong("id", self.id, "Leave it at 0: the diary numbers its entries")
        if not check.problems:
            self._check_whole(check)
        check.done()

    def _kind(self) -> str:
        if self.assessment:
            return "assessment"
        return "routine" if self.routine else "entry"

    def _check_whole(self, check: Checks) -> None:
        for kind, held in (("assessment", self.assessment), ("routine", self.routine)):
            if (self.kind == kind) != (held is not None):
                has = f"no {kind}" if held is None else f"a record of kind {kind}"
                check.say(kind, f"the entry is of kind {self.kind} and has {has}", "Leave the kind out")
        if self.kind == "import" and self.session is None:
            check.say("session", "the entry is of kind import and has no session", "Add what was imported")
        pains = (self.pain_during, self.pain_after, self.pain_morning)
        numbered = any(pain is not None for pain in pains) or (self.session and self.session.minutes)
        if not (check.problems or numbered or self.assessment or self.routine or self.note):
            remedy = "Give one: pain from 0 to 10 (0 counts), or the minutes trained"
            check.say("entry", "the entry has no number", remedy)

    @property
    def pain(self) -> float | None:
        """The worst pain in this entry (0-10), ``None`` if it says nothing about pain."""
        routine = self.routine.pain if self.routine else None
        said = (self.pain_during, self.pain_after, self.pain_morning, routine)
        return max((pain for pain in said if pain is not None), default=None)

    def concerns(self, knee: str) -> bool:
        """Whether this is about ``knee``; an entry for both is about either, and ``both`` asks for any."""
        return knee == "both" or self.knee in (knee, "both")


def _when(check: Checks, when: object) -> object:
    if not isinstance(when, datetime):
        check.wrong("when", "missing" if when is None else when, "Give a day and a time")
    elif when.tzinfo is not None:
        check.wrong("when", when, "Give local time without a time zone")
    elif not FIRST_YEAR <= when.year <= LAST_YEAR:
        check.wrong("when", when, f"Give a day between {FIRST_YEAR} and {LAST_YEAR}")
    else:
        return when.replace(second=0, microsecond=0, fold=0)
    return when
