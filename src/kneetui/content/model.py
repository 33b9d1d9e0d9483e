"""What packs say, as plain frozen data: the only shapes the rest of the app reads.

Built by :mod:`kneetui.content.loading.merge` from checked TOML, or read back from its cache.
Nothing here imports pydantic, Textual or a TOML parser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from kneetui.content.conditions import Condition

Text = Annotated[str, "text"]
"""Words for people, which a translation may replace."""

Drawn = Annotated[str, "drawn"]
"""A sign or a picture: people see it, and it has no words."""


@dataclass(frozen=True, slots=True)
class Key:
    """How a pack spells the key or the table, where that is not the name of the field."""

    name: str


URGENCIES = ("emergency", "urgent", "soon", "self-care", "normal")
"""Urgency ids, most urgent first; the order is the scale."""


ACTIVITY = "activity"
AGE = "age"
"""The two questions that the format itself names: ``activities``, ``weights`` and ``ages`` speak of their answers."""


def more_urgent(one: str, other: str) -> str:
    """The more urgent of two urgency ids."""
    return min(one, other, key=URGENCIES.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from, and how sure it is (``published`` … ``estimate``)."""

    id: str
    title: Text
    sure: str
    url: str
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """How one urgency level is told to a person."""

    id: str
    name: Text
    symbol: Drawn
    who: Text
    within: Text
    do: Text
    source: tuple[str, ...]
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a question; ``rate`` is the share of sore knees that would choose it (0-1).

    It is offered unless ``when`` is known to be false. ``impact`` marks a sport whose training is impact.
    It is offered unless ``when`` is known to be false. ``otherwise`` makes it the short form of another
    question: what is known of that one if this option is not chosen.
    """

    id: str
    text: Text
    rate: float
    near: tuple[str, ...]
    when: Condition | None = None
    impact: bool = False
    otherwise: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, as asked. ``rate`` is the share of yes for a yes-no question (0-1).

    ``lasting``: an answer stays true from one day to the next (a number of days grows). ``per_knee``: though about
    the person, it is asked anew for the other knee. ``role`` is what the app itself takes from the answer.
    It is asked in every interview if ``always`` is set, and in those where ``always_if`` holds.
    """

    id: str
    kind: str
    text: Text
    why: Text
    help: Text
    topic: str
    page: str
    widget: str
    options: Annotated[tuple[Option, ...], Key("option")]
    rate: float
    min: float
    max: float
    unit: Text
    typical: tuple[float, ...]
    when: Condition | None
    relevant: Condition | None
    always: bool
    source: tuple[str, ...]
    pack: str
    role: str = ""
    lasting: bool = False
    per_knee: bool = False
    always_if: Condition | None = None

    def option(self, option_id: str) -> Option:
        """The option with this id; ``KeyError`` if there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """A further condition under which a flag calls for more."""

    urgency: str
    condition: Condition
    because: Text
    do: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A rule that sets a minimum urgency which nothing can lower.

    ``cause`` are the causes that it speaks of: while it is up, they are named among the first.
    """

    id: str
    urgency: str
    condition: Condition
    because: Text
    do: Text
    raises: Annotated[tuple[Raise, ...], Key("raise")]
    stops: tuple[str, ...]
    source: tuple[str, ...]
    note: Text
    pack: str
    cause: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One finding for or against a cause, as likelihood ratios.

    ``present`` multiplies the odds when the condition is true, ``absent`` when it is known to be
    false; an unknown condition changes nothing. Evidence of one ``group`` within one cause counts once.
    """

    id: str
    cause: str
    condition: Annotated[Condition, Key("if")]
    present: float
    absent: float
    group: str
    text: Text
    otherwise: Text
    source: tuple[str, ...]
    note: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that makes knees hurt, with what speaks for and against it.

    ``weight`` is the base weight for any activity not in ``weights``; those of ``lent`` activities come from
    other packs. ``ages`` are knots (age in years, factor) between which the factor is interpolated.
    """

    id: str
    name: Text
    clinical: Text
    summary: Text
    course: Text
    see: Text
    routine: str
    when: Condition | None
    weight: float
    weights: Mapping[str, float]
    ages: tuple[tuple[float, float], ...]
    evidence: tuple[Evidence, ...]
    source: tuple[str, ...]
    note: Text
    pack: str
    lent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """Prevention, first aid, technique, fit: one piece of advice and when it applies."""

    id: str
    kind: str
    title: Text
    text: Text
    causes: tuple[str, ...]
    activities: tuple[str, ...]
    urgencies: tuple[str, ...]
    condition: Condition | None
    priority: int
    source: tuple[str, ...]
    note: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much: sets of reps or of a hold (seconds), tempo, rest (seconds) between sets, or minutes."""

    sets: int
    reps: int
    hold: int
    minutes: float
    tempo: str
    rest: int
    per_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoid:
    """When an exercise is not for this person."""

    condition: Annotated[Condition | None, Key("if")]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise: steps, dose, figure and neighbours; ``gentle`` ones stay open at the level "soon"."""

    id: str
    name: Text
    summary: Text
    steps: tuple[Text, ...]
    dose: Dose
    sides: str
    load: str
    equipment: tuple[str, ...]
    easier: str
    harder: str
    avoid: tuple[Avoid, ...]
    causes: tuple[str, ...]
    frames: tuple[Drawn, ...]
    figure: Text
    source: tuple[str, ...]
    note: Text
    pack: str
    gentle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentPiece:
    """A piece of equipment: what the exercises of a pack need."""

    id: str
    name: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An exercise inside a phase, with the dose for this phase."""

    exercise: str
    dose: Dose


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stage of a routine; move on after ``green_sessions`` sessions in the green."""

    id: str
    name: Text
    goal: Text
    green_sessions: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Exercises ordered into phases, and the pain rule that moves through them.

    It is suggested unless ``when`` is known to be false; ``gentle`` ones at the level "soon", too. With
    ``yellow_counts`` a session in the yellow that has settled by the next morning counts as a step.
    """

    id: str
    name: Text
    summary: Text
    causes: tuple[str, ...]
    activities: tuple[str, ...]
    per_week: int
    rule: str
    phases: Annotated[tuple[Phase, ...], Key("phase")]
    source: tuple[str, ...]
    note: Text
    pack: str
    when: Condition | None = None
    gentle: bool = False
    yellow_counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PainRule:
    """Traffic light for pain during exercise: green up to ``green``, yellow up to ``yellow`` (0-10).

    After red the knee rests for ``easy_days`` whole days. The ``default`` rule judges sessions of sport.
    ``on_away`` holds from ``away_days`` without a due session on, ``on_long_away`` from ``long_away_days`` on.
    ``on_many_yellow`` is what ``many_yellow`` sessions in a row without a green one mean. ``less`` is how many
    percent less the next session is after red, and the first one after a break.
    """

    id: str
    name: Text
    green: float
    yellow: float
    on_green: Text
    on_yellow: Text
    on_red: Text
    source: tuple[str, ...]
    note: Text
    pack: str
    easy_days: int = 2
    default: bool = False
    on_many_yellow: Text = ""
    many_yellow: int = 3
    less: float = 40
    away_days: int = 0
    on_away: Text = ""
    long_away_days: int = 0
    on_long_away: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule:
    """A change in the diary that should reopen triage; ``limit`` is in the unit of its kind.

    ``stops`` are kinds of exercise that wait while it holds: ``impact``, ``strain`` (all but the gentle ones)
    or ``loading`` (all).
    """

    id: str
    kind: str
    limit: float
    days: int
    text: Text
    source: tuple[str, ...]
    note: Text
    pack: str
    stops: tuple[str, ...] = ()
    headline: Text = ""


def fill(text: str, **blanks: str) -> str:
    """A text with ``{blanks}`` filled in; what else stands in braces stays."""
    for name, words in blanks.items():
        text = text.replace(f"{{{name}}}", words)
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceText:
    """The headline of an advice; ``{day}`` and ``{level}`` in it are filled in."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """What a pack says of itself, and where it came from.

    ``requires`` says which versions of other packs it needs: pack id (or ``kneetui``) -> version range.
    ``languages`` are those it brings translations for, as in ``de``.
    """

    id: str
    name: Text
    version: str
    summary: Text
    licence: str
    authors: tuple[str, ...]
    activities: tuple[str, ...]
    folder: str
    origin: str
    counts: Mapping[str, int]
    requires: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with content: what, where (file, line, key) and what to do about it.

    ``origin`` says where the pack came from, such as ``running (kneetui-running 0.1.0)``. A ``warning`` is
    worth mending, and never keeps a pack out.
    """

    message: str
    remedy: str
    file: str = ""
    line: int = 0
    column: int = 0
    key: str = ""
    pack: str = ""
    origin: str = ""
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """The file with its line, else the pack; empty if neither is known."""
        where = self.file or self.pack
        return f"{where}:{self.line}" if where and self.line else where

    def __str__(self) -> str:
        kind = "warning" if self.severity == "warning" else ""
        parts = [self.origin, self.place, kind, self.key, self.message]
        text = ": ".join(part for part in parts if part)
        return f"{text}. {self.remedy}" if self.remedy else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every installed pack, merged and cross-checked. Mappings keep the order of the packs.

    ``problems`` say which packs were left out and why; ``warnings`` what is to mend in the others.
    ``language`` is that of the texts; empty for the language that each pack was written in.
    """

    packs: Annotated[Mapping[str, PackInfo], Key("pack")] = field(default_factory=dict)
    sources: Annotated[Mapping[str, Source], Key("source")] = field(default_factory=dict)
    urgencies: Annotated[Mapping[str, Urgency], Key("urgency")] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    purpose: Text = ""
    normal: Condition | None = None
    normal_source: tuple[str, ...] = ()
    questions: Annotated[Mapping[str, Question], Key("question")] = field(default_factory=dict)
    flags: Annotated[Mapping[str, Flag], Key("flag")] = field(default_factory=dict)
    causes: Annotated[Mapping[str, Cause], Key("cause")] = field(default_factory=dict)
    tips: Annotated[Mapping[str, Tip], Key("tip")] = field(default_factory=dict)
    exercises: Annotated[Mapping[str, Exercise], Key("exercise")] = field(default_factory=dict)
    equipment: Annotated[Mapping[str, EquipmentPiece], Key("equipment")] = field(default_factory=dict)
    routines: Annotated[Mapping[str, Routine], Key("routine")] = field(default_factory=dict)
    rules: Annotated[Mapping[str, PainRule], Key("pain-rule")] = field(default_factory=dict)
    watch: Annotated[Mapping[str, WatchRule], Key("watch")] = field(default_factory=dict)
    advice: Annotated[Mapping[str, AdviceText], Key("advice")] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    language: str = ""

    def role(self, role: str) -> Question | None:
        """The question whose answer the app takes up as this (``side``, ``pain``), if there is one."""
        return next((question for question in self.questions.values() if question.role == role), None)

    def question_for(self, role: str) -> Question:
        """The same; ``KeyError`` if there is none."""
        question = self.role(role)
        if question is None:
            raise KeyError(role)
        return question

    def headline(self, advice: str, **filled: str) -> str:
        """The headline of an advice, with its blanks filled in; its id in plain words if the content has none."""
        own = self.advice.get(advice)
        return fill(own.text if own else advice.replace("-", " ").capitalize(), **filled)

    def thing(self, name: str) -> str:
        """A piece of equipment in words."""
        piece = self.equipment.get(name)
        return piece.name if piece else name.replace("-", " ")
