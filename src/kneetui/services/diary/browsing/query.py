"""What somebody looks for in the diary: words, days, a knee, and ranges such as ``pain>=4`` or ``km>10``."""

from __future__ import annotations

import operator
import re
from functools import cache
from typing import TYPE_CHECKING

from kneetui.config.about import KNEES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.description import Part, fields_of
from kneetui.diary.entries import Entry
from kneetui.diary.store.wanted import NUMBERS, Comparison, Range, Sought, small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import DataclassInstance

_RANGE = re.compile(r"([a-z]+)(>=|<=|=|>|<)(\d+(?:[.,]\d+)?)")
_DAY = re.compile(r"[12]\d{3}(?:-\d{2}){0,2}")
_PIECE = re.compile(r"[^\W_]+")

_COMPARE: dict[Comparison, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
_SHORT = {"min": "minutes"}
"""Other words for numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """``words`` that an entry has to have, and ``ranges`` that it has to be in.

    ``days`` are beginnings of its day, such as ``2024-05``, and ``knees`` those it is about; where these stand among
    its words, it has them too.
    """

    words: str = ""
    ranges: tuple[Range, ...] = ()
    days: tuple[str, ...] = ()
    knees: tuple[str, ...] = ()

    def matches(self, entry: Entry) -> bool:
        """Whether an entry has all of it; what is not known is in no range."""
        for wanted in self.ranges:
            value = NUMBERS[wanted.number](entry)
            if value is None or not _COMPARE[wanted.comparison](value, wanted.limit):
                return False
        return (
            all(entry.when.isoformat().startswith(day) or matches(entry, day) for day in self.days)
            and all(_about(entry, knee) or matches(entry, knee) for knee in self.knees)
            and matches(entry, self.words)
        )

    def wanted(self) -> Sought:
        """What the record of an entry holds that matches, so that a store can pass over most of the others.

        A word that stands before values is in no record, but the key of such a value is. Digits alone are written in
        several ways (6 and 6.0), so one by itself is not looked for.
        """
        pieces = dict.fromkeys(_PIECE.findall(self.words))
        words = (
            (piece, *_keys_of_values(piece)) for piece in pieces if not (piece.isdecimal() and len(piece) < 2)
        )
        knees = ((knee,) if knee == "both" else (knee, "both") for knee in self.knees)
        return Sought(groups=(*words, *((day,) for day in self.days), *knees), ranges=self.ranges)


def read_query(text: str) -> Query:
    """The query of what was typed; what looks like a range of nothing known is a word."""
    joined = re.sub(r"\b([a-z]+)\s*(>=|<=|=|>|<)\s*(?=\d)", r"\1\2", small(text))
    words: list[str] = []
    ranges: list[Range] = []
    days: list[str] = []
    knees: list[str] = []
    for word in joined.split():
        wanted = _range(word)
        if wanted:
            ranges.append(wanted)
        elif _DAY.fullmatch(word):
            days.append(word)
        elif word in KNEES:
            knees.append(word)
        else:
            words.append(word)
    return Query(words=" ".join(words), ranges=tuple(ranges), days=tuple(days), knees=tuple(knees))


def _range(word: str) -> Range | None:
    match = _RANGE.fullmatch(word)
    name = _SHORT.get(match[1], match[1]) if match else ""
    comparison = next((sign for sign in _COMPARE if match and sign == match[2]), None)
    if match is None or comparison is None or name not in NUMBERS:
        return None
    return Range(name, comparison, float(match[3].replace(",", ".")))


def _about(entry: Entry, knee: str) -> bool:
    return entry.knee == knee if knee == "both" else entry.concerns(knee)


def matches(entry: Entry, words: str) -> bool:
    """Whether all of the words are in the text of an entry, or in the words for what it is."""
    wanted = small(words).split()
    if not wanted:
        return True
    text = small(" ".join(_searched(entry)))
    return all(word in text for word in wanted)


def _searched(part: DataclassInstance) -> Iterator[str]:
    for field in fields_of(type(part)):
        value = field.value_in(part)
        if isinstance(field.type, Part) and isinstance(value, field.type.of):
            yield from _searched(value)
        elif field.search and value:
            yield field.search.format(value)


@cache
def _keys_of_values(piece: str) -> tuple[str, ...]:
    """The keys of the values, in a record, that have a piece standing before them in the searched text."""
    return tuple(
        f'"{key}":' for key, before in _beside_values(Entry) if any(piece in word for word in before.split())
    )


def _beside_values(part: type[DataclassInstance]) -> Iterator[tuple[str, str]]:
    for field in fields_of(part):
        yield field.key, field.search.replace("{}", " ").lower()
        if isinstance(field.type, Part):
            yield from _beside_values(field.type.of)
