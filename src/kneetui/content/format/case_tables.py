"""The tables of cases: a story with answers, and what is right to say of it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from kneetui.content.format.fields import Id, MaybeText, Table, Text, UrgencyId


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
