"""Findings of a cause that more answers could still show: only these are named as not known.

A condition can come out unknown although nothing is left to ask: where the swelling sits is never asked of a knee
that is not swollen. Such a finding is answered.
"""

from __future__ import annotations

from collections.abc import Iterable

from kneetui.content.conditions import Facts
from kneetui.content.model import Evidence, Library, Question
from kneetui.triage.interview.open_signs import unasked
from kneetui.triage.interview.still_possible import Left, results


def left_to_say(library: Library, facts: Facts) -> Left:
    """What could still be answered, whatever was asked: who did not know may find out.

    A question that the answers so far close is none of these, though another answer could open it again.
    """
    left = unasked(library, facts, ())
    return left.without(*[name for name, question in left.questions.items() if _is_closed(question, facts)])


def _is_closed(question: Question, facts: Facts) -> bool:
    return question.when is not None and question.when.test(facts) is False


def still_open(findings: Iterable[Evidence], facts: Facts, left: Left) -> tuple[Evidence, ...]:
    """Those of the findings that answers to what is left could make true."""
    return tuple(finding for finding in findings if True in results(finding.condition, facts, left))
