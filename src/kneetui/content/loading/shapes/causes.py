"""Causes with their evidence and weights, which other packs may add to."""

from __future__ import annotations

from kneetui.content import model
from kneetui.content.format.triage_tables import CauseTable, PackEvidenceTable, WeightTable
from kneetui.content.loading.index import Index
from kneetui.content.loading.pack import CheckedTable
from kneetui.content.loading.shapes.conditions import Conditions
from kneetui.content.loading.shapes.triage import TriageShapes


class Causes:
    """What all packs together say of each cause."""

    def __init__(self, index: Index, conditions: Conditions, shapes: TriageShapes) -> None:
        self._index = index
        self._conditions = conditions
        self._shapes = shapes
        self._evidence: dict[str, list[model.Evidence]] = {}
        self._weights: dict[str, dict[str, float]] = {}
        self._lent: dict[str, set[str]] = {}

    def all(self) -> dict[str, model.Cause]:
        """Every cause, by id."""
        causes = self._index.all(CauseTable)
        for key, item in causes.items():
            self._evidence[key] = [
                self._shapes.evidence(item, table, key, "evidence", number)
                for number, table in enumerate(item.table.evidence)
            ]
            self._weights[key] = dict(item.table.weights)
            self._index.distinct(item, [table.id for table in item.table.evidence], "evidence")
        for pack in self._index.packs:
            for evidence in pack.rows(PackEvidenceTable):
                self._add_evidence(evidence)
            for weight in pack.rows(WeightTable):
                self._add_weight(weight, causes)
        return {key: self._cause(item) for key, item in causes.items()}

    def _add_evidence(self, item: CheckedTable[PackEvidenceTable]) -> None:
        table = item.table
        self._index.refer(item, "cause", table.cause, "cause")
        if any(other.id == table.id for other in self._evidence.get(table.cause, [])):
            message = f"the cause “{table.cause}” already has evidence “{table.id}”"
            self._index.report(item.problem(("id",), message, "Choose another id."))
        evidence = self._shapes.evidence(item, table, table.cause)
        self._evidence.setdefault(table.cause, []).append(evidence)

    def _add_weight(
        self, item: CheckedTable[WeightTable], causes: dict[str, CheckedTable[CauseTable]]
    ) -> None:
        table = item.table
        self._index.refer(item, "cause", table.cause, "cause")
        if table.activity in self._weights.get(table.cause, {}):
            message = f"the cause “{table.cause}” already has a weight for “{table.activity}”"
            self._index.report(item.problem((), message, "Remove this table."))
        self._weights.setdefault(table.cause, {})[table.activity] = table.weight
        cause = causes.get(table.cause)
        if cause and cause.pack != item.pack:
            self._lent.setdefault(table.cause, set()).add(table.activity)

    def _cause(self, item: CheckedTable[CauseTable]) -> model.Cause:
        table = item.table
        if table.routine:
            self._index.refer(item, "routine", table.routine, "routine")
        return model.Cause(
            id=table.id,
            name=table.name,
            clinical=table.clinical,
            summary=table.summary,
            course=table.course,
            see=table.see,
            routine=table.routine,
            when=self._conditions.read(item, "when", table.when),
            first_when=self._conditions.read(item, "first-when", table.first_when),
            recheck_days=table.recheck_days,
            look_alike=table.look_alike,
            weight=table.weight,
            weights=self._weights[table.id],
            ages=tuple(sorted((float(age), factor) for age, factor in table.ages.items())),
            evidence=tuple(self._evidence[table.id]),
            source=self._index.sources(item, table.source),
            note=table.note,
            pack=item.pack,
            lent=frozenset(self._lent.get(table.id, ())),
        )
