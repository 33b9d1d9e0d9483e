"""What to ask next: what would change the outcome most, warning signs first; and when to stop. Nothing here is random."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kneetui.content.conditions import Condition, Facts
from kneetui.content.model import Library, Question
from kneetui.triage import answers, short_form
from kneetui.triage.causes.ranking import ranking, softmax
from kneetui.triage.flags import CORE
from kneetui.triage.interview.open_signs import (
    most_closing,
    open_excuses,
    open_normal,
    open_signs,
    open_stops,
    unasked,
)
from kneetui.triage.interview.still_possible import Left
from kneetui.triage.interview.worth import LEAST, WORTH, Suggestion, worth

FIRST_PAGE = "warning-signs"
"""The page that comes before everything else."""

ENOUGH = (LEAST, 0.2)
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


def askable(library: Library, facts: Facts, asked: Collection[str]) -> list[Question]:
    """Questions not asked yet whose ``when`` holds, or stays open although its own questions were asked."""
    return _askable(library, facts, asked, unasked(library, facts, asked))


def _askable(library: Library, facts: Facts, asked: Collection[str], left: Left) -> list[Question]:
    return [
        question
        for question in left.questions.values()
        if all(
            _worth_asking(library, condition, facts, asked)
            for condition in (question.when, question.relevant)
        )
    ]


def _worth_asking(
    library: Library, condition: Condition | None, facts: Facts, asked: Collection[str]
) -> bool:
    """A condition holds, or stays open although everything it reads was asked or cannot be."""
    if condition is None:
        return True
    result = condition.test(facts)
    if result is None:
        return all(_settled(library, question, facts, asked) for question in condition.questions())
    return result


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
    left = unasked(library, facts, asked)
    return (
        _at_first(library, facts, asked, left.questions)
        or (_unasked_sign(library, facts, asked, left) if len(asked) >= SIGNS_FIRST else None)
        or _most_telling(library, facts, asked, left)
        or _unasked_sign(library, facts, asked, left)
    )


def _at_first(
    library: Library, facts: Facts, asked: Collection[str], left: Mapping[str, Question]
) -> Suggestion | None:
    """What comes before anything is weighed."""
    first = [question for question in left.values() if question.page == FIRST_PAGE]
    first = first or [left[name] for name in short_form.opened(library, facts, asked) if name in left]
    if first:
        return Suggestion(question=first[0], worth=WORTH["emergency"], about=FIRST_GUESS)
    always = [question for question in left.values() if _always(question, facts)]
    return replace(worth(library, facts, always)[0], about=FIRST_GUESS) if always else None


def _always(question: Question, facts: Facts) -> bool:
    return question.always or (question.always_if is not None and question.always_if.test(facts) is True)


def _unasked_sign(library: Library, facts: Facts, asked: Collection[str], left: Left) -> Suggestion | None:
    """The question that rules out most of the warning signs that could still be true."""
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


def _most_telling(library: Library, facts: Facts, asked: Collection[str], left: Left) -> Suggestion | None:
    open_questions = _askable(library, facts, asked, left)
    of_packs = [key for key in asked if key in library.questions and library.questions[key].pack != CORE]
    if len(of_packs) >= MOST_OF_PACKS:
        open_questions = [question for question in open_questions if question.pack == CORE]
    scored = worth(library, facts, open_questions, left.options_asked)
    enough = _enough(library, facts)
    more = sum(_worthwhile(suggestion, enough) for suggestion in scored)
    least = _least(enough, asked)
    scored = [suggestion for suggestion in scored if _worthwhile(suggestion, least)]
    return replace(scored[0], about=len(asked) + _to_come(more, len(asked))) if scored else None


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
