"""The format of a pack, table by table: what the TOML may say, checked with pydantic.

Field descriptions are the pack author's reference: ``docs/packs.md`` is generated from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from kneetui.content.format.case_tables import CaseTable, ExpectTable
from kneetui.content.format.diary_tables import TrackerOptionTable, TrackerTable
from kneetui.content.format.fields import Id, MaybeText, Table, Text, keys_of, tables_within
from kneetui.content.format.home_test_tables import CriterionTable, HomeTestTable, PlaceTable
from kneetui.content.format.rule_tables import AdviceTable, PainRuleTable, TrendTable, WatchTable
from kneetui.content.format.training_tables import (
    AvoidTable,
    DoseTable,
    ExerciseTable,
    PhaseTable,
    RoutineTable,
    StepTable,
    TipTable,
)
from kneetui.content.format.triage_tables import (
    CauseTable,
    EvidenceTable,
    FindingTable,
    FlagTable,
    NormalTable,
    OptionTable,
    PackEvidenceTable,
    QuestionTable,
    RaiseTable,
    ReadBackTable,
    SelfExamTable,
    SourceTable,
    UrgencyTable,
    WeightTable,
    WordClassTable,
)
from kneetui.content.format.version_ranges import APP, is_range

FORMAT = 1
"""The version of the pack format this app reads."""


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


class ContentFile(Table):
    """Everything that may stand in a TOML file of a pack (besides `pack.toml`)."""

    source: list[SourceTable] = Field([])
    question: list[QuestionTable] = Field([])
    finding: list[FindingTable] = Field([])
    flag: list[FlagTable] = Field([])
    normal: NormalTable | None = None
    trend: TrendTable | None = None
    cause: list[CauseTable] = Field([])
    evidence: list[PackEvidenceTable] = Field([])
    weight: list[WeightTable] = Field([])
    tip: list[TipTable] = Field([])
    exercise: list[ExerciseTable] = Field([])
    home_test: list[HomeTestTable] = Field([])
    routine: list[RoutineTable] = Field([])
    pain_rule: list[PainRuleTable] = Field([])
    watch: list[WatchTable] = Field([])
    tracker: list[TrackerTable] = Field([])
    advice: list[AdviceTable] = Field([])
    urgency: list[UrgencyTable] = Field([])
    numbers: dict[str, str] = Field({})
    word_class: list[WordClassTable] = Field([])
    read_back: list[ReadBackTable] = Field([])
    self_exam: list[SelfExamTable] = Field([])
    case: list[CaseTable] = Field([])


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
    HomeTestTable,
    PlaceTable,
    RoutineTable,
    PhaseTable,
    StepTable,
    CriterionTable,
    PainRuleTable,
    WatchTable,
    TrendTable,
    TrackerTable,
    TrackerOptionTable,
    AdviceTable,
    UrgencyTable,
    NormalTable,
    WordClassTable,
    ReadBackTable,
    SelfExamTable,
    CaseTable,
    ExpectTable,
)
"""Every table of the format, in the order of the documentation."""


def _kinds() -> Iterator[tuple[str, type[Table]]]:
    for key, field in keys_of(ContentFile).items():
        for table in tables_within(field.annotation):
            yield key, table


KINDS: Mapping[str, type[Table]] = dict(_kinds())
"""How the tables of a file are called, and what each is: ``cause``, ``pain-rule`` …"""

KIND_OF: Mapping[type[Table], str] = {table: kind for kind, table in KINDS.items()}
"""The same, the other way round."""
