"""Warning signs of the core that could still raise the urgency: no interview ends before they are asked.

A sign is a level of a flag above the present urgency whose condition could still come out true with answers
to questions that were not asked (:mod:`kneetui.triage.interview.still_possible`). Once none is left, nobody's
further answers could raise the urgency by a flag of the core, whatever packs are installed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from kneetui.content.conditions import Answer, Choices, Facts
from kneetui.content.model import URGENCIES, Library, Question
from kneetui.triage import flags, short_form
from kneetui.triage.flags import CORE
from kneetui.triage.interview.still_possible import Left, results
from kneetui.triage.interview.urgency_conditions import NORMAL, Level, held_up, levels
from kneetui.triage.memo import once


def _core_signs(library: Library) -> tuple[Level, ...]:
    return tuple(
        level
        for level in levels(library)
        if level.name in library.flags and library.flags[level.name].pack == CORE
    )


core_signs = once(_core_signs)
"""The levels of the core's flags."""


def unasked(library: Library, facts: Facts, asked: Collection[str]) -> Left:
    """Questions of which an answer can still come: not asked, or by a page only in part.

    What hangs on a line of a page that nobody could say, or on an option that nobody marked, counts as asked with it:
    who cannot say whether the knee is swollen cannot say where.
    """
    settled = short_form.settled(library, facts, asked)
    partly = short_form.partly(library, facts, asked)
    could_say = Left({
        key: question
        for key, question in library.questions.items()
        if key not in settled and not (key in asked and question.kind == "choices")
    })  # fmt: skip
    questions = {
        key: question
        for key, question in library.questions.items()
        if key not in asked
        and (key in partly or not (key in facts or key in settled))
        and (question.when is None or True in results(question.when, facts, could_say))
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


def open_stops(library: Library, facts: Facts, left: Left) -> list[Level]:
    """The levels no higher than the present urgency that answers could bring, with exercises to leave out that none stops.

    They raise nothing, but the person would train what such a flag keeps from them.
    """
    present = flags.urgency(library, facts)
    if present in HOME_WAITS:
        return []
    now = URGENCIES.index(present)
    stopped = {load for flag in flags.raised(library, facts) for load in flag.stops}
    return [
        level
        for level in core_signs(library)
        if URGENCIES.index(level.urgency) >= now
        and not stopped.issuperset(library.flags[level.name].stops)
        and level.could_hold(facts, left)
    ]


HOME_WAITS = ("emergency", "urgent")
"""With these nobody trains until somebody looked, whatever a flag stops."""


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
    """The question that most of these signs are ruled out by, and how many questions they read.

    For each sign, the fewest questions whose most usual answers settle it: one that does so alone counts whole, one
    of two a half, and so on. What hangs on more than :data:`TOGETHER` counts next to nothing.
    """
    closing: dict[str, float] = {}
    for level in signs:
        open_now = set(level.open(facts, left))
        names = [name for name in left.questions if name in open_now]
        needed = _closing(level, facts, left, names)
        for name in names:
            counts = any(name in together for together in needed)
            closing[name] = closing.get(name, 0.0) + (1 / len(needed[0]) if counts else HARDLY)
    if not closing:
        return None, 0
    return left.questions[max(closing, key=lambda name: closing[name])], len(closing)


TOGETHER = 3
"""So many questions at most are looked at together."""

HARDLY = 0.01
"""What a question counts for a sign that it does not help to rule out."""


def _closing(level: Level, facts: Facts, left: Left, names: Sequence[str]) -> list[tuple[str, ...]]:
    """The smallest sets of questions whose most usual answers settle a sign."""
    for size in range(1, TOGETHER + 1):
        closing = [
            together
            for together in combinations(names, size)
            if _settled(
                level,
                {**facts, **{name: usual(left.questions[name]) for name in together}},
                left.without(*together),
            )
        ]
        if closing:
            return closing
    return []


def _settled(level: Level, facts: Facts, left: Left) -> bool:
    """Whether a sign is ruled out; ``normal`` is settled as well once nothing can take it away."""
    return not level.could_hold(facts, left) or (level.name == NORMAL and not level.could_fall(facts, left))


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
