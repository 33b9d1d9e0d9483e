"""The tables of tips, exercises and routines: what there is to do."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, field_validator, model_validator

from kneetui.content.format.fields import Condition, Id, MaybeText, Sourced, Table, Text, UrgencyId
from kneetui.content.format.home_test_tables import CriterionTable

Area: TypeAlias = Literal[
    "front-thigh",
    "back-thigh",
    "outer-thigh",
    "hip",
    "calf",
    "ankle",
    "knee",
    "trunk",
    "whole-leg",
    "balance",
    "spring",
]
"""What an exercise works on; ``knee`` is its movement, ``spring`` jumping and landing."""

Position: TypeAlias = Literal[
    "standing", "sitting", "lying", "side-lying", "prone", "kneeling", "moving", "riding"
]
"""How one is placed; ``lying`` is on the back, ``moving`` on one's feet from place to place."""


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
    text: Text = Field(
        description="The advice. `{green}` and `{yellow}` are the limits of the pain rule for sport."
    )
    causes: list[Id] = Field([], description="Only with one of these causes in front.")
    activities: list[Id] = Field([], description="Only for these activities.")
    urgencies: list[UrgencyId] = Field([], description="Only at these levels.")
    condition: Condition | None = Field(None, description="Only with these answers.")
    priority: Annotated[int, Field(ge=1, le=5)] = Field(3, description="1 comes first, 5 last.")
    at_hand: bool = Field(
        False, description="It stands on the page of first aid that Today opens, before any question."
    )
    minutes: Annotated[float, Field(ge=0, le=60)] = Field(0, description="How long it takes, for a clock.")


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


Cue = Literal[
    "up",
    "down",
    "hold",
    "let-go",
    "push",
    "lower",
    "out",
    "in",
    "front",
    "back",
    "step",
    "close",
    "change",
    "circle",
    "hop",
    "drop",
    "land",
    "roll",
    "go",
    "walk",
    "run",
    "ride",
    "easy",
]


class MoveTable(Table):
    """`{ cue = "…" }`: an item of `moves`; what is called while it is done, and what the figure shows."""

    cue: Cue = Field(description="The word for it; the player shows it in block letters.")
    frames: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1, max_length=12)] = Field(
        description="Numbers of the frames it goes through, in order. At the last one it ends, or holds still."
    )
    seconds: Annotated[float, Field(ge=0, le=60)] = Field(
        0, description="Seconds it takes, unless the dose says so by its tempo or hold."
    )


class ExerciseTable(Sourced):
    """`[[exercise]]`: one exercise."""

    id: Id = Field(description="Id of the exercise.")
    name: Text = Field(description="Name.")
    summary: Text = Field(description="One line.")
    steps: Annotated[list[Text], Field(min_length=1, max_length=8)] = Field(
        description="How to do it; the last one says when to stop or to make it easier."
    )
    dose: DoseTable = Field(description="How much.")
    sides: Literal["both", "each"] = Field(description="Legs together, or one side after the other.")
    leg: MaybeText = Field(
        "", description="Which leg is meant by left and right, where that could be misread: `the front leg`."
    )
    load: Literal["none", "isometric", "light", "moderate", "heavy", "impact"] = Field(
        description="Kind of load."
    )
    areas: list[Area] = Field([], description="What it works on, the most important first.")
    position: Literal[Position, ""] = Field("", description="How one is placed.")
    equipment: list[Id] = Field([], description="What it needs.")
    easier: MaybeText = Field("", description="Id of an easier exercise.")
    harder: MaybeText = Field("", description="Id of a harder exercise.")
    avoid: list[AvoidTable] = Field([], description="When to leave it out.")
    gentle: bool = Field(
        False, description="Core only: stays open while someone should look at the knee soon."
    )
    causes: list[Id] = Field([], description="Causes it is good for.")
    figure: Text = Field(description="What the figure shows, for people who do not see it.")
    weight: Literal["none", "any", "bar"] = Field(
        "none", description="Whether a weight is noted with it: any, or a bar with plates on both sides."
    )
    moves: Annotated[list[MoveTable], Field(max_length=6)] = Field(
        [],
        description="What a repetition is made of, in order; or the one thing that is done for a time or held. Left out: down, hold and up, or as the dose has it.",
    )
    between: MoveTable | None = Field(None, description="What is done in the rests, such as walking.")
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

    @model_validator(mode="after")
    def _moves_have_frames(self) -> ExerciseTable:
        moves = [*self.moves, *([self.between] if self.between else [])]
        if any(number > len(self.frames) for move in moves for number in move.frames):
            raise ValueError(f"a move names a frame beyond the {len(self.frames)} there are")
        return self


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
    activities: list[Id] = Field([], description="Of a fitted routine: only for these activities.")


class PhaseTable(Table):
    """`[[routine.phase]]`: a stage of a routine."""

    id: Id = Field(description="Id, unique within the routine.")
    name: Text = Field(description="Name.")
    goal: Text = Field(description="What this phase is for.")
    green_sessions: Annotated[int, Field(ge=1, le=60)] = Field(
        2, description="Sessions in the green before the next phase."
    )
    weeks: Annotated[int, Field(ge=0, le=52)] = Field(
        0, description="Weeks that it lasts at least, from its first session on."
    )
    per_week: Annotated[int, Field(ge=0, le=14)] = Field(
        0, description="Sessions a week, if other than the routine's."
    )
    entry: list[CriterionTable] = Field([], description="Tests that have to be met before it begins.")
    learn: list[Id] = Field([], description="Ids of tips to read in this phase.")
    steps: Annotated[list[StepTable], Field(min_length=1)] = Field(description="The exercises, in order.")


class RoutineTable(Sourced):
    """`[[routine]]`: exercises in phases."""

    id: Id = Field(description="Id of the routine.")
    name: Text = Field(description="Name.")
    summary: Text = Field(description="What it is for.")
    causes: list[Id] = Field([], description="Causes it fits.")
    activities: list[Id] = Field([], description="Only for these activities.")
    when: Condition | None = Field(None, description="Suggested only if this is not known to be false.")
    gentle: bool = Field(
        False,
        description="Core only: suggested while someone should look at the knee soon, or if the cause's own does not suit.",
    )
    per_week: Annotated[int, Field(ge=1, le=14)] = Field(3, description="Sessions a week.")
    rule: Id = Field(description="Id of the `[[pain-rule]]` that moves through the phases.")
    yellow_counts: bool = Field(
        False,
        description="A session in the yellow that has settled by the next morning counts as a step, as one in the green.",
    )
    fitted: bool = Field(
        False,
        description="A warm-up or the like: before it the sport and the minutes are asked, and the steps for that sport are taken in their order as far as they fit. Its first step in minutes fills what is left.",
    )
    phase: Annotated[list[PhaseTable], Field(min_length=1)] = Field(description="The phases, in order.")
