"""What a text mentions: phrases of the content, and whether they are denied.

A negation reaches forward over the words of its statement, past commas ("no swelling, locking or night pain"), and
ends at a word with which another statement begins ("no swelling, but it locks"). Of two phrases where one stands
within the other, the longer one is meant. Months and years beside what happened before ("operated ten years ago") are
those since then.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kneetui.content.model import Library
from kneetui.content.phrases import Phrase, Slot
from kneetui.triage.own_words.lexicon import Lexicon, Meaning, lexicon
from kneetui.triage.own_words.sentence import Token, places, tokens

REACH = 9
"""A negation reaches over so many words at most."""

MISSPELLED = 5
"""Words from so many letters on may be misspelled."""

ALIKE = 0.8
"""How alike a misspelled word is to the one that is meant (difflib's ratio)."""

LONG = 180
"""From so many days on a time beside an operation or an injury is the time since then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A meaning in a text: the words that say it, and where they stand (counted from 0)."""

    meaning: Meaning
    at: tuple[int, ...]
    words: str
    denied: bool
    number: float | None = None


def mentions(library: Library, text: str) -> list[Mention]:
    """Everything that a text mentions, in the order of the text."""
    known = lexicon(library)
    sentence = [_spelled(token, known) for token in tokens(text, known.numbers)]
    mentioned = [
        Mention(
            meaning=meaning,
            at=at,
            words=" ".join(token.text for token in sentence[at[0] : at[-1] + 1]),
            denied=_denied(meaning.phrase, at, sentence, known),
            number=_number(meaning.phrase, at, sentence),
        )
        for meaning in _possible(sentence, known)
        for at in places(meaning.phrase, sentence, known.negations)
    ]
    asked = library.role("duration")
    return sorted(
        (
            mention
            for mention in _longest(mentioned)
            if not (asked and mention.meaning.question == asked.id and _since_then(mention, sentence, known))
        ),
        key=lambda mention: mention.at,
    )


def _since_then(mention: Mention, sentence: Sequence[Token], known: Lexicon) -> bool:
    """Whether a long time is that since something which happened before, named beside it."""
    if mention.number is None or mention.number < LONG:
        return False
    part = sentence[mention.at[0]].part
    return any(token.part == part and token.text in known.past for token in sentence)


def _possible(sentence: Sequence[Token], known: Lexicon) -> list[Meaning]:
    """The meanings whose phrase begins with a word of the text, in the order of the library."""
    begun = {
        place
        for token in sentence
        for spelling in token.spellings
        for place in known.beginnings.get(spelling, ())
    }
    if any(token.number is not None for token in sentence):
        begun.update(known.beginnings.get("", ()))
    return [known.meanings[place] for place in sorted(begun)]


def _longest(mentioned: Sequence[Mention]) -> Iterator[Mention]:
    taken = {frozenset(mention.at) for mention in mentioned}
    for mention in mentioned:
        own = frozenset(mention.at)
        if not any(own < other for other in taken):
            yield mention


def _denied(phrase: Phrase, at: tuple[int, ...], sentence: Sequence[Token], known: Lexicon) -> bool:
    """Whether a negation before the phrase reaches it; one within the phrase is part of what it says."""
    if any(isinstance(part, tuple) and known.negations.intersection(part) for part in phrase.parts):
        return False
    first = sentence[at[0]]
    for back in range(at[0] - 1, max(at[0] - REACH, 0) - 1, -1):
        token = sentence[back]
        if token.statement != first.statement:
            return False
        if token.text in known.negations:
            return True
        if token.text in known.turns:
            return False
    return False


def _number(phrase: Phrase, at: tuple[int, ...], sentence: Sequence[Token]) -> float | None:
    if phrase.value is not None:
        return phrase.value
    for part, here in zip(phrase.parts, at, strict=True):
        number = sentence[here].number
        if isinstance(part, Slot) and number is not None:
            return number * part.times
    return None


def _spelled(token: Token, known: Lexicon) -> Token:
    """The token as the content spells it, if it looks like a slip of the keys."""
    if len(token.text) < MISSPELLED or token.number is not None:
        return token
    if not known.spellings.isdisjoint(token.spellings):
        return token
    long = [
        spelling
        for spelling in known.spellings
        if len(spelling) >= MISSPELLED and spelling[0] == token.text[0]
    ]
    whole = [spelling for spelling in long if not spelling.endswith("*")]
    near = difflib.get_close_matches(token.text, whole, n=1, cutoff=ALIKE)
    return replace(token, text=near[0]) if near else token
