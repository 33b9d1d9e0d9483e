"""Words whose meaning turns with what stands beside them: a day that looks like a pain, and "when" after a complaint."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kneetui.triage.own_words.lexicon import Lexicon
from kneetui.triage.own_words.sentence import Token


def dates(text: str, sentence: Sequence[Token], known: Lexicon) -> frozenset[int]:
    """Where days stand: two numbers with a stroke between them, after a word such as "since".

    It may be a pain for all that, so it is neither: it is asked about.
    """
    days: set[int] = set()
    for here, (day, month) in enumerate(pairwise(sentence)):
        stroke = text[day.ends : month.begins].strip() == "/"
        if stroke and None not in (day.number, month.number) and _after_since(sentence, here, known):
            days |= {here, here + 1}
    return frozenset(days)


def _after_since(sentence: Sequence[Token], here: int, known: Lexicon) -> bool:
    for token in reversed(sentence[:here]):
        if token.statement != sentence[here].statement or token.text not in known.about_dates:
            return token.statement == sentence[here].statement and token.text in known.before_dates
    return False


def of_a_complaint(sentence: Sequence[Token], here: int, known: Lexicon) -> bool:
    """Whether a word that else ends a negation belongs to what is denied: "no pain when sitting", "never hurts if I sit"."""
    while here > 0 and sentence[here].text not in known.circumstances:
        before = sentence[here - 1]
        if before.part != sentence[here].part or before.text not in known.turns:
            return False
        here -= 1
    if not here:
        return False
    complaint = sentence[here - 1]
    return complaint.part == sentence[here].part and complaint.text in known.complaints
