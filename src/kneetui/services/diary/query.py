"""What somebody looks for in the diary: words, and ranges such as ``pain>=4`` or ``km>10``."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.services.diary.pages import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneetui.diary.entries import Entry

_RANGE = re.compile(r"([a-z]+)(>=|<=|=|>|<)(\d+(?:[.,]\d+)?)")
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
    """``words`` that an entry has to have, and ``ranges`` (number, comparison, limit) that it has to be in."""

    words: str = ""
    ranges: tuple[tuple[str, str, float], ...] = ()

    def matches(self, entry: Entry) -> bool:
        """Whether an entry has all of it; what is not known is in no range."""
        for name, comparison, limit in self.ranges:
            value = NUMBERS[name](entry)
            if value is None or not _COMPARE[comparison](value, limit):
                return False
        return matches(entry, self.words)


def read_query(text: str) -> Query:
    """The query of what was typed; what looks like a range of nothing known is a word."""
    joined = re.sub(r"\b([a-z]+)\s*(>=|<=|=|>|<)\s*(?=\d)", r"\1\2", text.lower())
    words: list[str] = []
    ranges: list[tuple[str, str, float]] = []
    for word in joined.split():
        match = _RANGE.fullmatch(word)
        if match and match[1] in NUMBERS:
            ranges.append((match[1], match[2], float(match[3].replace(",", "."))))
        else:
            words.append(word)
    return Query(words=" ".join(words), ranges=tuple(ranges))
