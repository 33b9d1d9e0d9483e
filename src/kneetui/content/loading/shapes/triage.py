"""Checked tables of triage -> the shapes of :mod:`kneetui.content.model`, each key into the field of its name."""

from __future__ import annotations

from kneetui.content import model
from kneetui.content.conditions import Condition
from kneetui.content.format.triage_tables import (
    EvidenceTable,
    FlagTable,
    NormalTable,
    OptionTable,
    QuestionTable,
    RaiseTable,
    ReadBackTable,
    SelfExamTable,
    SourceTable,
    UrgencyTable,
    WordClassTable,
)
from kneetui.content.loading.index import Index
from kneetui.content.loading.pack import CheckedTable
from kneetui.content.loading.shapes.conditions import Conditions

LASTING_TOPICS = ("person", "start", "sport")
"""Topics whose answers do not change from one day to the next, unless the question says so."""


class TriageShapes:
    """Questions, flags, evidence and what belongs to them; what they name must exist, else it is reported."""

    def __init__(self, index: Index, conditions: Conditions) -> None:
        self._index = index
        self._conditions = conditions

    def source(self, item: CheckedTable[SourceTable]) -> model.Source:
        """The source that a ``[[source]]`` describes."""
        table = item.table
        return model.Source(id=table.id, title=table.title, sure=table.sure, url=table.url, pack=item.pack)

    def urgency(self, item: CheckedTable[UrgencyTable]) -> model.Urgency:
        """The level that an ``[[urgency]]`` describes; its sources have to exist."""
        table = item.table
        return model.Urgency(
            id=table.id,
            name=table.name,
            symbol=table.symbol,
            who=table.who,
            within=table.within,
            do=table.do,
            source=self._index.sources(item, table.source),
            note=table.note,
            rule_out=table.rule_out,
            not_ruled_out=table.not_ruled_out,
            if_unknown=table.if_unknown,
            lasts_days=table.lasts_days,
            recheck_days=table.recheck_days,
        )

    def normal(self, item: CheckedTable[NormalTable]) -> Condition | None:
        """When it is normal soreness: the condition of ``[normal]``; ``None`` if it cannot be read."""
        self._index.sources(item, item.table.source)
        return self._conditions.read(item, "condition", item.table.condition)

    def question(self, item: CheckedTable[QuestionTable], when: Condition | None) -> model.Question:
        """The question that a ``[[question]]`` describes; ``when`` is the condition of that name, which was read before."""
        table = item.table
        return model.Question(
            id=table.id,
            kind=table.kind,
            text=table.text,
            why=table.why,
            help=table.help,
            help_at_once=table.help_at_once,
            topic=table.topic,
            page=table.page,
            widget=table.widget,
            role=table.role,
            lasting=table.topic in LASTING_TOPICS if table.lasting is None else table.lasting,
            per_knee=table.per_knee,
            options=tuple(self._option(item, option, number) for number, option in enumerate(table.option)),
            source=self._index.sources(item, table.source),
            rate=table.rate,
            min=table.min,
            max=table.max,
            unit=table.unit,
            typical=tuple(table.typical),
            when=when,
            relevant=self._conditions.read(item, "relevant", table.relevant),
            always=table.always,
            pack=item.pack,
            always_if=self._conditions.read(item, "always-if", table.always_if),
            words=table.words,
            read_back=table.read_back,
            of_another=table.of_another,
        )

    def _option(self, item: CheckedTable[QuestionTable], table: OptionTable, number: int) -> model.Option:
        return model.Option(
            id=table.id,
            text=table.text,
            rate=table.rate,
            near=tuple(table.near),
            impact=table.impact,
            words=table.words,
            read_back=table.read_back,
            when=self._conditions.read(item, "when", table.when, "option", number),
            otherwise=self._conditions.read(item, "otherwise", table.otherwise, "option", number),
            implies=self._conditions.read(item, "implies", table.implies, "option", number),
        )

    def word_class(self, item: CheckedTable[WordClassTable]) -> model.WordClass:
        """The words of a ``[[word-class]]``, for who answers in words."""
        table = item.table
        return model.WordClass(id=table.id, role=table.role, words=table.words, pack=item.pack)

    def read_back(self, item: CheckedTable[ReadBackTable]) -> model.ReadBack:
        """The text of a ``[[read-back]]``, from which answers are told again."""
        return model.ReadBack(id=item.table.id, text=item.table.text, pack=item.pack)

    def self_exam(self, item: CheckedTable[SelfExamTable]) -> model.SelfExam:
        """The examination that a ``[[self-exam]]`` describes; the question it answers has to exist."""
        table = item.table
        self._index.refer(item, "question", table.question, "question")
        return model.SelfExam(
            id=table.id,
            name=table.name,
            question=table.question,
            how=tuple(table.how),
            positive=table.positive,
            not_when=table.not_when,
            unless=self._conditions.read(item, "unless", table.unless),
            figure=table.figure,
            picture=table.picture.strip("\n"),
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def flag(self, item: CheckedTable[FlagTable]) -> model.Flag:
        """The flag that a ``[[flag]]`` describes, with its levels; causes and sources have to exist."""
        table = item.table
        raises = [self._raise(item, rise, number) for number, rise in enumerate(table.raise_)]
        return model.Flag(
            id=table.id,
            urgency=table.urgency,
            condition=self._conditions.read(item, "condition", table.condition) or Condition(),
            because=table.because,
            do=table.do,
            raises=tuple(rise for rise in raises if rise),
            stops=tuple(table.stops),
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
            cause=self._index.refer_all(item, "cause", table.cause, "cause"),
            go_if=table.go_if,
            go_if_for=self._conditions.read(item, "go-if-for", table.go_if_for),
            within_days=table.within_days,
        )

    def _raise(self, item: CheckedTable[FlagTable], table: RaiseTable, number: int) -> model.Raise | None:
        condition = self._conditions.read(item, "condition", table.condition, "raise", number)
        if model.more_urgent(table.urgency, item.table.urgency) == item.table.urgency:
            message = f"“{table.urgency}” is not more urgent than the flag's own “{item.table.urgency}”"
            path = ("raise", number, "urgency")
            self._index.report(item.problem(path, message, "Raise it, or remove the table."))
        if not condition:
            return None
        return model.Raise(
            urgency=table.urgency,
            condition=condition,
            because=table.because,
            do=table.do,
            cause=self._index.refer_all(item, "cause", table.cause, "raise", number, "cause"),
            within_days=table.within_days,
        )

    def evidence(
        self, item: CheckedTable[object], table: EvidenceTable, cause: str, *path: str | int
    ) -> model.Evidence:
        """Of a ``[[cause.evidence]]`` or an ``[[evidence]]``; ``path`` is where the table stands in that of the item."""
        return model.Evidence(
            id=table.id,
            cause=cause,
            condition=self._conditions.read(item, "if", table.if_, *path) or Condition(),
            present=table.present,
            absent=table.absent,
            group=table.group,
            text=table.text,
            otherwise=table.otherwise,
            source=self._index.sources(item, table.source, *path),
            note=table.note,
            pack=item.pack,
        )
