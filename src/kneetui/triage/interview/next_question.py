"""What to ask next: what would change the outcome most, warning signs first; and when to stop.

The worth of a question is the information it is expected to bring about the causes (bits), plus what it
decides: for every flag and level above the present urgency, and for every tip, how far the answer is
expected to move its chance, times a weight. Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Answer, Condition, Facts
from kneetui.content.model import Library, Question
from kneetui.triage import answers, short_form
from kneetui.triage.causes.base_weights import BASE_QUESTIONS
from kneetui.triage.causes.ranking import Ranking, best_first, ranking, softmax
from kneetui.triage.flags import CORE
from kneetui.triage.interview.advice_value import undecided_tips
from kneetui.triage.interview.information import Odds, Open, Outlook, Partition
from kneetui.triage.interview.open_signs import (
    most_closing,
    open_excuses,
    open_normal,
    open_signs,
    open_stops,
    unasked,
)
from kneetui.triage.interview.urgency_conditions import NORMAL, open_levels

FIRST_PAGE = "warning-signs"
"""The page that comes before everything else."""

WORTH = {"emergency": 4.0, "urgent": 2.0, "soon": 0.4, "self-care": 0.05}
"""How many bits it is worth to learn whether a flag of this level is up (design choice)."""

NORMAL_WORTH = 0.6
"""The same for learning whether this is normal soreness."""

ENOUGH = (0.02, 0.2)
DOUBT = (0.5, 0.85)
"""A question worth less (in bits) is not asked. The surer the first cause is, the more it takes: from
probability ``DOUBT[0]`` to ``DOUBT[1]`` it rises from ``ENOUGH[0]`` to ``ENOUGH[1]``. So a clear knee is
left in peace and a puzzling one is asked more (design choice, measured on the cases)."""

FEW = 9
"""Nobody is sure after fewer questions than this: until then the least worth is enough."""

ENOUGH_URGENT = 0.055
"""A question that decides so much of the urgency (in bits) is asked however clear the cause is."""

FIRST_GUESS = 13
"""How many questions an interview is said to have before anything is known (the mean over the cases)."""

ALL_ASKED, ASKED_OF_MORE, MOST_ASKED = 3, 0.5, 9
"""Of the questions that are worth asking now so many are asked, then this share, and so many at most: each
answer makes others needless (measured on the cases)."""

MOST = 25
"""No interview asks more questions than this."""

SIGNS_FIRST = 15
"""After so many questions the warning signs that are still open come before anything else."""

EXCUSES_UNTIL = 13
"""Up to so many questions what may lower the urgency is asked for, however unlikely (design choice)."""

MOST_OF_PACKS = 8
"""At most so many of them are questions of packs."""

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


@dataclass(frozen=True, slots=True)
class Draft:
    """An interview as it stands: what was asked, in order, and what was answered.

    A question that is in ``asked`` but not in ``facts`` was answered with "don't know".
    """

    asked: tuple[str, ...] = ()
    facts: dict[str, Answer] = field(default_factory=dict)

    def answered(self, question: str, value: Answer | None) -> Draft:
        """The draft with an answer added or changed; ``None`` is "don't know"."""
        facts = {key: known for key, known in self.facts.items() if key != question}
        if value is not None:
            facts[question] = value
        asked = self.asked if question in self.asked else (*self.asked, question)
        return replace(self, asked=asked, facts=facts)

    def without(self, question: str, library: Library) -> Draft:
        """The draft before a question was asked; what depended on it is open again."""
        gone = {question}
        for key, other in library.questions.items():
            if other.when and gone & set(other.when.questions()):
                gone.add(key)
        return Draft(
            tuple(key for key in self.asked if key not in gone),
            {key: value for key, value in self.facts.items() if key not in gone},
        )

    def plain(self) -> dict[str, Any]:
        """The draft as TOML and JSON can hold it."""
        return {"format": 1, "asked": list(self.asked), "answers": answers.plain(self.facts)}


def draft(raw: dict[str, Any], library: Library) -> Draft:
    """A draft from :meth:`Draft.plain`; questions that no longer exist are dropped."""
    given = {key: value for key, value in raw.get("answers", {}).items() if key in library.questions}
    facts: dict[str, Answer] = {}
    for key, value in given.items():
        try:
            facts[key] = answers.answer(library.questions[key], value)
        except ValueError:
            continue
    asked = [key for key in raw.get("asked", []) if key in library.questions]
    asked += [key for key in facts if key not in asked]
    return Draft(tuple(asked), facts)


def askable(library: Library, facts: Facts, asked: Collection[str]) -> list[Question]:
    """Questions not asked yet whose ``when`` holds, or stays open although its own questions were asked."""
    return [
        question
        for question in unasked(library, facts, asked).questions.values()
        if all(
            _worth_asking(library, condition, facts, asked)
            for condition in (question.when, question.relevant)
        )
    ]


def _worth_asking(
    library: Library, condition: Condition | None, facts: Facts, asked: Collection[str]
) -> bool:
    """A condition holds, or stays open although everything it reads was asked or cannot be."""
    result = True if condition is None else condition.test(facts)
    if result is None and condition is not None:
        return all(_settled(library, question, facts, asked) for question in condition.questions())
    return result is True


def _settled(library: Library, name: str, facts: Facts, asked: Collection[str]) -> bool:
    if name in facts or name in asked:
        return True
    when = library.questions[name].when
    return when is not None and when.test(facts) is False


def suggest(library: Library, facts: Facts, asked: Collection[str] = ()) -> Suggestion | None:
    """The next question, or ``None`` when nothing left would change the outcome enough.

    ``asked`` are the questions that were answered or passed over; ``facts`` what is known of them.

    The pages that stand before everything come first, then what they left open, then what everybody is asked.
    An interview does not end while a warning sign of the core could still raise the urgency, or keep more exercises from
    the person than what is up, whatever packs say (:mod:`kneetui.triage.interview.open_signs`).
    """
    if len(asked) >= MOST:
        return None
    facts = answers.counting(library, facts)
    return (
        _at_first(library, facts, asked)
        or (_unasked_sign(library, facts, asked) if len(asked) >= SIGNS_FIRST else None)
        or _most_telling(library, facts, asked)
        or _unasked_sign(library, facts, asked)
    )


def _at_first(library: Library, facts: Facts, asked: Collection[str]) -> Suggestion | None:
    """What comes before anything is weighed."""
    left = unasked(library, facts, asked).questions
    first = [question for question in left.values() if question.page == FIRST_PAGE]
    first = first or [left[name] for name in short_form.opened(library, facts, asked) if name in left]
    if first:
        return Suggestion(question=first[0], worth=WORTH["emergency"], about=FIRST_GUESS)
    always = [question for question in left.values() if _always(question, facts)]
    return replace(worth(library, facts, always)[0], about=FIRST_GUESS) if always else None


def _always(question: Question, facts: Facts) -> bool:
    return question.always or (question.always_if is not None and question.always_if.test(facts) is True)


def _unasked_sign(library: Library, facts: Facts, asked: Collection[str]) -> Suggestion | None:
    """The question that rules out most of the warning signs that could still be true."""
    left = unasked(library, facts, asked)
    signs = open_signs(library, facts, left) or open_normal(library, facts, left)
    if not signs and len(asked) < EXCUSES_UNTIL:
        signs = open_excuses(library, facts, left)
    signs = signs or open_stops(library, facts, left)
    question, count = most_closing(signs, facts, left)
    if question is None:
        return None
    names = tuple(dict.fromkeys(sign.name for sign in signs if question.id in sign.reads))
    about = len(asked) + _to_come(count, len(asked))
    return Suggestion(
        question=question, worth=WORTH["emergency"], flags=names[:3], urgent=WORTH["emergency"], about=about
    )


def _most_telling(library: Library, facts: Facts, asked: Collection[str]) -> Suggestion | None:
    open_questions = askable(library, facts, asked)
    of_packs = [key for key in asked if key in library.questions and library.questions[key].pack != CORE]
    if len(of_packs) >= MOST_OF_PACKS:
        open_questions = [question for question in open_questions if question.pack == CORE]
    scored = worth(library, facts, open_questions, short_form.options_asked(library, facts, asked))
    enough = _enough(library, facts)
    left = sum(_worthwhile(suggestion, enough) for suggestion in scored)
    least = _least(enough, asked)
    scored = [suggestion for suggestion in scored if _worthwhile(suggestion, least)]
    return replace(scored[0], about=len(asked) + _to_come(left, len(asked))) if scored else None


def _worthwhile(suggestion: Suggestion, enough: float) -> bool:
    return suggestion.worth >= enough or suggestion.urgent >= ENOUGH_URGENT


def _to_come(worthwhile: int, asked: int) -> int:
    """How many more questions there may be, with so many worth asking now; this one counts."""
    more = worthwhile
    if worthwhile > ALL_ASKED:
        more = min(ALL_ASKED + round((worthwhile - ALL_ASKED) * ASKED_OF_MORE), MOST_ASKED)
    return max(1, min(more, MOST - asked))


def best_left(library: Library, facts: Facts, asked: Collection[str]) -> tuple[Suggestion | None, float]:
    """The best question that is still open, worth asking or not, and what a question has to be worth (bits)."""
    facts = answers.counting(library, facts)
    scored = worth(
        library, facts, askable(library, facts, asked), short_form.options_asked(library, facts, asked)
    )
    return (scored[0] if scored else None), _least(_enough(library, facts), asked)


def decides(library: Library, facts: Facts, asked: Collection[str], question: Question) -> Suggestion:
    """What one question would decide now, asked or answered as it may be already: why it is asked."""
    facts = {key: known for key, known in answers.counting(library, facts).items() if key != question.id}
    others = [other for other in askable(library, facts, asked) if other.id != question.id]
    return next(
        suggestion
        for suggestion in worth(library, facts, [question, *others])
        if suggestion.question is question
    )


def _enough(library: Library, facts: Facts) -> float:
    first = max(softmax(ranking(library).scores(facts)), default=0.0)
    sure = (first - DOUBT[0]) / (DOUBT[1] - DOUBT[0])
    return ENOUGH[0] + (ENOUGH[1] - ENOUGH[0]) * min(max(sure, 0.0), 1.0)


def _least(enough: float, asked: Collection[str]) -> float:
    """What a question has to be worth after these."""
    return enough if len(asked) >= FEW else ENOUGH[0]


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
        if undecided.chance * scale < ENOUGH[0] / 4:
            continue
        for question in sorted(undecided.questions):
            if question in options_asked and undecided.options(question) <= options_asked[question]:
                continue
            gain = scale * undecided.expected_change(question)
            gains.setdefault(question, []).append((gain, level.name))
    for question in chances:
        for _, behind, _ in short_form.lines(library.questions[question]):
            gains.setdefault(question, []).extend(gains.get(behind, ()))
    return gains
