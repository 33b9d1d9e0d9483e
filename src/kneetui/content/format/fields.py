"""What stands under the keys of every table of a pack: ids, texts, numbers, conditions, sources."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic.fields import FieldInfo

from kneetui.content.phrases import checked

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # nobody else has a say in what a pack may hold

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
Phrases = Annotated[str, StringConstraints(max_length=2000), AfterValidator(checked)]
Share = Annotated[float, Field(ge=0, le=1)]
Ratio = Annotated[float, Field(gt=0, le=1000)]
Condition = Annotated[dict[str, Any], "condition"]
UrgencyId = Literal["emergency", "urgent", "soon", "self-care", "normal"]
MinimumUrgency = Literal["emergency", "urgent", "soon", "self-care"]
Sources = Annotated[list[str], Field(min_length=1)]


def one_or_more(value: Any) -> Any:
    """A list of one text where a text stands alone."""
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
        return one_or_more(value)


def keys_of(table: type[Table]) -> dict[str, FieldInfo]:
    """The keys of a table as they are written, and what may stand under each."""
    return {field.alias or name: field for name, field in table.model_fields.items()}


def tables_within(annotation: object) -> Iterator[type[Table]]:
    """The tables that a key may hold, by its type."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for argument in get_args(annotation):
        yield from tables_within(argument)
