"""Checked tables -> the shapes of :mod:`kneetui.content.model`, each key into the field of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kneetui.content import model
from kneetui.content.conditions import Condition
from kneetui.content.format.training_tables import (
    AdviceTable,
    CriterionTable,
    DoseTable,
    ExerciseTable,
    HomeTestTable,
    MoveTable,
    PainRuleTable,
    PhaseTable,
    RoutineTable,
    StepTable,
    TipTable,
    WatchTable,
)
from kneetui.content.format.triage_tables import (
    EvidenceTable,
    FindingTable,
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
from kneetui.content.loading.conditions_parser import ConditionReader
from kneetui.content.loading.index import Index
from kneetui.content.loading.pack import CheckedTable

Value = TypeVar("Value")

LASTING_TOPICS = ("person", "start", "sport")
"""Topics whose answers do not change from one day to the next, unless the question says so."""


class Tables:
    """Turns the tables of an index into shapes; what they name must exist, else it is reported."""

    def __init__(self, index: Index) -> None:
        self._index = index
        questions = {key: item.table for key, item in index.all(QuestionTable).items()}
        findings = index.all(FindingTable)
        self._reader = ConditionReader(questions, findings, index.broken, index.report, index.enough)
        self._exercises = index.all(ExerciseTable)

    def condition(
        self, item: CheckedTable[object], key: str, raw: object, *inner: str | int
    ) -> Condition | None:
        """The condition under ``key`` of a table, or ``None`` if there is none or it is wrong."""
        if raw is None:
            return None
        condition = self._reader.read(raw, item, (*inner, key))
        self._index.borrows(item, condition, *inner, key)
        return condition

    def finding(self, name: str) -> Condition | None:
        """The condition that a finding stands for."""
        return self._reader.finding(name)

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
        return self.condition(item, "condition", item.table.condition)

    def question(self, item: CheckedTable[QuestionTable], when: Condition | None) -> model.Question:
        """Of a ``[[question]]``; ``when`` is the condition of the same name, which was read before."""
        table = item.table
        return model.Question(
            id=table.id,
            kind=table.kind,
            text=table.text,
            why=table.why,
            help=table.help,
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
            relevant=self.condition(item, "relevant", table.relevant),
            always=table.always,
            pack=item.pack,
            always_if=self.condition(item, "always-if", table.always_if),
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
            when=self.condition(item, "when", table.when, "option", number),
            otherwise=self.condition(item, "otherwise", table.otherwise, "option", number),
        )

    def word_class(self, item: CheckedTable[WordClassTable]) -> model.WordClass:
        """Of a ``[[word-class]]``."""
        table = item.table
        return model.WordClass(id=table.id, role=table.role, words=table.words, pack=item.pack)

    def read_back(self, item: CheckedTable[ReadBackTable]) -> model.ReadBack:
        """Of a ``[[read-back]]``."""
        return model.ReadBack(id=item.table.id, text=item.table.text, pack=item.pack)

    def self_exam(self, item: CheckedTable[SelfExamTable]) -> model.SelfExam:
        """Of a ``[[self-exam]]``."""
        table = item.table
        self._index.refer(item, "question", table.question, "question")
        return model.SelfExam(
            id=table.id,
            name=table.name,
            question=table.question,
            how=tuple(table.how),
            positive=table.positive,
            not_when=table.not_when,
            unless=self.condition(item, "unless", table.unless),
            figure=table.figure,
            picture=table.picture.strip("\n"),
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def flag(self, item: CheckedTable[FlagTable]) -> model.Flag:
        """Of a ``[[flag]]``."""
        table = item.table
        raises = [self._raise(item, rise, number) for number, rise in enumerate(table.raise_)]
        return model.Flag(
            id=table.id,
            urgency=table.urgency,
            condition=self.condition(item, "condition", table.condition) or Condition(),
            because=table.because,
            do=table.do,
            raises=tuple(rise for rise in raises if rise),
            stops=tuple(table.stops),
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
            cause=self._index.refer_all(item, "cause", table.cause, "cause"),
            go_if=table.go_if,
            go_if_for=self.condition(item, "go-if-for", table.go_if_for),
        )

    def _raise(self, item: CheckedTable[FlagTable], table: RaiseTable, number: int) -> model.Raise | None:
        condition = self.condition(item, "condition", table.condition, "raise", number)
        if model.more_urgent(table.urgency, item.table.urgency) == item.table.urgency:
            message = f"“{table.urgency}” is not more urgent than the flag's own “{item.table.urgency}”"
            path = ("raise", number, "urgency")
            self._index.report(item.problem(path, message, "Raise it, or remove the table."))
        if not condition:
            return None
        return model.Raise(urgency=table.urgency, condition=condition, because=table.because, do=table.do)

    def evidence(
        self, item: CheckedTable[object], table: EvidenceTable, cause: str, *path: str | int
    ) -> model.Evidence:
        """Of a ``[[cause.evidence]]`` or an ``[[evidence]]``; ``path`` is where the table stands in that of the item."""
        return model.Evidence(
            id=table.id,
            cause=cause,
            condition=self.condition(item, "if", table.if_, *path) or Condition(),
            present=table.present,
            absent=table.absent,
            group=table.group,
            text=table.text,
            otherwise=table.otherwise,
            source=self._index.sources(item, table.source, *path),
            note=table.note,
            pack=item.pack,
        )

    def distinct(self, item: CheckedTable[object], ids: Sequence[str], key: str) -> None:
        """Report ids that stand twice in a list of tables."""
        for number, name in enumerate(ids):
            if name in ids[:number]:
                message = f"the id “{name}” stands twice"
                self._index.report(item.problem((key, number, "id"), message, "Choose another id."))

    def tip(self, item: CheckedTable[TipTable]) -> model.Tip:
        """Of a ``[[tip]]``."""
        table = item.table
        return model.Tip(
            id=table.id,
            kind=table.kind,
            title=table.title,
            text=table.text,
            causes=self._index.refer_all(item, "cause", table.causes, "causes"),
            activities=tuple(table.activities),
            urgencies=tuple(table.urgencies),
            condition=self.condition(item, "condition", table.condition),
            priority=table.priority,
            at_hand=table.at_hand,
            minutes=table.minutes,
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def exercise(self, item: CheckedTable[ExerciseTable]) -> model.Exercise:
        """Of an ``[[exercise]]``."""
        table = item.table
        for key, name in (("easier", table.easier), ("harder", table.harder)):
            if name:
                self._index.refer(item, "exercise", name, key)
        avoid = tuple(
            model.Avoid(condition=self.condition(item, "if", avoid.if_, "avoid", number), text=avoid.text)
            for number, avoid in enumerate(table.avoid)
        )
        return model.Exercise(
            id=table.id,
            name=table.name,
            summary=table.summary,
            steps=tuple(table.steps),
            dose=_dose(table.dose),
            sides=table.sides,
            load=table.load,
            areas=tuple(table.areas),
            position=table.position,
            equipment=tuple(table.equipment),
            gentle=table.gentle,
            easier=table.easier,
            harder=table.harder,
            avoid=avoid,
            causes=self._index.refer_all(item, "cause", table.causes, "causes"),
            leg=table.leg,
            weight=table.weight,
            moves=tuple(map(_move, table.moves)),
            between=_move(table.between) if table.between else None,
            frames=tuple(frame.rstrip("\n") for frame in table.frames),
            figure=table.figure,
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def home_test(self, item: CheckedTable[HomeTestTable]) -> model.HomeTest:
        """Of a ``[[home-test]]``."""
        table = item.table
        self._index.refer(item, "exercise", table.exercise, "exercise")
        return model.HomeTest(
            id=table.id,
            name=table.name,
            summary=table.summary,
            steps=tuple(table.steps),
            exercise=table.exercise,
            unit=table.unit,
            sides=table.sides,
            seconds=table.seconds,
            better=table.better,
            reading=table.reading,
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def routine(self, item: CheckedTable[RoutineTable]) -> model.Routine:
        """Of a ``[[routine]]``; the dose of a step is that of its exercise, with what the step says instead."""
        table = item.table
        self._index.refer(item, "pain-rule", table.rule, "rule")
        self.distinct(item, [phase.id for phase in table.phase], "phase")
        return model.Routine(
            id=table.id,
            name=table.name,
            summary=table.summary,
            phases=tuple(self._phase(item, phase, number) for number, phase in enumerate(table.phase)),
            causes=self._index.refer_all(item, "cause", table.causes, "causes"),
            activities=tuple(table.activities),
            source=self._index.sources(item, table.source),
            per_week=table.per_week,
            gentle=table.gentle,
            rule=table.rule,
            yellow_counts=table.yellow_counts,
            note=table.note,
            pack=item.pack,
            when=self.condition(item, "when", table.when),
        )

    def _phase(self, item: CheckedTable[RoutineTable], table: PhaseTable, number: int) -> model.Phase:
        steps = []
        for place, step in enumerate(table.steps):
            self._index.refer(item, "exercise", step.exercise, "phase", number, "steps", place, "exercise")
            own = self._exercises.get(step.exercise)
            if own:
                steps.append(model.Step(exercise=step.exercise, dose=_dose_of_step(own.table.dose, step)))
        return model.Phase(
            id=table.id,
            name=table.name,
            goal=table.goal,
            green_sessions=table.green_sessions,
            steps=tuple(steps),
            weeks=table.weeks,
            per_week=table.per_week,
            entry=tuple(
                self._criterion(item, criterion, number, place) for place, criterion in enumerate(table.entry)
            ),
            learn=self._index.refer_all(item, "tip", table.learn, "phase", number, "learn"),
        )

    def _criterion(
        self, item: CheckedTable[RoutineTable], table: CriterionTable, number: int, place: int
    ) -> model.Criterion:
        self._index.refer(item, "home-test", table.test, "phase", number, "entry", place, "test")
        return model.Criterion(**table.model_dump())

    def pain_rule(self, item: CheckedTable[PainRuleTable]) -> model.PainRule:
        """Of a ``[[pain-rule]]``."""
        table = item.table
        if table.yellow < table.green:
            message = "yellow ends below green"
            self._index.report(item.problem(("yellow",), message, "Make yellow at least green."))
        return model.PainRule(
            id=table.id,
            name=table.name,
            green=table.green,
            yellow=table.yellow,
            on_green=table.on_green,
            on_yellow=table.on_yellow,
            on_red=table.on_red,
            on_many_yellow=table.on_many_yellow,
            many_yellow=table.many_yellow,
            less=table.less,
            away_days=table.away_days,
            on_away=table.on_away,
            long_away_days=table.long_away_days,
            on_long_away=table.on_long_away,
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
            counts_from=table.counts_from,
            weight_up=table.weight_up,
            reserve=table.reserve,
            easy_days=table.easy_days,
            default=table.default,
            usual_days=table.usual_days,
            usual_mornings=table.usual_mornings,
            fresh_days=table.fresh_days,
        )

    def watch(self, item: CheckedTable[WatchTable]) -> model.WatchRule:
        """Of a ``[[watch]]``."""
        table = item.table
        return model.WatchRule(
            id=table.id,
            kind=table.kind,
            limit=table.limit,
            days=table.days,
            text=table.text,
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
            stops=tuple(table.stops),
            headline=table.headline,
            fresh_days=table.fresh_days,
        )

    def advice(self, item: CheckedTable[AdviceTable]) -> model.AdviceText:
        """Of an ``[[advice]]``."""
        return model.AdviceText(id=item.table.id, text=item.table.text)


def _move(table: MoveTable) -> model.Move:
    return model.Move(cue=table.cue, frames=tuple(table.frames), seconds=table.seconds)


def _dose(table: DoseTable) -> model.Dose:
    return model.Dose(**table.model_dump())


def _dose_of_step(own: DoseTable, step: StepTable) -> model.Dose:
    """The dose of an exercise with what a step says instead.

    Minutes take the place of reps and a hold, and these that of minutes.
    """
    dose = _dose(own)
    timed, counted = bool(step.minutes), bool(step.reps or step.hold)
    return model.Dose(
        sets=_either(step.sets, dose.sets),
        reps=0 if timed and not step.reps else _either(step.reps, dose.reps),
        hold=0 if timed and not step.hold else _either(step.hold, dose.hold),
        minutes=0 if counted and not timed and dose.minutes else _either(step.minutes, dose.minutes),
        tempo=_either(step.tempo, dose.tempo),
        rest=_either(step.rest, dose.rest),
        per_day=_either(step.per_day, dose.per_day),
    )


def _either(given: Value | None, own: Value) -> Value:
    return own if given is None else given
