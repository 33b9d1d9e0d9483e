"""The tables of questions, flags and causes: what the triage reads."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from kneetui.content.format import limits
from kneetui.content.format.fields import (
    RESERVED,
    Condition,
    FlagId,
    Id,
    MaybeText,
    MinimumUrgency,
    Phrases,
    QuestionId,
    Ratio,
    Share,
    Sourced,
    Table,
    Text,
    UrgencyId,
    one_or_more,
)

Role = Literal[
    "", "side", "place", "pain", "swelling", "stiffness", "warning-signs", "duration", "relief", "no-relief"
]
"""What the app itself takes from an answer: which knee, where, how much it hurts, for how long, what helped, and so on."""


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
    impact: bool = Field(
        False,
        description="Of the question `activity`: a sport of impact. A flag that stops impact stops what packs about it bring.",
    )
    otherwise: Condition | None = Field(
        None,
        description="Core only: what is known of another question if this is not chosen. If it is chosen, that question follows.",
    )
    implies: Condition | None = Field(
        None,
        description="Core only: what is known of another question if this is chosen, so that it is not asked again.",
    )
    words: Phrases = Field(
        "", description="How people say it in their own words: phrases with `;` between them (see Own words)."
    )
    read_back: MaybeText = Field(
        "", description="How it is read back to them, as in `a little swollen`; without, it is left out."
    )


class QuestionTable(Table):
    """`[[question]]`: something to ask."""

    id: QuestionId = Field(description="Id; a pack's own questions begin with its id and a dot.")
    kind: Literal["yes-no", "choice", "choices", "number"] = Field(description="Kind of answer.")
    text: Text = Field(description="The question.")
    why: Text = Field(description="Why it is asked: what the answer decides.")
    help: MaybeText = Field("", description="One line on how to answer.")
    help_at_once: MaybeText = Field(
        "",
        description="Instead of `help` while an emergency is up. Needed where `help` has somebody move, load or press the knee: then nothing is tried out.",
    )
    topic: Literal["person", "start", "pain", "signs", "function", "beyond", "sport"] = Field(
        description="What it is about."
    )
    page: MaybeText = Field("", description="Questions with the same page are shown together.")
    widget: Literal["", "knee-map", "pain-scale"] = Field("", description="A special way to answer.")
    role: Role = Field(
        "",
        description="Core only, each once: the question whose answer the diary, the player, the knee map and the report take up.",
    )
    lasting: bool | None = Field(
        None,
        description="Whether an answer stays true from one day to the next; if left out, it does in the topics `person`, `start` and `sport`.",
    )
    per_knee: bool = Field(
        False,
        description="Of the topic `person`: the answer is about one knee, and asked anew for the other.",
    )
    when: Condition | None = Field(None, description="Who is asked; if false, the answer does not count.")
    always: bool = Field(
        False, description="Core only: asked in every interview, right after the first page."
    )
    always_if: Condition | None = Field(
        None, description="Core only: asked in every interview where this holds, right after the first page."
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
    words: Phrases = Field(
        "", description="Yes-no and number: how people say yes, or the number, in their own words."
    )
    read_back: MaybeText = Field("", description="Yes-no: how a yes is read back.")
    of_another: MaybeText = Field(
        "",
        description="The question where somebody answers for another person, who is `{who}`; without, `text` is asked.",
    )
    source: list[str] = Field([], description="Id of a source, or a list of ids.")

    @field_validator("source", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return one_or_more(value)

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
        if with_options and self.words:
            raise ValueError(f"the words of a {self.kind} question stand at its options")
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
    cause: list[Id] = Field(
        [], description="Ids of causes that only this level speaks of, besides those of the flag."
    )
    within_days: Annotated[int, Field(ge=0, le=1)] = Field(
        0,
        description="Of a level `urgent`: 1 if it is today and no later. It is shown so, and `do` says the same.",
    )


class WordClassTable(Table):
    """`[[word-class]]`: core only; words of the language that change what a sentence means."""

    id: Id = Field(description="Id of the class.")
    role: Literal[
        "negation",
        "turn",
        "number",
        "past",
        "other-person",
        "former",
        "verb",
        "joining",
        "inability",
        "complaint",
        "circumstance",
        "before-date",
        "about-date",
    ] = Field(
        description="`negation` (not, without), `turn` (where a negation ends: but, it), `number` (zero, one, two …), `past` (what happened before: operated, broken), `other-person` (mum, friend: what they have is no answer), `former` (used to), `verb` (with one a part between commas is a sentence of its own, which no negation reaches), `joining` (and), `inability` (can't: it denies nothing), `complaint` (pain: denied before a `circumstance` (when), it is denied for what comes then), `before-date` (since: the two numbers after it are a day), `about-date` (around: may stand between)."
    )
    words: Phrases = Field(description="The words, with `;` between them; spellings of one number with `|`.")


class ReadBackTable(Table):
    """`[[read-back]]`: core only; a sentence in which the answers are read back before the result."""

    id: Id = Field(description="Id of the sentence.")
    text: Text = Field(
        description="The sentence in parts, with a vertical bar between them. `{swelling}` is the answer to that question as its `read-back` says it; a part whose answer is not known is left out."
    )


class SelfExamTable(Sourced):
    """`[[self-exam]]`: something to look at or to feel by oneself, which answers a question."""

    id: Id = Field(description="Id of the examination.")
    name: Text = Field(description="What it is called on the screen.")
    question: QuestionId = Field(description="The question that it answers.")
    how: Annotated[list[Text], Field(min_length=1, max_length=6)] = Field(
        description="What to do, step by step."
    )
    positive: Text = Field(description="What counts, and how to answer then.")
    not_when: Text = Field(description="Who leaves it, and when to stop.")
    unless: Condition | None = Field(None, description="Not offered while this is known to be true.")
    figure: Text = Field(description="What the picture shows, for people who do not see it.")
    picture: Text = Field(description="A picture: ASCII, at most 9 lines of 40 columns.")

    @field_validator("picture")
    @classmethod
    def _picture_fits(cls, value: str) -> str:
        lines = value.rstrip("\n").split("\n")
        if not value.isascii() or len(lines) > 9 or max(map(len, lines)) > 40:
            raise ValueError("a picture is ASCII only, at most 9 lines of 40 columns")
        return value


class FlagTable(Sourced):
    """`[[flag]]`: a rule that sets a minimum urgency."""

    id: FlagId = Field(description="Id of the flag.")
    urgency: MinimumUrgency = Field(description="Minimum urgency while the condition holds.")
    condition: Condition = Field(description="When the flag is up.")
    because: Text = Field(description="The reason, in one plain sentence.")
    do: Text = Field(description="What to do now, in one or two sentences.")
    stops: list[Literal["impact", "loading"]] = Field([], description="Kinds of exercise that must stop.")
    raise_: list[RaiseTable] = Field([], description="Higher levels of the same flag.")
    cause: list[Id] = Field(
        [],
        description="Ids of causes that the flag speaks of: while it is up, they are among the first three, those of the most urgent flag first.",
    )
    go_if: MaybeText = Field(
        "",
        description="Core only, of a flag that can call for an emergency: the sign to go at once for, as a short sentence to the person.",
    )
    go_if_for: Condition | None = Field(
        None, description="Whom it is shown to first; if left out, it comes after those and fits everybody."
    )
    within_days: Annotated[int, Field(ge=0, le=13)] = Field(
        0,
        description="Within how many days somebody should look, if that is less than the level gives: of a flag at `soon`, or 1 (today and no later) of one at `urgent`. It is shown instead of the level's own time, and `do` names no other.",
    )


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
    course: Text = Field(description="What to expect over time.")
    see: Text = Field(description="Whom to see, and when.")
    routine: MaybeText = Field("", description="Id of the routine that fits.")
    when: Condition | None = Field(None, description="Offered only if this is not known to be false.")
    first_when: Condition | None = Field(
        None, description="Named first only while this is known to hold (`unproven`: unless something does)."
    )
    recheck_days: Annotated[int, Field(ge=0, le=365)] = Field(
        0,
        description="After how many days the questions are to be answered again while this cause stands first; 0: as the level says. Above `normal` no level waits longer for it than it says.",
    )
    look_alike: bool = Field(
        False,
        description="It only looks like what a flag at emergency or urgent is about: where one speaks of it too, it is not what has to be ruled out first.",
    )
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
    rule_out: Annotated[float, Field(ge=0, le=1)] = Field(
        0,
        description="While little is known the level counts from this chance (0 to 1) on that more answers would raise one of its flags; 0 is never.",
    )
    not_ruled_out: MaybeText = Field("", description="What then comes before the reason of that flag.")
    if_unknown: MaybeText = Field("", description="What then comes before what that flag says to do.")
    lasts_days: Annotated[int, Field(ge=1, le=365)] = Field(
        28,
        description="How long a result of this level holds; then `soon` asks to check again. Emergency and urgent end by no time.",
    )
    recheck_days: Annotated[int, Field(ge=1, le=365)] = Field(
        7, description="After how many days the questions are to be answered again."
    )
