"""What could still be true: conditions with everything that can be asked left open.

This is what keeps an interview from ending early. Each condition comes to the set of results that further
answers could give it. Parts that read the same question count as independent, so the set may be too large,
never too small: a condition that cannot come out true here cannot come true at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import All, AtLeast, Condition, Facts, Has, Known, Not, Unproven
from kneetui.content.model import Question

Results = frozenset[bool | None]


@dataclass(frozen=True, slots=True)
class Left:
    """What can still be asked: questions by id, and of some the options that a page asked for already."""

    questions: Mapping[str, Question]
    options_asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def without(self, *names: str) -> Left:
        """The same once these questions were asked."""
        return replace(
            self, questions={key: question for key, question in self.questions.items() if key not in names}
        )

    def decides(self, leaf: Condition) -> bool:
        """Whether an answer that can still be asked for decides a condition on one question."""
        name = next(leaf.questions())
        if name not in self.questions:
            return False
        asked = self.options_asked.get(name, frozenset())
        return not (isinstance(leaf, Has) and leaf.options <= asked)


ANY: Results = frozenset({True, False, None})
EITHER: Results = frozenset({True, False})
_ONE: dict[bool | None, Results] = {truth: frozenset({truth}) for truth in (True, False, None)}


def results(condition: Condition, facts: Facts, left: Left) -> Results:
    """The results that a condition can still have, with answers to what is left."""
    match condition:
        case All(parts):
            return _all([results(part, facts, left) for part in parts])
        case AtLeast(count, parts):
            return _at_least(count, [results(part, facts, left) for part in parts])
        case Not(part):
            return frozenset(None if result is None else not result for result in results(part, facts, left))
        case Unproven(part):
            return frozenset(result is not True for result in results(part, facts, left))
        case Known(question):
            return EITHER if question in left.questions else _ONE[question in facts]
    now = condition.test(facts)
    return ANY if now is None and left.decides(condition) else _ONE[now]


def _all(parts: list[Results]) -> Results:
    values: set[bool | None] = set()
    if all(True in part for part in parts):
        values.add(True)
    if any(False in part for part in parts):
        values.add(False)
    if any(None in part for part in parts) and all(part != _ONE[False] for part in parts):
        values.add(None)
    return frozenset(values)


def _at_least(count: int, parts: list[Results]) -> Results:
    surely, maybe = (
        sum(part == _ONE[True] for part in parts),
        sum(True in part for part in parts),
    )
    if surely >= count:
        return _ONE[True]
    open_or_true = sum(True in part or None in part for part in parts)
    values: set[bool | None] = set()
    if maybe >= count:
        values.add(True)
    if open_or_true >= count and any(None in part for part in parts):
        values.add(None)
    if sum(False not in part for part in parts) < count:
        values.add(False)
    return frozenset(values)


def open_questions(condition: Condition, facts: Facts, left: Left) -> Iterator[str]:
    """The questions whose answers could still change what a condition comes to (with repeats)."""
    if len(results(condition, facts, left)) < 2:
        return
    if isinstance(condition, All | AtLeast):
        for part in condition.parts:
            yield from open_questions(part, facts, left)
    elif isinstance(condition, Not | Unproven):
        yield from open_questions(condition.part, facts, left)
    else:
        yield next(condition.questions())
