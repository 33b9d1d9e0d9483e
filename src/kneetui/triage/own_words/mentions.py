"""What a text mentions: phrases of the content, and whether they are denied.

A negation reaches forward over the words of its statement, past commas ("no swelling, locking or night pain"), and
ends at a word with which another statement begins ("no swelling, but it locks"), or where what follows a comma has a
verb of its own ("not swollen, is warm"). What somebody cannot do is not denied by that ("can't kneel or squat"). Of two
phrases where one stands within the other, the longer one is meant. Months and years beside what happened before
("operated ten years ago") are those since then, and what is told with them was then. What another person has, or
somebody used to do, is no answer.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kneetui.content.model import Library
from kneetui.content.phrases import Phrase, Slot
from kneetui.triage.own_words.lexicon import Lexicon, Meaning, lexicon
from kneetui.triage.own_words.sentence import Token, places, tokens
from kneetui.triage.own_words.turns import dates, of_a_complaint

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
    days = dates(text, sentence, known)
    mentioned = [
        Mention(
            meaning=meaning,
            at=at,
            words=text[sentence[at[0]].begins : sentence[at[-1]].ends],
            denied=_denied(library, meaning, at, sentence, known),
            number=_number(meaning.phrase, at, sentence),
        )
        for meaning in _possible(sentence, known)
        for at in places(meaning.phrase, sentence, known.negations)
        if days.isdisjoint(at)
        and not (
            _only_unable(meaning.phrase, at, sentence, known) or _torn(meaning.phrase, at, sentence, known)
        )
    ]
    meant = [mention for mention in _longest(mentioned) if not _of_another(library, mention, sentence, known)]
    return sorted(_of_now(library, meant, sentence, known), key=lambda mention: mention.at)


def _of_now(
    library: Library, meant: Sequence[Mention], sentence: Sequence[Token], known: Lexicon
) -> Iterator[Mention]:
    """All but how long ago something else was, and how that began."""
    asked = library.role("duration")
    if asked is None:
        yield from meant
        return
    then = {
        sentence[mention.at[0]].part
        for mention in meant
        if mention.meaning.question == asked.id and _since_then(mention, sentence, known)
    }
    for mention in meant:
        beginning = library.questions[mention.meaning.question].topic == asked.topic
        if not (beginning and sentence[mention.at[0]].part in then):
            yield mention


def _of_another(library: Library, mention: Mention, sentence: Sequence[Token], known: Lexicon) -> bool:
    """Whether it is what another person has ("my mum has arthritis"), or was once ("used to lock")

    What stays true is meant, except numbers: an age beside a person is mostly that of whom it is about.
    """
    question, part = library.questions[mention.meaning.question], sentence[mention.at[0]].part
    beside = [token.text for token in sentence if token.part == part]
    if question.lasting and question.kind != "number" and known.others.intersection(beside):
        return True
    for token in reversed(sentence[: mention.at[0]]):
        if token.part != part or token.text in known.turns:
            return False
        if token.text in known.former:
            return True
    return False


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


def _denied(
    library: Library, meaning: Meaning, at: tuple[int, ...], sentence: Sequence[Token], known: Lexicon
) -> bool:
    """Whether a negation before the phrase reaches it; one within the phrase is part of what it says.

    What did not hurt when it happened has happened for all that.
    """
    if any(isinstance(part, tuple) and known.negations.intersection(part) for part in meaning.phrase.parts):
        return False
    lasting = library.questions[meaning.question].lasting
    return bool(_negation(at, sentence, known, with_complaints=not lasting))


def _torn(phrase: Phrase, at: tuple[int, ...], sentence: Sequence[Token], known: Lexicon) -> bool:
    """Whether a phrase with a negation goes on in a part with a verb of its own ("not swollen, is warm")."""
    denies = any(isinstance(part, tuple) and known.negations.intersection(part) for part in phrase.parts)
    apart = sentence[at[0]].part != sentence[at[-1]].part
    return denies and apart and _has_verb(sentence, at[-1], known, whole=True)


def _only_unable(phrase: Phrase, at: tuple[int, ...], sentence: Sequence[Token], known: Lexicon) -> bool:
    """Whether somebody only says what is not possible ("can't kneel or squat", "can't walk without pain")."""
    spellings = {spelling for part in phrase.parts if isinstance(part, tuple) for spelling in part}
    if known.inability.isdisjoint(spellings):
        part = sentence[at[0]].part
        before = [token.text for token in sentence[: at[0]] if token.part == part]
        if known.negations.intersection(spellings):
            return not known.inability.isdisjoint(before)
        return _negation(at, sentence, known) in known.inability
    return False


def _negation(
    at: tuple[int, ...], sentence: Sequence[Token], known: Lexicon, *, with_complaints: bool = False
) -> str:
    """The word that denies what stands there; empty without one. ``with_complaints``: "no pain when sitting" too."""
    first = sentence[at[0]]
    own = _has_verb(sentence, at[0], known, whole=True)
    for back in range(at[0] - 1, max(at[0] - REACH, 0) - 1, -1):
        token = sentence[back]
        if token.statement != first.statement or (own and token.part != first.part):
            return ""
        if token.text in known.negations:
            return token.text
        if token.text in known.turns and not (with_complaints and of_a_complaint(sentence, back, known)):
            return ""
        if token.text in known.joining and _has_verb(sentence, back, known):
            return ""
    return ""


def _has_verb(sentence: Sequence[Token], here: int, known: Lexicon, *, whole: bool = False) -> bool:
    """Whether what stands from there (or in the ``whole`` of it) to the next comma has a verb: it says something itself."""
    part = sentence[here].part
    begins = 0 if whole else here
    return any(token.part == part and token.text in known.verbs for token in sentence[begins:])


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
