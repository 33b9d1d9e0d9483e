"""Phrases by which people mean something, as a pack writes them.

A text holds phrases with ``;`` between them, and a phrase words with spaces between them. ``a|b`` is one word or
the other, ``swell*`` any word that begins so, ``{n}`` a number; ``{7n}`` is a number that counts seven times (weeks
as days), and ``{=1}`` stands for a number that is not spelled out ("yesterday"). ``!when|at`` at its end: not where
one of these words follows soon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_SLOT = re.compile(r"\{(?:(\d*)n|=(\d+))\}")
_WORD = re.compile(r"[^\W_]+\*?")
_JOINED = re.compile(r"(?<=\w)['’](?=\w)")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a number stands, and how often it counts."""

    times: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in their order, each with its other spellings; ``value`` is a number that they stand for.

    Where one of ``unless`` stands between or soon after, the text says something else.
    """

    parts: tuple[tuple[str, ...] | Slot, ...]
    value: float | None = None
    unless: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A text as phrases are compared: small letters, and no apostrophes within words."""
    return _JOINED.sub("", text.casefold())


@cache
def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases that a text of a pack holds. Raises :class:`ValueError` for what is none."""
    return tuple(_phrase(part) for part in text.split(";") if part.strip())


def checked(text: str) -> str:
    """The same text, if it holds phrases. Raises :class:`ValueError` else."""
    phrases(text)
    return text


def _phrase(text: str) -> Phrase:
    parts: list[tuple[str, ...] | Slot] = []
    value: float | None = None
    unless: tuple[str, ...] = ()
    for word in plain(text).replace("-", " ").split():
        if unless:
            raise ValueError(f"“{text.strip()}” goes on after “!”; write that part last")
        if word.startswith("!"):
            unless = tuple(_spelling(spelling, text) for spelling in word[1:].split("|"))
            continue
        slot = _SLOT.fullmatch(word)
        if slot and slot[2]:
            value = float(slot[2])
        elif slot:
            parts.append(Slot(int(slot[1] or 1)))
        else:
            parts.append(tuple(_spelling(spelling, text) for spelling in word.split("|")))
    if not any(isinstance(part, tuple) for part in parts):
        raise ValueError(f"“{text.strip()}” has no word; write at least one")
    return Phrase(tuple(parts), value, unless)


def _spelling(word: str, phrase: str) -> str:
    if not _WORD.fullmatch(word):
        raise ValueError(f"“{word}” in “{phrase.strip()}” is no word; write letters, digits, | and *")
    return word
