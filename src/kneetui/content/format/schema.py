"""The format of a pack, table by table: what the TOML may say, checked with pydantic.

Field descriptions are the pack author's reference: ``docs/packs.md`` is generated from them.
"""

from __future__ import annotations

import os
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from kneetui.content.format import limits
from kneetui.content.loading.requirements import APP, is_range

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # nobody else has a say in what a pack may hold

FORMAT = 1
"""The version of the pack format this app reads."""

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
QUESTION_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$"
ANY_ID = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
RESERVED = ("all", "any", "not", "at-least", "of", "finding", "known", "unproven")
"""Words of the condition language, which no question may use as its id."""

Id = Annotated[str, StringConstraints(pattern=ID, max_length=64)]
FlagId = Annotated[str, StringConstraints(pattern=ANY_ID, max_length=64)]
QuestionId = Annotated[str, StringConstraints(pattern=QUESTION_ID, max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
MaybeText = Annotated[str, StringConstraints(max_length=2000)]
Share = Annotated[float, Field(ge=0, le=1)]
Ratio = Annotated[float, Field(gt=0, le=1000)]
Condition = Annotated[dict[str, Any], "condition"]
UrgencyId = Literal["emergency", "urgent", "soon", "self-care", "normal"]
MinimumUrgency = Literal["emergency", "urgent", "soon", "self-care"]
Sources = Annotated[list[str], Field(min_length=1)]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Table(BaseModel):
    """Common rules: unknown keys are errors, keys are written with hyphens."""

    model_config = ConfigDict(
        extra="forbid",
        defer_build=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        populate_by_name=False,
        str_strip_whitespace=False,
    )


class Sourced(Table):
    """A table that makes a medical statement."""

    source: Sources = Field(
        description="Id of a `[[source]]`, or a list of ids: where the statement comes from."
    )
    note: MaybeText = Field("", description="Where sources disagree, or what to keep in mind.")

    @field_validator("source", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return _as_list(value)


class PackTable(Table):
    """`pack.toml`: what the pack is."""

    format: Literal[1] = Field(description="Version of the pack format; always 1.")
    id: Id = Field(description="Id of the pack, unique among installed packs.")
    name: Text = Field(description="Name that people read.")
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+([a-z0-9.+-]*)$")] = Field(
        description="Version, `major.minor.patch`."
    )
    summary: Text = Field(description="One sentence: what the pack adds.")
    licence: Text = Field(description="Licence of the content, an SPDX id such as `CC-BY-4.0`.")
    authors: Annotated[list[Text], Field(min_length=1)] = Field(description="Who wrote it.")
    activities: list[Id] = Field([], description="Options of the question `activity` that the pack is about.")
    requires: dict[Id, str] = Field(
        {}, description="Packs it needs, by id, with a range of versions; `kneetui` is the app itself."
    )
    purpose: MaybeText = Field("", description="Core only: the sentence of intended purpose.")

    @field_validator("id")
    @classmethod
    def _not_the_app(cls, value: str) -> str:
        if value == APP:
            raise ValueError(f"“{value}” is the app itself; choose another id")
        return value

    @field_validator("requires")
    @classmethod
    def _ranges(cls, value: dict[str, str]) -> dict[str, str]:
        for name, wanted in value.items():
            if not is_range(wanted):
                raise ValueError(
                    f"“{wanted}” for “{name}” is no range of versions; write it like “>=0.1,<0.2”"
                )
        return value


class SourceTable(Table):
    """`[[source]]`: where statements come from."""

    id: Id = Field(description="Id that other tables name in `source`.")
    title: Text = Field(description="Author, year, subject.")
    sure: Literal["published", "well-known", "uncertain", "estimate"] = Field(
        description="How sure: `published` (read in the source), `well-known`, `uncertain`, or `estimate` (no published number)."
    )
    url: MaybeText = Field("", description="Address, if there is one.")


class OptionTable(Table):
    """`[[question.option]]`: one answer to choose."""

    id: Id = Field(description="Id of the option, unique within the question.")
    text: Text = Field(description="Wording of the option.")
    rate: Share = Field(
        0.1, description="Share of people with a sore knee for whom it is true (0-1); plans the interview."
    )
    near: list[Id] = Field([], description="Options that people mix it up with.")
    when: Condition | None = Field(None, description="Offered only if this is not known to be false.")


class QuestionTable(Table):
    """`[[question]]`: something to ask."""

    id: QuestionId = Field(description="Id; a pack's own questions begin with its id and a dot.")
    kind: Literal["yes-no", "choice", "choices", "number"] = Field(description="Kind of answer.")
    text: Text = Field(description="The question.")
    why: Text = Field(description="Why it is asked: what the answer decides.")
    help: MaybeText = Field("", description="One line on how to answer.")
    topic: Literal["person", "start", "pain", "signs", "function", "beyond", "sport"] = Field(
        description="What it is about."
    )
    page: MaybeText = Field("", description="Questions with the same page are shown together.")
    widget: Literal["", "knee-map", "pain-scale"] = Field("", description="A special way to answer.")
    when: Condition | None = Field(None, description="Who is asked; if false, the answer does not count.")
    always: bool = Field(
        False, description="Core only: asked in every interview, right after the first page."
    )
    relevant: Condition | None = Field(
        None,
        description="Who is worth asking; if false it is not asked, yet an answer given all the same counts.",
    )
    rate: Share = Field(0.1, description="Yes-no only: share of people with a sore knee who say yes.")
    min: float = Field(0, description="Number only: smallest value.")
    max: float = Field(0, description="Number only: largest value.")
    unit: MaybeText = Field("", description="Number only: unit.")
    typical: list[float] = Field(
        [], description="Number only: typical values, equally common; plans the interview."
    )
    option: list[OptionTable] = Field([], description="Choice and choices: the options, in order.")
    source: list[str] = Field([], description="Id of a source, or a list of ids.")

    @field_validator("source", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return _as_list(value)

    @field_validator("id")
    @classmethod
    def _not_reserved(cls, value: str) -> str:
        if value in RESERVED:
            raise ValueError(f"“{value}” is a word of the condition language; choose another id")
        return value

    @model_validator(mode="after")
    def _fits_its_kind(self) -> QuestionTable:
        with_options = self.kind in ("choice", "choices")
        if with_options and len(self.option) < 2:
            raise ValueError(f"a {self.kind} question needs at least two [[question.option]] tables")
        if len(self.option) > limits.OPTIONS:
            raise ValueError(f"a question has at most {limits.OPTIONS} options")
        if not with_options and self.option:
            raise ValueError(f"a {self.kind} question has no options; remove them or change kind")
        if self.kind == "number" and self.max <= self.min:
            raise ValueError("a number question needs min and max, with max above min")
        ids = [option.id for option in self.option]
        for option in self.option:
            if ids.count(option.id) > 1:
                raise ValueError(f"option “{option.id}” stands twice; give each option its own id")
            for near in option.near:
                if near not in ids:
                    raise ValueError(f"near “{near}” is not an option of this question")
        return self


class FindingTable(Table):
    """`[[finding]]`: a named condition, used anywhere as `{ finding = "id" }`."""

    id: Id = Field(description="Id of the finding.")
    text: Text = Field(description="The finding in words.")
    condition: Condition = Field(description="When it holds.")


class RaiseTable(Table):
    """`[[flag.raise]]`: with a further condition, more urgent."""

    urgency: MinimumUrgency = Field(description="The higher urgency.")
    condition: Condition = Field(description="What must hold besides the flag's own condition.")
    because: Text = Field(description="The reason, in one plain sentence.")
    do: MaybeText = Field("", description="What to do now.")


class FlagTable(Sourced):
    """`[[flag]]`: a rule that sets a minimum urgency."""

    id: FlagId = Field(description="Id of the flag.")
    urgency: MinimumUrgency = Field(description="Minimum urgency while the condition holds.")
    condition: Condition = Field(description="When the flag is up.")
    because: Text = Field(description="The reason, in one plain sentence.")
    do: Text = Field(description="What to do now, in one or two sentences.")
    stops: list[Literal["impact", "loading"]] = Field([], description="Kinds of exercise that must stop.")
    raise_: list[RaiseTable] = Field([], description="Higher levels of the same flag.")


class NormalTable(Sourced):
    """`[normal]`: core only; the only way to the level `normal`."""

    condition: Condition = Field(description="What must be known to hold.")


class EvidenceTable(Sourced):
    """`[[cause.evidence]]`: one finding for or against a cause."""

    id: Id = Field(description="Id, unique within the cause.")
    if_: Condition = Field(description="The finding, as a condition.")
    present: Ratio = Field(description="Likelihood ratio when true; below 1 speaks against.")
    absent: Ratio = Field(1, description="Likelihood ratio when known to be false.")
    group: MaybeText = Field(
        "", description="Within one cause, evidence of one group counts once (the strongest)."
    )
    text: Text = Field(description="The finding as a noun phrase.")
    otherwise: MaybeText = Field("", description="How to say that it is known to be false.")


class PackEvidenceTable(EvidenceTable):
    """`[[evidence]]`: evidence for a cause of another pack."""

    cause: Id = Field(description="Id of the cause.")


class WeightTable(Table):
    """`[[weight]]`: the base weight of a cause for one activity."""

    cause: Id = Field(description="Id of the cause.")
    activity: Id = Field(description="Option of the question `activity`.")
    weight: Annotated[float, Field(gt=0, le=100000)] = Field(
        description="Relative frequency among people with a sore knee from this activity."
    )


class CauseTable(Sourced):
    """`[[cause]]`: something that makes knees hurt."""

    id: Id = Field(description="Id of the cause.")
    name: Text = Field(description="Plain name.")
    clinical: Text = Field(description="The field's name.")
    summary: Text = Field(description="What it is, in one to three plain sentences.")
    usual: UrgencyId = Field(description="Its usual urgency; for readers, never a rule.")
    course: Text = Field(description="What to expect over time.")
    see: Text = Field(description="Whom to see, and when.")
    routine: MaybeText = Field("", description="Id of the routine that fits.")
    when: Condition | None = Field(None, description="Offered only if this is not known to be false.")
    weight: Annotated[float, Field(gt=0, le=100000)] = Field(
        description="Base weight for activities without a weight of their own."
    )
    weights: dict[str, Annotated[float, Field(gt=0, le=100000)]] = Field(
        {}, description="Base weight per activity."
    )
    ages: dict[str, Annotated[float, Field(gt=0, le=1000)]] = Field(
        {}, description="Factor at these ages in years; between them it is interpolated."
    )
    evidence: list[EvidenceTable] = Field([], description="What speaks for and against.")

    @field_validator("ages")
    @classmethod
    def _ages_are_numbers(cls, value: dict[str, float]) -> dict[str, float]:
        for age in value:
            if not age.isdigit() or int(age) > 120:
                raise ValueError(f"“{age}” is not an age in whole years")
        return value


class TipTable(Sourced):
    """`[[tip]]`: first aid, prevention, technique, fit."""

    id: Id = Field(description="Id of the tip.")
    kind: Literal[
        "for-you",
        "first-aid",
        "load",
        "prevention",
        "technique",
        "fit",
        "nutrition",
        "treatment",
        "see-someone",
        "good-to-know",
    ] = Field(description="What sort of advice.")
    title: Text = Field(description="Short title.")
    text: Text = Field(description="The advice.")
    causes: list[Id] = Field([], description="Only with one of these causes in front.")
    activities: list[Id] = Field([], description="Only for these activities.")
    urgencies: list[UrgencyId] = Field([], description="Only at these levels.")
    condition: Condition | None = Field(None, description="Only with these answers.")
    priority: Annotated[int, Field(ge=1, le=5)] = Field(3, description="1 comes first, 5 last.")


class DoseTable(Table):
    """`[exercise.dose]`: how much."""

    sets: Annotated[int, Field(ge=1, le=20)] = Field(1, description="Number of sets.")
    reps: Annotated[int, Field(ge=0, le=100)] = Field(0, description="Repetitions a set.")
    hold: Annotated[int, Field(ge=0, le=3600)] = Field(
        0, description="Seconds to hold (each repetition, or the set)."
    )
    minutes: Annotated[float, Field(ge=0, le=180)] = Field(
        0, description="Minutes, instead of reps or a hold."
    )
    tempo: Annotated[str, StringConstraints(pattern=r"^(\d+-\d+-\d+)?$")] = Field(
        "", description="Seconds down-hold-up."
    )
    rest: Annotated[int, Field(ge=0, le=600)] = Field(0, description="Seconds between sets.")
    per_day: Annotated[int, Field(ge=1, le=10)] = Field(1, description="Times a day.")

    @model_validator(mode="after")
    def _has_work(self) -> DoseTable:
        if not (self.reps or self.hold or self.minutes):
            raise ValueError("a dose needs reps, hold or minutes")
        return self


class AvoidTable(Table):
    """`[[exercise.avoid]]`: when it is not for this person."""

    text: Text = Field(description="When to leave it out.")
    if_: Condition | None = Field(None, description="The same as a condition on answers.")


class ExerciseTable(Sourced):
    """`[[exercise]]`: one exercise."""

    id: Id = Field(description="Id of the exercise.")
    name: Text = Field(description="Name.")
    summary: Text = Field(description="One line.")
    steps: Annotated[list[Text], Field(min_length=1, max_length=8)] = Field(description="How to do it.")
    dose: DoseTable = Field(description="How much.")
    sides: Literal["both", "each"] = Field(description="Legs together, or one side after the other.")
    load: Literal["none", "isometric", "light", "moderate", "heavy", "impact"] = Field(
        description="Kind of load."
    )
    equipment: list[Id] = Field([], description="What it needs.")
    easier: MaybeText = Field("", description="Id of an easier exercise.")
    harder: MaybeText = Field("", description="Id of a harder exercise.")
    avoid: list[AvoidTable] = Field([], description="When to leave it out.")
    causes: list[Id] = Field([], description="Causes it is good for.")
    figure: Text = Field(description="What the figure shows, for people who do not see it.")
    frames: Annotated[list[str], Field(min_length=2, max_length=6)] = Field(
        description="Pictures of the movement: ASCII, at most 8 lines of 24 columns."
    )

    @field_validator("frames")
    @classmethod
    def _frames_fit(cls, value: list[str]) -> list[str]:
        heights = {len(frame.rstrip("\n").split("\n")) for frame in value}
        if len(heights) > 1:
            raise ValueError("all frames need the same number of lines")
        for frame in value:
            lines = frame.rstrip("\n").split("\n")
            if not frame.isascii() or len(lines) > 8 or max(map(len, lines)) > 24:
                raise ValueError("a frame is ASCII only, at most 8 lines of 24 columns")
        return value


class StepTable(Table):
    """`{ exercise = "…" }`: an item of `steps` of a phase; keys of the dose override the exercise's own."""

    exercise: Id = Field(description="Id of the exercise.")
    sets: int | None = Field(None, ge=1, le=20, description="Number of sets.")
    reps: int | None = Field(None, ge=0, le=100, description="Repetitions a set.")
    hold: int | None = Field(None, ge=0, le=3600, description="Seconds to hold.")
    minutes: float | None = Field(None, ge=0, le=180, description="Minutes.")
    tempo: str | None = Field(None, description="Seconds down-hold-up.")
    rest: int | None = Field(None, ge=0, le=600, description="Seconds between sets.")
    per_day: int | None = Field(None, ge=1, le=10, description="Times a day.")


class PhaseTable(Table):
    """`[[routine.phase]]`: a stage of a routine."""

    id: Id = Field(description="Id, unique within the routine.")
    name: Text = Field(description="Name.")
    goal: Text = Field(description="What this phase is for.")
    green_sessions: Annotated[int, Field(ge=1, le=60)] = Field(
        2, description="Sessions in the green before the next phase."
    )
    steps: Annotated[list[StepTable], Field(min_length=1)] = Field(description="The exercises, in order.")


class RoutineTable(Sourced):
    """`[[routine]]`: exercises in phases."""

    id: Id = Field(description="Id of the routine.")
    name: Text = Field(description="Name.")
    summary: Text = Field(description="What it is for.")
    causes: list[Id] = Field([], description="Causes it fits.")
    activities: list[Id] = Field([], description="Only for these activities.")
    when: Condition | None = Field(None, description="Suggested only if this is not known to be false.")
    per_week: Annotated[int, Field(ge=1, le=14)] = Field(3, description="Sessions a week.")
    rule: Id = Field(description="Id of the `[[pain-rule]]` that moves through the phases.")
    phase: Annotated[list[PhaseTable], Field(min_length=1)] = Field(description="The phases, in order.")


class PainRuleTable(Sourced):
    """`[[pain-rule]]`: the traffic light for pain during exercise."""

    id: Id = Field(description="Id of the rule.")
    name: Text = Field(description="Name.")
    green: Annotated[float, Field(ge=0, le=10)] = Field(description="Green up to this pain (0-10).")
    yellow: Annotated[float, Field(ge=0, le=10)] = Field(description="Yellow up to this pain; red above.")
    on_green: Text = Field(description="What green means.")
    on_yellow: Text = Field(description="What yellow means.")
    on_red: Text = Field(description="What red means.")


class WatchTable(Sourced):
    """`[[watch]]`: a change in the diary that reopens triage."""

    id: Id = Field(description="Id of the rule.")
    kind: Literal[
        "pain-rise",
        "pain-high",
        "new-swelling",
        "swelling-returns",
        "not-settling",
        "load-spike",
        "rest-pain",
    ] = Field(description="What is watched.")
    limit: float = Field(description="From here on it counts, in the unit of the kind.")
    days: Annotated[int, Field(ge=1, le=365)] = Field(description="Over how many days.")
    text: Text = Field(description="What it means, in one sentence.")


class UrgencyTable(Sourced):
    """`[[urgency]]`: core only; one level in words."""

    id: UrgencyId = Field(description="Id of the level.")
    name: Text = Field(description="The level in two or three words.")
    symbol: Annotated[str, StringConstraints(min_length=1, max_length=2)] = Field(
        description="One sign for it."
    )
    who: Text = Field(description="Whom to see.")
    within: Text = Field(description="How soon.")
    do: Text = Field(description="What to do.")


class ExpectTable(Table):
    """`[case.expect]`: the expected outcome."""

    cause: Id = Field(description="The right cause.")
    also: list[Id] = Field([], description="Causes that are right to consider as well.")
    urgency: UrgencyId = Field(description="The right urgency.")
    tolerated: list[UrgencyId] = Field([], description="Levels that would do as well.")
    note: MaybeText = Field("", description="Remark.")


class CaseTable(Table):
    """`[[case]]`: a story with answers and the expected outcome."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", max_length=64)] = Field(
        description="Id of the case."
    )
    source: Text = Field(description="Where the story comes from.")
    source_type: MaybeText = Field("", description="Kind of source, such as `constructed`.")
    story: Text = Field(description="The story in words.")
    answers: dict[str, Any] = Field(description="Answers by question id; what nobody stated is left out.")
    expect: ExpectTable = Field(description="The expected outcome.")


class ContentFile(Table):
    """Everything that may stand in a TOML file of a pack (besides `pack.toml`)."""

    source: list[SourceTable] = []
    question: list[QuestionTable] = []
    finding: list[FindingTable] = []
    flag: list[FlagTable] = []
    normal: NormalTable | None = None
    cause: list[CauseTable] = []
    evidence: list[PackEvidenceTable] = []
    weight: list[WeightTable] = []
    tip: list[TipTable] = []
    exercise: list[ExerciseTable] = []
    routine: list[RoutineTable] = []
    pain_rule: list[PainRuleTable] = []
    watch: list[WatchTable] = []
    urgency: list[UrgencyTable] = []
    numbers: dict[str, str] = {}
    case: list[CaseTable] = []


TABLES: tuple[type[Table], ...] = (
    PackTable,
    SourceTable,
    QuestionTable,
    OptionTable,
    FindingTable,
    FlagTable,
    RaiseTable,
    CauseTable,
    EvidenceTable,
    PackEvidenceTable,
    WeightTable,
    TipTable,
    ExerciseTable,
    DoseTable,
    AvoidTable,
    RoutineTable,
    PhaseTable,
    StepTable,
    PainRuleTable,
    WatchTable,
    UrgencyTable,
    NormalTable,
    CaseTable,
    ExpectTable,
)
"""Every table of the format, in the order of the documentation."""
