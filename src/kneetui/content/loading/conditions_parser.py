"""TOML condition tables -> :mod:`kneetui.content.conditions`, checked against the questions that exist."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kneetui.config.spelling import did_you_mean
from kneetui.content.conditions import (
    All,
    AtLeast,
    Condition,
    Has,
    Is,
    Known,
    Not,
    Only,
    Says,
    Unproven,
    Within,
)
from kneetui.content.format import limits
from kneetui.content.format.triage_tables import FindingTable, QuestionTable
from kneetui.content.loading.invisible_chars import shown
from kneetui.content.loading.pack import CheckedTable
from kneetui.content.model import Problem

Report = Callable[[Problem], None]
KeyPath = tuple[str | int, ...]

_PLANNED = ("flag", "tip")
"""Tables whose conditions plan the interview."""

_NUMBER_WORDS = {"min", "max", "over", "under"}


class ConditionReader:
    """Reads condition tables; findings are replaced by what they stand for."""

    def __init__(
        self,
        questions: Mapping[str, QuestionTable],
        findings: Mapping[str, CheckedTable[FindingTable]],
        broken: set[tuple[str, str]],
        report: Report,
        enough: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._questions = questions
        self._findings = findings
        self._broken = broken
        self._report = report
        self._done: dict[str, Condition | None] = {}
        self._open: list[str] = []
        self._enough = enough
        self._depth = 0
        self._sizes: dict[int, tuple[int, int]] = {}
        self._spent: dict[tuple[str, ...], int] = {}

    def read(self, raw: Any, item: CheckedTable[object], path: KeyPath) -> Condition | None:
        """The condition, or ``None`` after reporting what is wrong with it."""
        if self._enough(item.pack):
            return None
        self._depth += 1
        try:
            if self._depth > limits.CONDITION_DEPTH:
                outer = (self._findings[self._open[0]], ("condition",)) if self._open else (item, path)
                self._too_much(*outer)
                return None
            condition = self._table(raw, item, path)
        finally:
            self._depth -= 1
        if condition and self._depth == 0:
            return self._afforded(condition, item, path)
        return condition

    def _afforded(self, condition: Condition, item: CheckedTable[object], path: KeyPath) -> Condition | None:
        depth, size = self._measure(condition)
        if _is_large(depth, size):
            self._too_much(item, path)
            return None
        over = self._spend(("", item.pack), size, limits.CONDITIONS)
        if item.path[0] in _PLANNED:
            over |= self._spend((*_PLANNED, item.pack), size * size, limits.PLANNING)
        if over:
            message = "the conditions of the pack are too large together, findings written out"
            self._say(item, path, message, "Make them simpler, or make two packs of it.")
        return condition

    def _spend(self, account: tuple[str, ...], size: int, most: int) -> bool:
        """Whether the limit is passed just now."""
        before = self._spent.get(account, 0)
        self._spent[account] = before + size
        return before <= most < before + size

    def _too_much(self, item: CheckedTable[object], path: KeyPath) -> None:
        self._say(item, path, "the condition is too large, findings written out", "Make it simpler.")

    def _measure(self, condition: Condition) -> tuple[int, int]:
        """Depth and number of parts, those of findings included; each finding is measured once."""
        known = self._sizes.get(id(condition))
        if known:
            return known
        if isinstance(condition, All | AtLeast):
            inner = condition.parts
        elif isinstance(condition, Not | Unproven):
            inner = (condition.part,)
        else:
            return 1, 1
        deepest = total = 0
        for part in inner:
            depth, count = self._measure(part)
            deepest, total = max(deepest, depth), total + count
        return 1 + deepest, 1 + total

    def _table(self, raw: Any, item: CheckedTable[object], path: KeyPath) -> Condition | None:
        if not isinstance(raw, dict) or not raw:
            self._say(
                item, path, 'a condition is a table such as { swelling = "marked" }', "Write it in { }."
            )
            return None
        parts: list[Condition | None] = []
        for key, value in raw.items():
            if key == "of":
                continue
            parts.append(self._one(key, value, raw, item, (*path, key)))
        if "of" in raw and "at-least" not in raw:
            self._say(item, (*path, "of"), "“of” needs “at-least”", "Write { at-least = 2, of = [ … ] }.")
            return None
        good = tuple(part for part in parts if part is not None)
        if len(good) < len(parts):
            return None
        return good[0] if len(good) == 1 else All(good)

    def finding(self, name: str) -> Condition | None:
        """The condition that a finding stands for; a cycle is reported once."""
        if name in self._done:
            return self._done[name]
        item = self._findings[name]
        if name in self._open:
            chain = " → ".join([*self._open[self._open.index(name) :], name])
            self._say(item, ("condition",), f"findings go in a circle: {chain}", "Break the circle.")
            return None
        self._open.append(name)
        condition = self.read(item.table.condition, item, ("condition",))
        self._open.pop()
        measure = self._measure(condition) if condition else (0, 0)
        if _is_large(*measure):
            self._too_much(item, ("condition",))
            condition = None
        if condition:
            self._sizes[id(condition)] = measure
        self._done[name] = condition
        return condition

    def _say(self, item: CheckedTable[object], path: KeyPath, message: str, remedy: str) -> None:
        self._report(item.problem(path, message, remedy))

    def _one(
        self, key: str, value: Any, raw: dict[str, Any], item: CheckedTable[object], path: KeyPath
    ) -> Condition | None:
        if key in ("all", "any"):
            parts = self._list(value, item, path)
            if parts is None:
                return None
            return All(parts) if key == "all" else AtLeast(1, parts)
        if key in ("not", "unproven"):
            part = self.read(value, item, path)
            return (Not(part) if key == "not" else Unproven(part)) if part else None
        if key == "at-least":
            parts = self._list(raw.get("of"), item, (*path[:-1], "of"))
            if parts is None:
                return None
            if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= len(parts):
                self._say(item, path, f"at-least must be a number from 1 to {len(parts)}", "Correct it.")
                return None
            return AtLeast(value, parts)
        if key == "finding":
            return self._finding(value, item, path)
        if key == "known":
            question = self._question(value, item, path)
            return Known(question.id) if question else None
        question = self._question(key, item, path)
        return self._answer(question, value, item, path) if question else None

    def _list(self, value: Any, item: CheckedTable[object], path: KeyPath) -> tuple[Condition, ...] | None:
        if not isinstance(value, list) or not value:
            self._say(item, path, "a list of conditions is needed here", "Write [ { … }, { … } ].")
            return None
        parts = [self.read(part, item, (*path, index)) for index, part in enumerate(value)]
        good = tuple(part for part in parts if part is not None)
        return good if len(good) == len(parts) else None

    def _finding(self, value: Any, item: CheckedTable[object], path: KeyPath) -> Condition | None:
        if not isinstance(value, str) or value not in self._findings:
            if ("finding", str(value)) not in self._broken:
                hint = did_you_mean(str(value), list(self._findings)) or "Define it as a [[finding]]."
                self._say(item, path, f"there is no finding “{shown(str(value))}”", hint)
            return None
        return self.finding(value)

    def _question(self, name: Any, item: CheckedTable[object], path: KeyPath) -> QuestionTable | None:
        question = self._questions.get(name) if isinstance(name, str) else None
        if question is None and ("question", str(name)) not in self._broken:
            hint = did_you_mean(str(name), list(self._questions)) or "Use the id of a question."
            self._say(item, path, f"there is no question “{shown(str(name))}”", hint)
        return question

    def _answer(
        self, question: QuestionTable, value: Any, item: CheckedTable[object], path: KeyPath
    ) -> Condition | None:
        if question.kind == "yes-no":
            if isinstance(value, bool):
                return Says(question.id, value)
            self._say(item, path, f"“{question.id}” is a yes-no question", "Write true or false.")
            return None
        if question.kind == "number":
            return self._number(question, value, item, path)
        if question.kind == "choices" and isinstance(value, dict):
            return self._many(question, value, item, path)
        options = self._options(question, value, item, path)
        if options is None:
            return None
        return Is(question.id, options) if question.kind == "choice" else Has(question.id, options)

    def _options(
        self, question: QuestionTable, value: Any, item: CheckedTable[object], path: KeyPath
    ) -> frozenset[str] | None:
        words: Sequence[Any] = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if not words:
            self._say(
                item, path, f"“{question.id}” needs an option or a list of options", 'Write "…" or ["…"].'
            )
            return None
        known = [option.id for option in question.option]
        wrong = [word for word in words if word not in known]
        for word in wrong:
            hint = did_you_mean(str(word), known) or f"Use one of: {', '.join(known)}."
            self._say(item, path, f"“{shown(str(word))}” is not an option of “{question.id}”", hint)
        return None if wrong else frozenset(words)

    def _number(
        self, question: QuestionTable, value: Any, item: CheckedTable[object], path: KeyPath
    ) -> Condition | None:
        bounds = {"min": value, "max": value} if isinstance(value, int | float) else value
        good = (
            isinstance(bounds, dict)
            and bounds
            and set(bounds) <= _NUMBER_WORDS
            and all(
                isinstance(bound, int | float) and not isinstance(bound, bool) for bound in bounds.values()
            )
        )
        if not good:
            remedy = "Write { min = 45 }, { max = 16 }, { over = 42 } or { under = 2 }."
            self._say(item, path, f"“{question.id}” is a number", remedy)
            return None
        low = max(bounds.get("min", -math.inf), bounds.get("over", -math.inf))
        high = min(bounds.get("max", math.inf), bounds.get("under", math.inf))
        opened = {"low"} if bounds.get("over") == low else set()
        opened |= {"high"} if bounds.get("under") == high else set()
        return Within(question.id, low, high, open=frozenset(opened))

    def _many(
        self, question: QuestionTable, value: dict[str, Any], item: CheckedTable[object], path: KeyPath
    ) -> Condition | None:
        every = frozenset(option.id for option in question.option)
        if value == {"none": True}:
            return Not(Has(question.id, every))
        keys = set(value)
        if keys == {"count", "of"}:
            options = self._options(question, value["of"], item, (*path, "of"))
            count = value["count"]
            if options is None:
                return None
            if isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= len(options):
                return Has(question.id, options, count)
            self._say(
                item, (*path, "count"), f"count must be a number from 1 to {len(options)}", "Correct it."
            )
            return None
        if keys in ({"only"}, {"none-of"}):
            word = next(iter(keys))
            options = self._options(question, value[word], item, (*path, word))
            if options is None:
                return None
            return Only(question.id, options) if word == "only" else Not(Has(question.id, options))
        remedy = "Use an option, a list, { count = 2, of = [ … ] }, { only = [ … ] }, { none-of = [ … ] } or { none = true }."
        self._say(item, path, "this form of condition is not known", remedy)
        return None


def _is_large(depth: int, size: int) -> bool:
    return depth > limits.CONDITION_DEPTH or size > limits.CONDITION_SIZE
