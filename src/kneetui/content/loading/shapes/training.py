"""Checked tables of training -> the shapes of :mod:`kneetui.content.model`, each key into the field of its name."""

from __future__ import annotations

from typing import TypeVar

from kneetui.content import model
from kneetui.content.format.diary_tables import TrackerTable
from kneetui.content.format.home_test_tables import CriterionTable, HomeTestTable, PlaceTable
from kneetui.content.format.rule_tables import AdviceTable, PainRuleTable, TrendTable, WatchTable
from kneetui.content.format.training_tables import (
    DoseTable,
    ExerciseTable,
    MoveTable,
    PhaseTable,
    RoutineTable,
    StepTable,
    TipTable,
)
from kneetui.content.loading.index import Index
from kneetui.content.loading.pack import CheckedTable
from kneetui.content.loading.shapes.conditions import Conditions

Value = TypeVar("Value")


class TrainingShapes:
    """Tips, exercises, routines and the rules of the diary; what they name must exist, else it is reported."""

    def __init__(self, index: Index, conditions: Conditions) -> None:
        self._index = index
        self._conditions = conditions
        self._exercises = index.all(ExerciseTable)

    def tip(self, item: CheckedTable[TipTable]) -> model.Tip:
        """The tip that a ``[[tip]]`` describes; its causes and sources have to exist."""
        table = item.table
        return model.Tip(
            id=table.id,
            kind=table.kind,
            title=table.title,
            text=table.text,
            causes=self._index.refer_all(item, "cause", table.causes, "causes"),
            activities=tuple(table.activities),
            urgencies=tuple(table.urgencies),
            condition=self._conditions.read(item, "condition", table.condition),
            priority=table.priority,
            at_hand=table.at_hand,
            minutes=table.minutes,
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def exercise(self, item: CheckedTable[ExerciseTable]) -> model.Exercise:
        """The exercise that an ``[[exercise]]`` describes; what is easier and harder than it has to exist."""
        table = item.table
        for key, name in (("easier", table.easier), ("harder", table.harder)):
            if name:
                self._index.refer(item, "exercise", name, key)
        avoid = tuple(
            model.Avoid(
                condition=self._conditions.read(item, "if", avoid.if_, "avoid", number), text=avoid.text
            )
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
        """The test that a ``[[home-test]]`` describes; its exercise has to exist."""
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
            tracker=table.tracker,
            places=tuple(self._place(item, place, number) for number, place in enumerate(table.place)),
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
        )

    def _place(self, item: CheckedTable[HomeTestTable], place: PlaceTable, number: int) -> model.SorePlace:
        """A place where it hurts; its changes have to be options of the tracker."""
        self._index.refer(item, "tracker", item.table.tracker, "tracker")
        noted = self._index.all(TrackerTable).get(item.table.tracker)
        known = [option.id for option in noted.table.options] if noted else place.changes
        for name in place.changes:
            if name not in known:
                message = f"the tracker “{item.table.tracker}” has no option “{name}”"
                hint = f"It has: {', '.join(known)}."
                self._index.report(item.problem(("place", number, "changes"), message, hint))
        condition = self._conditions.read(item, "if", place.if_, "place", number)
        return model.SorePlace(
            id=place.id, text=place.text, condition=condition, changes=tuple(place.changes)
        )

    def tracker(self, item: CheckedTable[TrackerTable]) -> model.Tracker:
        """What a ``[[tracker]]`` keeps track of; no two of its options may have one id."""
        table = item.table
        self._index.distinct(item, [option.id for option in table.options], "options")
        options = tuple(model.TrackerOption(id=option.id, text=option.text) for option in table.options)
        return model.Tracker(
            id=table.id,
            name=table.name,
            kind=table.kind,
            low=table.low,
            high=table.high,
            unit=table.unit,
            options=options,
            pack=item.pack,
            weekly=table.weekly,
        )

    def routine(self, item: CheckedTable[RoutineTable]) -> model.Routine:
        """Of a ``[[routine]]``; the dose of a step is that of its exercise, with what the step says instead."""
        table = item.table
        self._index.refer(item, "pain-rule", table.rule, "rule")
        self._index.distinct(item, [phase.id for phase in table.phase], "phase")
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
            fitted=table.fitted,
            note=table.note,
            pack=item.pack,
            when=self._conditions.read(item, "when", table.when),
        )

    def _phase(self, item: CheckedTable[RoutineTable], table: PhaseTable, number: int) -> model.Phase:
        steps = []
        for place, step in enumerate(table.steps):
            self._index.refer(item, "exercise", step.exercise, "phase", number, "steps", place, "exercise")
            own = self._exercises.get(step.exercise)
            if own:
                dose = _dose_of_step(own.table.dose, step)
                steps.append(model.Step(exercise=step.exercise, dose=dose, activities=tuple(step.activities)))
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
        """The rule that a ``[[pain-rule]]`` describes; yellow may not end below green."""
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
            weight_least=table.weight_least,
            reserve=table.reserve,
            easy_days=table.easy_days,
            default=table.default,
            usual_days=table.usual_days,
            usual_mornings=table.usual_mornings,
            fresh_days=table.fresh_days,
        )

    def watch(self, item: CheckedTable[WatchTable]) -> model.WatchRule:
        """The rule that a ``[[watch]]`` describes; its sources have to exist."""
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
            fewest=table.fewest,
        )

    def trend(self, item: CheckedTable[TrendTable]) -> model.TrendRule:
        """By which numbers of ``[trend]`` a change of pain means something."""
        table = item.table
        return model.TrendRule(
            change=table.change,
            fall=table.fall,
            least_fall=table.least_fall,
            days=table.days,
            fewest_days=table.fewest_days,
            fresh_days=table.fresh_days,
            values=table.values,
            note_days=table.note_days,
            judged_days=table.judged_days,
            source=self._index.sources(item, table.source),
            note=table.note,
        )

    def advice(self, item: CheckedTable[AdviceTable]) -> model.AdviceText:
        """The headline that an ``[[advice]]`` gives."""
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
