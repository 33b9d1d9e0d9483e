"""The tables of tests at home, and of what a phase asks of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from kneetui.content.format.fields import ID, Condition, Id, Sourced, Table, Text

MaybeId = Annotated[str, StringConstraints(pattern=f"^$|{ID}")]
"""An id, or nothing."""


class PlaceTable(Table):
    """`[[home-test.place]]`: a place where it hurts, and the changes that fit it."""

    id: Id = Field(description="Id of the place.")
    text: Text = Field(description="The place in words.")
    if_: Condition | None = Field(
        None, description="The place as a condition on answers: it comes first then."
    )
    changes: Annotated[list[Id], Field(min_length=1, max_length=9)] = Field(
        description="Options of the tracker, the likeliest first."
    )


class HomeTestTable(Sourced):
    """`[[home-test]]`: something to measure at home."""

    id: Id = Field(description="Id of the test.")
    name: Text = Field(description="Name.")
    summary: Text = Field(description="One line: what it shows.")
    steps: Annotated[list[Text], Field(min_length=1, max_length=8)] = Field(description="How to do it.")
    exercise: Id = Field(
        description="Exercise that it is closest to: its figure is shown, and the test is open when the exercise is."
    )
    unit: Literal["times", "seconds", "cm", "yes"] = Field(
        description="What is written down; `yes` asks whether it was done."
    )
    sides: Literal["both", "each"] = Field(description="Legs together, or one after the other.")
    seconds: Annotated[int, Field(ge=0, le=3600)] = Field(0, description="How long it lasts, for the clock.")
    better: Literal["more", "less"] = Field("more", description="Whether more or less of it is good.")
    reading: Text = Field(description="How to read the result.")
    tracker: MaybeId = Field(
        "",
        description="Tracker whose options are changes that are tried; the test asks a week later whether one helped.",
    )
    place: list[PlaceTable] = Field(
        [], description="Which of these changes fits where it hurts, as `[[home-test.place]]`."
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> HomeTestTable:
        if bool(self.tracker) != bool(self.place):
            raise ValueError("tracker and place belong together")
        if self.tracker and (self.unit, self.sides) != ("yes", "both"):
            raise ValueError("a test of changes has the unit yes, and both sides")
        return self


class CriterionTable(Table):
    """`{ test = "…" }`: an item of `entry` of a phase; what a home test has to come to."""

    test: Id = Field(description="Id of the test.")
    least: float | None = Field(None, ge=0, le=10000, description="At least this, on each side.")
    most: float | None = Field(None, ge=0, le=10000, description="At most this, on each side.")
    symmetry: float | None = Field(
        None, ge=1, le=100, description="The weaker leg has at least so many percent of the other."
    )
    apart: float | None = Field(
        None, ge=0, le=10000, description="The legs differ by at most this, in the unit of the test."
    )
    pain: float | None = Field(None, ge=0, le=10, description="No more pain than this (0-10).")
    times: Annotated[int, Field(ge=1, le=10)] = Field(
        1, description="On so many days on which it was done, one after the other."
    )
    days: Annotated[int, Field(ge=1, le=365)] = Field(14, description="None of them longer ago.")
    around_session: bool = Field(
        False,
        description="Twice, around a session that loads: before it, at most the day before, and the day after, with no more pain then.",
    )

    @model_validator(mode="after")
    def _asks_something(self) -> CriterionTable:
        if self.around_session and self.times > 1:
            raise ValueError("around-session asks for two days by itself, without times")
        limits = (self.least, self.most, self.symmetry, self.apart, self.pain)
        if all(limit is None for limit in limits):
            raise ValueError("a criterion needs least, most, symmetry, apart or pain")
        return self
