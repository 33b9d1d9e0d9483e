"""The words of a text, and where phrases stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kneetui.content.phrases import Phrase, Slot, plain

GAP = 2
"""So many other words may stand between two words of a phrase; none beside a number."""

AHEAD = 3
"""Among so many words behind a phrase one that it excludes (``!when``) takes it back."""

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.;:!?,()\n]")

ENDS = frozenset(".;:!?()\n")
"""Signs that end a statement; a comma only makes a pause."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word of a text. ``statement`` counts the statements, ``part`` what commas set apart.

    ``number`` is the number that it is, as a digit or in words. It stands in the text from ``begins`` to ``ends``.
    """

    text: str
    statement: int
    part: int
    number: float | None = None
    begins: int = 0
    ends: int = 0

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every way in which a phrase may spell this word: the word, and each of its beginnings with ``*``."""
        return frozenset((self.text, *(f"{self.text[:length]}*" for length in range(len(self.text) + 1))))


def tokens(text: str, numbers: Sequence[frozenset[str]] = ()) -> list[Token]:
    """The words of a text; ``numbers`` holds the spellings of 0, 1, 2 …"""
    words: list[Token] = []
    statement = part = 0
    for match in _PIECE.finditer(text):
        piece = plain(match[0])
        if piece in ENDS:
            statement, part = statement + 1, part + 1
        elif piece == ",":
            part += 1
        else:
            words.append(
                Token(
                    text=piece,
                    statement=statement,
                    part=part,
                    number=_number(piece, numbers),
                    begins=match.start(),
                    ends=match.end(),
                )
            )
    return words


def _number(word: str, numbers: Sequence[frozenset[str]]) -> float | None:
    if word.isdecimal() and len(word) < 5:
        return float(word)
    return next((float(value) for value, names in enumerate(numbers) if word in names), None)


def places(phrase: Phrase, sentence: Sequence[Token], closed: frozenset[str]) -> Iterator[tuple[int, ...]]:
    """Where a phrase stands: the index of each of its words, from every place where it begins.

    Words of ``closed`` never stand between those of a phrase, and neither do those that it excludes.
    """
    closed = closed.union(phrase.unless)
    for start in range(len(sentence)):
        if _is(phrase.parts[0], sentence[start]):
            rest = _rest(phrase, (start,), sentence, closed)
            if rest and not _excluded(phrase, rest[-1], sentence):
                yield rest


def _excluded(phrase: Phrase, last: int, sentence: Sequence[Token]) -> bool:
    part = sentence[last].part
    ahead = (token for token in sentence[last + 1 : last + 1 + AHEAD] if token.part == part)
    return any(not token.spellings.isdisjoint(phrase.unless) for token in ahead)


def _rest(
    phrase: Phrase, taken: tuple[int, ...], sentence: Sequence[Token], closed: frozenset[str]
) -> tuple[int, ...]:
    """The same from its first words on; empty if the others do not follow."""
    if len(taken) == len(phrase.parts):
        return taken
    before, part = taken[-1], phrase.parts[len(taken)]
    close = isinstance(part, Slot) or isinstance(phrase.parts[len(taken) - 1], Slot)
    for here in range(before + 1, min(before + (1 if close else GAP + 1) + 1, len(sentence))):
        if sentence[here].statement != sentence[before].statement:
            break
        if _is(part, sentence[here]):
            rest = _rest(phrase, (*taken, here), sentence, closed)
            if rest:
                return rest
        if sentence[here].text in closed:
            break
    return ()


def _is(part: tuple[str, ...] | Slot, token: Token) -> bool:
    if isinstance(part, Slot):
        return token.number is not None
    return not token.spellings.isdisjoint(part)
