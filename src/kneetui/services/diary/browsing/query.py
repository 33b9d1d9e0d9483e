"""What somebody looks for in the diary: words, days, a knee, and ranges such as ``pain>=4`` or ``km>10``."""

from __future__ import annotations

import operator
import re
from functools import cache
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.description import Part, fields_of
from kneetui.diary.entries import KNEES, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import DataclassInstance

_RANGE = re.compile(r"([a-z]+)(>=|<=|=|>|<)(\d+(?:[.,]\d+)?)")
_DAY = re.compile(r"[12]\d{3}(?:-\d{2}){0,2}")
_PIECE = re.compile(r"[a-z0-9]{2,}")
_APART = {0x130: "ı", 0x212A: "ĸ"}
"""Signs that become letters of ASCII when they are made small; a store that compares ASCII would miss them."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}


def _session(name: str) -> Callable[[Entry], float | None]:
    return lambda entry: getattr(entry.session, name) if entry.session else None


NUMBERS: dict[str, Callable[[Entry], float | None]] = {
    "pain": lambda entry: entry.pain,
    "morning": lambda entry: entry.pain_morning,
    "during": lambda entry: entry.pain_during,
    "after": lambda entry: entry.pain_after,
    "minutes": _session("minutes"),
    "min": _session("minutes"),
    "km": _session("distance_km"),
    "effort": _session("effort"),
    "load": _session("load"),
}
"""What a range can be of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """``words`` that an entry has to have, and ``ranges`` (number, comparison, limit) that it has to be in.

    ``days`` are beginnings of its day, such as ``2024-05``, and ``knees`` those it is about; where these stand among
    its words, it has them too.
    """

    words: str = ""
    ranges: tuple[tuple[str, str, float], ...] = ()
    days: tuple[str, ...] = ()
    knees: tuple[str, ...] = ()

    def matches(self, entry: Entry) -> bool:
        """Whether an entry has all of it; what is not known is in no range."""
        for name, comparison, limit in self.ranges:
            value = NUMBERS[name](entry)
            if value is None or not _COMPARE[comparison](value, limit):
                return False
        return (
            all(entry.when.isoformat().startswith(day) or matches(entry, day) for day in self.days)
            and all(_about(entry, knee) or matches(entry, knee) for knee in self.knees)
            and matches(entry, self.words)
        )

    def pieces(self) -> tuple[str, ...]:
        """Pieces of the words that stand in whatever is kept of an entry that has the words, whatever their case.

        So a store can pass over most of the others without reading them. A word that is no value, but stands before
        one, has none; nor have numbers, which are written in several ways.
        """
        pieces = dict.fromkeys(_PIECE.findall(self.words))
        return tuple(
            piece for piece in pieces if not piece.isdecimal() and piece not in _words_before_values()
        )


def read_query(text: str) -> Query:
    """The query of what was typed; what looks like a range of nothing known is a word."""
    joined = re.sub(r"\b([a-z]+)\s*(>=|<=|=|>|<)\s*(?=\d)", r"\1\2", _small(text))
    words: list[str] = []
    ranges: list[tuple[str, str, float]] = []
    days: list[str] = []
    knees: list[str] = []
    for word in joined.split():
        match = _RANGE.fullmatch(word)
        if match and match[1] in NUMBERS:
            ranges.append((match[1], match[2], float(match[3].replace(",", "."))))
        elif _DAY.fullmatch(word):
            days.append(word)
        elif word in KNEES:
            knees.append(word)
        else:
            words.append(word)
    return Query(words=" ".join(words), ranges=tuple(ranges), days=tuple(days), knees=tuple(knees))


def _about(entry: Entry, knee: str) -> bool:
    return entry.knee == knee if knee == "both" else entry.concerns(knee)


def matches(entry: Entry, words: str) -> bool:
    """Whether all of the words are in the text of an entry, or in the words for what it is."""
    wanted = _small(words).split()
    if not wanted:
        return True
    text = _small(" ".join(_searched(entry)))
    return all(word in text for word in wanted)


def _small(text: str) -> str:
    return text.translate(_APART).lower()


def _searched(part: DataclassInstance) -> Iterator[str]:
    for field in fields_of(type(part)):
        value = field.value_in(part)
        if isinstance(field.type, Part) and isinstance(value, field.type.of):
            yield from _searched(value)
        elif field.search and value:
            yield field.search.format(value)


@cache
def _words_before_values() -> str:
    """What stands in the searched text beside values."""
    return " ".join(_beside_values(Entry)).lower()


def _beside_values(part: type[DataclassInstance]) -> Iterator[str]:
    for field in fields_of(part):
        yield field.search.replace("{}", " ")
        if isinstance(field.type, Part):
            yield from _beside_values(field.type.of)
