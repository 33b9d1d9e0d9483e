"""Generated answers, as people could give them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kneetui.content.conditions import Answer, Choices
from kneetui.content.model import Library, Question
from kneetui.triage.memo import once


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer that the question allows."""
    ids = [option.id for option in question.options]
    if question.kind == "yes-no":
        return st.booleans()
    if question.kind == "choice":
        return st.sampled_from(ids)
    if question.kind == "number":
        return st.floats(question.min, question.max, allow_nan=False).map(lambda value: float(round(value)))
    some = st.frozensets(st.sampled_from(ids), max_size=4)
    return st.builds(lambda yes, no: Choices(yes, no - yes), some, some)


def _strategies_of(library: Library) -> tuple[list[str], dict[str, st.SearchStrategy[Answer]]]:
    names = sorted(library.questions)
    return names, {name: answer_to(library.questions[name]) for name in names}


strategies_of = once(_strategies_of)
"""The questions, and what answers each; made once, since making a strategy costs more than an answer of it."""


def facts_of(library: Library, most: int = 14) -> st.SearchStrategy[dict[str, Answer]]:
    """Answers to some of the questions."""
    names, answers = strategies_of(library)
    some = st.lists(st.sampled_from(names), max_size=most, unique=True)

    @st.composite
    def draw_facts(draw: Any) -> dict[str, Answer]:
        return {name: draw(answers[name]) for name in draw(some)}

    return draw_facts()
