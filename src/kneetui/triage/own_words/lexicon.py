"""What the phrases of a library stand for, and the words of the language around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kneetui.content.model import Library
from kneetui.content.phrases import Phrase, Slot, phrases, plain
from kneetui.triage.memo import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A phrase, and the question (with its option, if it has options) that it answers."""

    phrase: Phrase
    question: str
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All phrases of a library, and its classes of words; ``numbers`` holds the spellings of 0, 1, 2 …

    ``meanings`` are in the order of the library. ``beginnings`` has where in it those stand whose phrase begins with
    a spelling; under an empty one, those that begin with a number.
    """

    meanings: tuple[Meaning, ...]
    beginnings: Mapping[str, Sequence[int]]
    negations: frozenset[str]
    turns: frozenset[str]
    past: frozenset[str]
    others: frozenset[str]
    former: frozenset[str]
    verbs: frozenset[str]
    joining: frozenset[str]
    inability: frozenset[str]
    complaints: frozenset[str]
    circumstances: frozenset[str]
    before_dates: frozenset[str]
    about_dates: frozenset[str]
    numbers: tuple[frozenset[str], ...]
    spellings: frozenset[str]


def _meanings(library: Library) -> Iterator[Meaning]:
    for question in library.questions.values():
        for phrase in phrases(question.words):
            yield Meaning(phrase=phrase, question=question.id)
        for option in question.options:
            for phrase in phrases(option.words):
                yield Meaning(phrase=phrase, question=question.id, option=option.id)


def _classes(library: Library, role: str) -> list[str]:
    texts = (word_class.words for word_class in library.word_classes.values() if word_class.role == role)
    return [plain(word).strip() for text in texts for word in text.split(";") if word.strip()]


def _lexicon(library: Library) -> Lexicon:
    meanings = tuple(_meanings(library))
    parts = (part for meaning in meanings for part in meaning.phrase.parts)
    return Lexicon(
        meanings=meanings,
        beginnings=_beginnings(meanings),
        spellings=frozenset(spelling for part in parts if isinstance(part, tuple) for spelling in part),
        negations=frozenset(_classes(library, "negation")),
        turns=frozenset(_classes(library, "turn")),
        past=frozenset(_classes(library, "past")),
        others=frozenset(_classes(library, "other-person")),
        former=frozenset(_classes(library, "former")),
        verbs=frozenset(_classes(library, "verb")),
        joining=frozenset(_classes(library, "joining")),
        inability=frozenset(_classes(library, "inability")),
        complaints=frozenset(_classes(library, "complaint")),
        circumstances=frozenset(_classes(library, "circumstance")),
        before_dates=frozenset(_classes(library, "before-date")),
        about_dates=frozenset(_classes(library, "about-date")),
        numbers=tuple(frozenset(word.split("|")) for word in _classes(library, "number")),
    )


def _beginnings(meanings: Sequence[Meaning]) -> dict[str, list[int]]:
    beginnings: dict[str, list[int]] = defaultdict(list)
    for place, meaning in enumerate(meanings):
        first = meaning.phrase.parts[0]
        for spelling in ("",) if isinstance(first, Slot) else dict.fromkeys(first):
            beginnings[spelling].append(place)
    return dict(beginnings)


lexicon = once(_lexicon)
"""The lexicon of a library, made once."""
