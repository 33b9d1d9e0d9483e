"""What could still be true: conditions with everything that can be asked left open.

This is what keeps an interview from ending early. Each condition comes to the set of results that further
answers could give it. Parts that read the same question count as independent, so the set may be too large,
never too small: a condition that cannot come out true here cannot come true at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import combinations

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
_OF: dict[tuple[bool, bool, bool], Results] = {
    (True in can, None in can, False in can): frozenset(can)
    for some in range(len(ANY) + 1)
    for can in combinations(ANY, some)
}
"""By whether it can be true, unknown and false."""


def results(condition: Condition, facts: Facts, left: Left) -> Results:
    """The results that a condition can still have, with answers to what is left."""
    match condition:
        case All(parts):
            return _all([results(part, facts, left) for part in parts])
        case AtLeast(count, parts):
            return _at_least(count, [results(part, facts, left) for part in parts])
        case Not(part):
            inner = results(part, facts, left)
            return _OF[False in inner, None in inner, True in inner]
        case Unproven(part):
            inner = results(part, facts, left)
            return _OF[False in inner or None in inner, False, True in inner]
        case Known(question):
            return EITHER if question in left.questions else _ONE[question in facts]
    now = condition.test(facts)
    return ANY if now is None and left.decides(condition) else _ONE[now]


def _all(parts: Iterable[Results]) -> Results:
    true, unknown, false, never = True, False, False, False
    for part in parts:
        true = true and True in part
        unknown = unknown or None in part
        if False in part:
            false = True
            never = never or len(part) == 1
    return _OF[true, unknown and not never, false]


def _at_least(count: int, parts: Iterable[Results]) -> Results:
    surely = maybe = open_or_true = not_false = 0
    unknown = False
    for part in parts:
        if True in part:
            maybe += 1
            open_or_true += 1
            surely += len(part) == 1
        elif None in part:
            open_or_true += 1
        unknown = unknown or None in part
        not_false += False not in part
    if surely >= count:
        return _ONE[True]
    return _OF[maybe >= count, unknown and open_or_true >= count, not_false < count]


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
