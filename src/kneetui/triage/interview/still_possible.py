"""What could still be true: conditions with everything that can be asked left open.

This is what keeps an interview from ending early. Each condition comes to the set of results that further
answers could give it. Parts that read the same question count as independent, so the set may be too large,
never too small: a condition that cannot come out true here cannot come true at all.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from kneetui.content.conditions import All, AtLeast, Condition, Facts, Known, Not, Unproven

Results = frozenset[bool | None]

ANY: Results = frozenset({True, False, None})
EITHER: Results = frozenset({True, False})
_ONE: dict[bool | None, Results] = {each: frozenset({each}) for each in (True, False, None)}


def results(condition: Condition, facts: Facts, askable: Container[str]) -> Results:
    """The results that a condition can still have, with answers to ``askable`` questions."""
    match condition:
        case All(parts):
            return _all([results(part, facts, askable) for part in parts])
        case AtLeast(count, parts):
            return _at_least(count, [results(part, facts, askable) for part in parts])
        case Not(part):
            return frozenset(None if each is None else not each for each in results(part, facts, askable))
        case Unproven(part):
            return frozenset(each is not True for each in results(part, facts, askable))
        case Known(question):
            return EITHER if question in askable else _ONE[question in facts]
    now = condition.test(facts)
    question = next(condition.questions())
    return ANY if now is None and question in askable else _ONE[now]


def _all(parts: list[Results]) -> Results:
    found: set[bool | None] = set()
    if all(True in each for each in parts):
        found.add(True)
    if any(False in each for each in parts):
        found.add(False)
    if any(None in each for each in parts) and all(each != _ONE[False] for each in parts):
        found.add(None)
    return frozenset(found)


def _at_least(count: int, parts: list[Results]) -> Results:
    surely, maybe = (
        sum(each == _ONE[True] for each in parts),
        sum(True in each for each in parts),
    )
    if surely >= count:
        return _ONE[True]
    open_or_true = sum(True in each or None in each for each in parts)
    found: set[bool | None] = set()
    if maybe >= count:
        found.add(True)
    if open_or_true >= count and any(None in each for each in parts):
        found.add(None)
    if sum(each == _ONE[True] or each == _ONE[None] or False not in each for each in parts) < count:
        found.add(False)
    return frozenset(found)


def open_questions(condition: Condition, facts: Facts, askable: Container[str]) -> Iterator[str]:
    """The questions whose answers could still change what a condition comes to (with repeats)."""
    if len(results(condition, facts, askable)) < 2:
        return
    if isinstance(condition, All | AtLeast):
        for part in condition.parts:
            yield from open_questions(part, facts, askable)
    elif isinstance(condition, Not | Unproven):
        yield from open_questions(condition.part, facts, askable)
    else:
        yield next(condition.questions())
