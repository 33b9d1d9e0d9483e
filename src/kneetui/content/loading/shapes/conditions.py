"""Conditions of all tables, read by one reader."""

from __future__ import annotations

from kneetui.content.conditions import Condition
from kneetui.content.format.triage_tables import FindingTable, QuestionTable
from kneetui.content.loading.conditions_parser import ConditionReader
from kneetui.content.loading.index import Index
from kneetui.content.loading.pack import CheckedTable


class Conditions:
    """Reads conditions; what they borrow from other packs is noted in the index, what is wrong is reported."""

    def __init__(self, index: Index) -> None:
        self._index = index
        questions = {key: item.table for key, item in index.all(QuestionTable).items()}
        findings = index.all(FindingTable)
        self._reader = ConditionReader(questions, findings, index.broken, index.report, index.enough)

    def read(self, item: CheckedTable[object], key: str, raw: object, *inner: str | int) -> Condition | None:
        """The condition under ``key`` of a table, or ``None`` if there is none or it is wrong."""
        if raw is None:
            return None
        condition = self._reader.read(raw, item, (*inner, key))
        self._index.borrows(item, condition, *inner, key)
        return condition

    def finding(self, name: str) -> Condition | None:
        """The condition that a finding stands for."""
        return self._reader.finding(name)
