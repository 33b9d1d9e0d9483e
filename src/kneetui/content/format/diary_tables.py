"""The tables of what the diary can ask for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from kneetui.content.format.fields import ID, Id, Table

ShortText = Annotated[str, StringConstraints(min_length=1, max_length=40)]
MOST_KEYS = 9
"""Answers that have a digit of their own."""

Unit = Annotated[str, StringConstraints(max_length=12)]


class TrackerOptionTable(Table):
    """`{ id = "…", text = "…" }`: an item of `options` of a tracker."""

    id: Id = Field(description="Id of the option: what the diary keeps.")
    text: ShortText = Field(description="How it is shown.")


class TrackerTable(Table):
    """`[[tracker]]`: something to keep track of in the diary besides the knee. Asked for once a person wants it."""

    id: Annotated[str, StringConstraints(pattern=ID, max_length=40)] = Field(
        description="Id of the tracker: what people type in the settings, and `kneetui log --ID`."
    )
    name: ShortText = Field(description="Name beside the field.")
    kind: Literal["number", "yes-no", "text"] = Field(description="What is noted.")
    low: Annotated[float, Field(ge=-100_000, le=100_000)] = Field(0, description="Least number.")
    high: Annotated[float, Field(ge=-100_000, le=100_000)] = Field(10, description="Largest number.")
    unit: Unit = Field("", description="Unit of the number, such as `h`.")
    options: Annotated[list[TrackerOptionTable], Field(max_length=20)] = Field(
        [], description="What the text can be; any line without them."
    )
    weekly: Annotated[str, StringConstraints(max_length=60)] = Field(
        "",
        description="A question that Today asks once a week, one key an answer: for a number, yes-no, or 2 to 9 options.",
    )

    @model_validator(mode="after")
    def _is_a_range(self) -> TrackerTable:
        if self.low >= self.high:
            raise ValueError("low has to be less than high")
        return self

    @model_validator(mode="after")
    def _has_a_key_for_each_answer(self) -> TrackerTable:
        if self.weekly and self.kind == "text" and not 2 <= len(self.options) <= MOST_KEYS:
            raise ValueError(f"a weekly question with a text needs 2 to {MOST_KEYS} options")
        return self
