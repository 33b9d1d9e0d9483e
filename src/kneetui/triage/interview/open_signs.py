"""Warning signs of the core that could still raise the urgency: no interview ends before they are asked.

A sign is a level of a flag above the present urgency whose condition could still come out true with answers
to questions that were not asked (:mod:`kneetui.triage.interview.still_possible`). Once none is left, nobody's
further answers could raise the urgency by a flag of the core, whatever packs are installed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES, Library, Question
from kneetui.triage import flags, short_form
from kneetui.triage.flags import CORE
from kneetui.triage.interview.memo import once
from kneetui.triage.interview.still_possible import Left
from kneetui.triage.interview.urgency_conditions import NORMAL, Level, held_up, levels


def _core_signs(library: Library) -> tuple[Level, ...]:
    return tuple(
        level
        for level in levels(library)
        if level.name in library.flags and library.flags[level.name].pack == CORE
    )


core_signs = once(_core_signs)
"""The levels of the core's flags."""


def unasked(library: Library, facts: Facts, asked: Collection[str]) -> Left:
    """Questions of which an answer can still come: not asked, or by a page only in part."""
    settled = short_form.settled(library, facts, asked)
    partly = short_form.partly(library, facts, asked)
    questions = {
        key: question
        for key, question in library.questions.items()
        if key not in asked
        and (key in partly or not (key in facts or key in settled))
        and (question.when is None or question.when.test(facts) is not False)
    }
    return Left(questions, short_form.options_asked(library, facts, asked))


def open_signs(library: Library, facts: Facts, left: Left) -> list[Level]:
    """The levels above the present urgency that answers to ``left`` could still bring."""
    now = URGENCIES.index(flags.urgency(library, facts))
    return [
        level
        for level in core_signs(library)
        if URGENCIES.index(level.urgency) < now and level.could_hold(facts, left)
    ]


def open_normal(library: Library, facts: Facts, left: Left) -> list[Level]:
    """The level ``normal``, while nothing is raised and answers could still bring it or take it away."""
    if flags.raised(library, facts):
        return []
    return [
        level
        for level in levels(library)
        if level.name == NORMAL and level.could_hold(facts, left) and any(level.open(facts, left))
    ]


def open_excuses(library: Library, facts: Facts, left: Left) -> list[Level]:
    """What holds the present urgency up, while answers could still show that nothing does."""
    up = flags.raised(library, facts)
    holding = held_up(library, facts, up, flags.level(library, facts, up))
    return [holding] if holding and holding.could_fall(facts, left) else []


def most_closing(signs: Sequence[Level], facts: Facts, left: Left) -> tuple[Question | None, int]:
    """The question whose most usual answer rules out most of these signs, and how many questions they read."""
    closing: dict[str, int] = {}
    for level in signs:
        for name in set(level.open(facts, left)):
            tried = {**facts, name: usual(left.questions[name])}
            rules_out = not level.could_hold(tried, left.without(name))
            closing[name] = closing.get(name, 0) + (MANY if rules_out else 1)
    if not closing:
        return None, 0
    return left.questions[max(closing, key=lambda name: closing[name])], len(closing)


MANY = 100
"""A sign that is ruled out counts more than any number of signs that a question only has to do with."""


def usual(question: Question) -> Answer:
    """The most common answer; of several options none holds."""
    if question.kind == "yes-no":
        return question.rate >= 0.5
    if question.kind == "choice":
        return max(question.options, key=lambda option: option.rate).id
    if question.kind == "choices":
        return Choices(no=frozenset(option.id for option in question.options))
    typical = question.typical or (question.min, question.max)
    return typical[len(typical) // 2]
