"""What each question is worth: the bits it is expected to bring about the causes, and what it decides.

For every flag and level above the present urgency, and for every tip, how far the answer is expected to move its
chance, times a weight. Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Facts
from kneetui.content.model import Library, Question
from kneetui.triage import short_form
from kneetui.triage.causes.base_weights import BASE_QUESTIONS
from kneetui.triage.causes.question_odds import Partition
from kneetui.triage.causes.ranking import Ranking, best_first, ranking, softmax
from kneetui.triage.interview.advice_value import undecided_tips
from kneetui.triage.interview.information import Odds, Open, Outlook
from kneetui.triage.interview.urgency_conditions import NORMAL, open_levels

WORTH = {"emergency": 4.0, "urgent": 2.0, "soon": 0.4, "self-care": 0.05}
"""How many bits it is worth to learn whether a flag of this level is up (design choice)."""

NORMAL_WORTH = 0.6
"""The same for learning whether this is normal soreness."""

LEAST = 0.02
"""So many bits a question has to be worth at least."""

LIVE = 0.004
MOST_LIVE = 20
"""Causes below this probability, or behind so many others, do not plan the interview."""

SHARED = 0.75
"""Options of one choices question overlap: each further one counts this much less than the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The next question, what it is worth (bits), and what it would decide.

    ``flags``, ``advice`` (tips) and ``between`` (the likeliest cause that it says something of, and another)
    are ids, the most telling first;
    ``urgent`` is the part of the worth that is about the urgency, ``about`` how many questions there may be
    in all.
    """

    question: Question
    worth: float
    flags: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    normal: bool = False
    urgent: float = 0.0
    about: int = 0


def worth(
    library: Library,
    facts: Facts,
    questions: Sequence[Question],
    options_asked: Mapping[str, frozenset[str]] | None = None,
) -> list[Suggestion]:
    """What each of these questions is worth (bits), the most telling first; equal ones in the order given.

    The worth is a sum of three, and each looks one answer ahead. What an answer tells about the causes: its mutual
    information with the cause, over the live causes alone, since the rest cannot come to the front
    (:class:`~kneetui.triage.interview.information.Outlook`). What it decides of the urgency: for each flag that is
    not up and lies above the present level, how far the answer is expected to move its chance
    (:class:`~kneetui.triage.interview.information.Open`), times :data:`WORTH` of the level. What it decides of the
    advice: the same for the conditions of tips, weighted with how likely their causes are. The chances of the
    answers are reckoned once and serve all three. Of the urgency nothing is expected of ``options_asked``, which a page
    asked for in short and nobody could say.
    """
    index = ranking(library)
    scores = index.scores(facts)
    probabilities = softmax(scores)
    live = [n for n in best_first(probabilities)[:MOST_LIVE] if probabilities[n] >= LIVE]
    outlook = Outlook(index, facts, probabilities, live)
    chances = {question.id: outlook.parts(question) for question in questions}
    between = {question.id: _between(index, question, live) for question in questions}
    odds = Odds(chances)
    decides = _decides(library, facts, odds, options_asked or {})
    likely = {index.causes[n].id: probabilities[n] for n in live}
    advice: dict[str, list[tuple[float, str]]] = {}
    for name, gain, tip in undecided_tips(library, facts, likely, odds):
        advice.setdefault(name, []).append((gain, tip))
    scored = [
        _suggestion(
            question,
            information=_information(chances[question.id]),
            flags=decides.get(question.id, []),
            tips=advice.get(question.id, []),
            between=between[question.id],
        )
        for question in questions
    ]
    return sorted(scored, key=lambda suggestion: -suggestion.worth)


def _suggestion(
    question: Question,
    *,
    information: float,
    flags: Sequence[tuple[float, str]],
    tips: Sequence[tuple[float, str]],
    between: tuple[str, ...],
) -> Suggestion:
    """A question with the sum of what it is worth: in bits, and to which flags and tips."""
    names = _telling(flags)
    return Suggestion(
        question=question,
        worth=information + sum(gain for gain, _ in [*flags, *tips]),
        flags=tuple([name for name in names if name != NORMAL][:3]),
        between=between,
        advice=tuple(_telling(tips)[:3]),
        normal=NORMAL in names,
        urgent=sum(gain for gain, _ in flags),
    )


def _between(index: Ranking, question: Question, live: Sequence[int]) -> tuple[str, ...]:
    """The likeliest cause that a question says something of, and the likeliest other one."""
    relevant = index.about.get(question.id, {})
    first = next((n for n in live if n in relevant or question.id in BASE_QUESTIONS), None)
    other = next((n for n in live if n != first), None)
    if first is None or other is None:
        return ()
    return tuple(index.causes[n].id for n in sorted((first, other), key=live.index))


def _telling(gains: Sequence[tuple[float, str]]) -> list[str]:
    """Names with something to gain, most first, each once."""
    return list(dict.fromkeys(name for gain, name in sorted(gains, reverse=True) if gain > 0))


def _information(parts: Sequence[Partition]) -> float:
    """The bits of a question over its parts; the most telling option counts whole (:data:`SHARED`)."""
    total, weight = 0.0, 1.0
    for bits in sorted((part.bits for part in parts), reverse=True):
        total += bits * weight
        weight *= SHARED
    return total


def _decides(
    library: Library, facts: Facts, odds: Odds, options_asked: Mapping[str, frozenset[str]]
) -> dict[str, list[tuple[float, str]]]:
    """By question: what it is worth to the flags above the present level and to ``normal``, with their names.

    What is left of a flag's condition once everything known and everything that cannot be asked is put in decides
    nothing any more if it is true or false. A flag that is so unlikely that its whole chance is worth less
    than a quarter of the least worth is passed over: that saves most of the work and hardly moves the order.
    """
    chances = odds.parts
    gains: dict[str, list[tuple[float, str]]] = {}
    for level in open_levels(library, facts):
        left = level.left(facts, chances)
        if isinstance(left, bool):
            continue
        undecided = Open(left, odds)
        scale = NORMAL_WORTH if level.urgency == NORMAL else WORTH[level.urgency]
        if undecided.chance * scale < LEAST / 4:
            continue
        for question in sorted(undecided.questions):
            if question in options_asked and undecided.options(question) <= options_asked[question]:
                continue
            gain = scale * undecided.expected_change(question)
            gains.setdefault(question, []).append((gain, level.name))
    for question in chances:
        for _, behind, _ in short_form.lines_of(library, question):
            gains.setdefault(question, []).extend(gains.get(behind, ()))
    return gains
