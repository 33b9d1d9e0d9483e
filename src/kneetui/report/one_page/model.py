"""What a report is made of and what it says, as plain frozen data: every number in it comes from the status, the diary or an assessment.

Days are the person's days, pain is 0-10, durations are minutes. What nobody wrote down is ``None`` or absent, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from kneetui.content.model import Library
    from kneetui.diary.entries import Entry
    from kneetui.report.one_page.measured_things import MeasuredTest, TrackedThing, TrialDone
    from kneetui.routines.progress import Progress
    from kneetui.status.patterns.trial import TrialResult, WeekTrial
    from kneetui.status.status import Status
    from kneetui.status.trend.chart_data import ChartData
    from kneetui.triage.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What a report is to hold: the days ``since`` to ``until``, for whom, of which knees, with which sections.

    ``audience`` is one of :data:`~kneetui.report.one_page.sections.AUDIENCES`. ``knees`` are ``left`` and ``right``.
    ``whole`` lets it be longer than a page. ``name`` and ``asks`` are words of the person: who it is about, and what
    they want to know.
    """

    since: date
    until: date
    audience: str
    knees: tuple[str, ...]
    sections: tuple[str, ...]
    whole: bool = False
    name: str = ""
    asks: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The sections on the page: what the person asks stands there, whoever it is for."""
        return (*self.sections, *(("questions",) if self.asks else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """What is known when a report is made.

    ``entries`` reach back far enough for the training before the trouble began. ``assessments`` are by knee
    (``left``, ``right``): the newest complete one, or none. ``progress`` is by id of a routine. ``sports`` are those of
    the settings.
    """

    library: Library
    now: datetime
    zone: str
    version: str
    status: Status
    entries: Sequence[Entry] = ()
    assessments: Mapping[str, Assessment] | None = None
    progress: Mapping[str, Progress] | None = None
    sports: tuple[str, ...] = ()
    trials: tuple[tuple[WeekTrial, TrialResult], ...] = ()
    tracker_names: Mapping[str, str] = field(default_factory=dict)
    emergency_number: str = ""
    first_weekday: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An ``answer`` to a ``question`` of the interview, in words; ``id`` and ``role`` are those of the question."""

    id: str
    question: str
    answer: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A warning sign that is up: the id of its flag, its level, the reason and the ids of its sources.

    Not ``proven`` if too little is known to rule it out.
    """

    id: str
    urgency: str
    because: str
    source: tuple[str, ...]
    proven: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSigns:
    """The signs of the first page by what was answered of them: they are there, denied, or nobody could say.

    ``not_asked`` were not asked, which is no denial.
    """

    present: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyResult:
    """The urgency that holds, or the last one: its id and words, since when, and what it rests on.

    ``do`` is what to do, ``check_again`` whether the visit it asks for is overdue, ``complete`` whether the
    questions were answered to their end. ``no_flag`` says what was asked while no sign is up. Not ``in_force`` once somebody looked at the knee, or its time is over.
    """

    id: str
    name: str
    symbol: str
    who: str
    within: str
    do: str
    since: datetime
    signs: tuple[Sign, ...] = ()
    check_again: bool = False
    complete: bool = True
    in_force: bool = True
    no_flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCause:
    """A cause that fits: its name, the clinical one, the probability (0-1), and the same in words.

    ``rule_out``: it has to be ruled out first, which is what ``often`` says then. ``speaks_for`` and ``against`` are
    the first reasons.
    """

    id: str
    name: str
    clinical: str
    probability: float
    often: str
    rule_out: bool = False
    summary: str = ""
    speaks_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days of a knee: medians and the worst of pain, the worst swelling, days with a painkiller, and the load.

    ``noted`` counts the days with an entry; ``load`` is minutes x effort, a lower bound if ``at_least``.
    """

    start: date
    end: date
    noted: int
    morning: float | None
    training: float | None
    worst: float | None
    swelling: str | None
    painkiller_days: int
    sessions: int
    load: float | None
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The days of a knee: what the chart draws, the trend in a sentence, and the weeks, oldest first.

    ``swollen_days`` of the ``swelling_days`` on which swelling was noted, ``stiff_days`` of the ``stiffness_days`` in
    the same way; ``painkillers`` by name with the number of days, and the last of them.
    """

    chart: ChartData
    trend: str
    weeks: tuple[Week, ...] = ()
    swelling_days: int = 0
    swollen_days: int = 0
    worst_swelling: str | None = None
    last_swollen: date | None = None
    stiffness_days: int = 0
    stiff_days: int = 0
    worst_stiffness: str | None = None
    painkillers: Mapping[str, int] = field(default_factory=dict)
    last_painkiller: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResponse:
    """One session and how the knee took it: pain in it, after it and the next morning, swelling, and the light.

    ``usual_morning`` is what the morning was before; ``what`` the sport or routine in words.
    """

    when: datetime
    what: str
    minutes: float | None
    distance_km: float | None
    effort: float | None
    during: float | None
    after: float | None
    morning: float | None
    usual_morning: float | None
    swelling: str | None
    painkiller: bool
    light: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseCount:
    """How often a knee took a sport or routine well: sessions by light; ``open`` have none yet."""

    what: str
    green: int = 0
    yellow: int = 0
    red: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeReport:
    """One knee (``left`` or ``right``). ``None`` or empty is what is not known or was not asked for.

    ``began`` is the day on which it began, as answered; ``assessed`` when the questions were answered. ``go_if`` are
    the signs to go at once for.
    """

    knee: str
    began: date | None = None
    assessed: datetime | None = None
    history: tuple[Statement, ...] = ()
    urgency: UrgencyResult | None = None
    asked: AskedSigns = AskedSigns()
    causes: tuple[NamedCause, ...] = ()
    course: Course | None = None
    responses: tuple[SessionResponse, ...] = ()
    counts: tuple[ResponseCount, ...] = ()
    helped: tuple[Statement, ...] = ()
    go_if: tuple[str, ...] = ()
    answers: tuple[Statement, ...] = ()
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SportWeek:
    """A sport in a stretch of days, per week: sessions, minutes, kilometres; and its longest session.

    ``longest`` is in ``unit`` (``km`` or ``min``).
    """

    sport: str
    sessions: float
    minutes: float | None
    distance_km: float | None
    longest: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPeriod:
    """The training from ``start`` to ``end``; ``load`` (minutes x effort) per week, with ``unrated`` sessions not in it."""

    label: str
    start: date
    end: date
    sports: tuple[SportWeek, ...]
    load: float | None = None
    unrated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDose:
    """An exercise with how much of it (``3 × 10``), and how (``hold 2 s``)."""

    exercise: str
    amount: str
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDay:
    """What was done of an exercise in a session: its sets in words, what it took the place of, why it was left out.

    ``effort`` is 0-10, 10 less the repetitions in reserve.
    """

    day: date
    knee: str
    sets: str = ""
    weight_kg: float | None = None
    effort: float | None = None
    in_place_of: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDone:
    """An exercise with each session that it was done, or left out, in; the oldest first."""

    exercise: str
    days: tuple[ExerciseDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineDone:
    """The sessions of a routine: how many, how many left early, from when to when, pain, and the doses planned.

    ``place`` is where the person is in it, ``doses`` are those of the last phase done, ``exercises`` what was done.
    """

    id: str
    name: str
    place: str
    sessions: int
    left_early: int
    first: date
    last: date
    pain: tuple[float, ...]
    per_week: float
    doses: tuple[PlannedDose, ...] = ()
    exercises: tuple[ExerciseDone, ...] = ()


NOTHING_CLOSED = "No exercise is closed by a warning sign"
"""What is said of a day on which the gate stands open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookDone:
    """Somebody looked at a knee: when, who, and what they allowed, in words."""

    when: datetime
    knee: str
    by: str
    allowed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryNote:
    """What the person wrote, word for word."""

    when: datetime
    knee: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentVersion:
    """The content a report was made with: packs (id, version, fingerprint), the fingerprint of all, and rules.

    ``rules`` maps the id of a flag to a fingerprint of the rule.
    """

    fingerprint: str
    packs: tuple[tuple[str, str, str], ...]
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one report says. What a section that was not asked for would say is left out of it.

    ``today`` is the advice in force, ``allowed`` a sentence on what is open today, ``held_back`` why no more, ``ceilings`` how long a session may be.
    ``person`` are answers about the person, ``questions`` what is open.
    """

    request: ReportRequest
    made: datetime
    zone: str
    version: str
    content: ContentVersion
    purpose: str
    emergency_number: str
    person: tuple[Statement, ...] = ()
    sports: tuple[str, ...] = ()
    knees: tuple[KneeReport, ...] = ()
    today: str = ""
    allowed: str = ""
    held_back: tuple[str, ...] = ()
    ceilings: tuple[str, ...] = ()
    looks: tuple[LookDone, ...] = ()
    training: tuple[TrainingPeriod, ...] = ()
    routines: tuple[RoutineDone, ...] = ()
    tests: tuple[MeasuredTest, ...] = ()
    trials: tuple[TrialDone, ...] = ()
    tracked: tuple[TrackedThing, ...] = ()
    questions: tuple[str, ...] = ()
    advice: tuple[tuple[str, str], ...] = ()
    notes: tuple[DiaryNote, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
