"""Which answers stay what they are, and which may be others tomorrow."""

from __future__ import annotations

from kneetui.content.model import Question

TOPICS = ("person", "start", "sport")
"""Topics whose answers do not change from one day to the next."""

CHANGING = ("trend", "no-better-with")
"""Questions of those topics whose answers do."""


def lasting(question: Question) -> bool:
    """Whether an answer, once given, stays true (a number of days grows)."""
    return question.topic in TOPICS and question.id not in CHANGING
