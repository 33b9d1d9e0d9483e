"""The lines that are tried: each terminal at each size, and any two values of all else together on at least one of them.

A full product of :data:`FACTORS` would be 10,800 connections. What fails on a line nearly always hangs on one value or
on two that meet, so it is enough that every pair of values meets somewhere (a covering array of strength 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

UTF8, LATIN = "C.UTF-8", "en_US.ISO-8859-1"
TMUX, SCREEN = "tmux", "screen"
STAYS, WIDER, SMALLER, THROUGH_NOTHING = "stays", "to 120x40", "to 40x12", "through 1x1"

FACTORS: dict[str, tuple[str, ...]] = {
    "term": ("xterm-256color", "xterm", "alacritty", "foot", "screen-256color", "tmux-256color", "linux", "vt100", "unknown"),
    "size": ("80x24", "60x20", "40x12", "1x1", "120x40"),
    "lang": (UTF8, "", "C", "POSIX", LATIN),
    "inside": ("", TMUX, SCREEN),
    "resize": (STAYS, WIDER, SMALLER, THROUGH_NOTHING),
    "colorterm": ("", "truecolor"),
    "no_color": ("", "1"),
}  # fmt: skip
"""What a line is made of -> its values, empty for what the client does not say."""

IN_EACH_HOST = frozenset(FACTORS["term"]) - {"alacritty", "foot", "unknown"}
"""Terminals that tmux and GNU screen start on anywhere; of the others a bare host knows nothing, or they cannot draw."""


class Line(NamedTuple):
    """One connection: what the client is and says, what the app runs inside of, and what becomes of the window."""

    term: str
    size: str
    lang: str
    inside: str
    resize: str
    colorterm: str
    no_color: str

    @property
    def id(self) -> str:
        """The name of it, by which a failure is told."""
        variables = [f"COLORTERM={self.colorterm}"] * bool(self.colorterm) + ["NO_COLOR"] * bool(
            self.no_color
        )
        where = [f"in {self.inside}"] * bool(self.inside)
        return " ".join(
            [
                self.term,
                self.size,
                f"LANG={self.lang or 'unset'}",
                *where,
                f"window {self.resize}",
                *variables,
            ]
        )

    @property
    def possible(self) -> bool:
        """Whether there is such a line."""
        return not self.inside or self.term in IN_EACH_HOST


Pair = tuple[tuple[str, str], tuple[str, str]]


def pairs(line: Line) -> Iterator[Pair]:
    """The pairs of values that meet on a line."""
    return combinations(zip(FACTORS, line, strict=True), 2)


def possible_pairs() -> set[Pair]:
    """Every pair that has to meet."""
    return {
        (one, other)
        for one, other in (
            ((first, value), (second, other))
            for first, second in combinations(FACTORS, 2)
            for value, other in product(FACTORS[first], FACTORS[second])
        )
        if not ({one[0], other[0]} == {"term", "inside"} and other[1] and one[1] not in IN_EACH_HOST)
    }


def covering() -> list[Line]:
    """The lines, the same ones each time: for each terminal and size the one on which most new pairs meet."""
    missing, chosen = possible_pairs(), []

    def worth(line: Line) -> int:
        return sum(pair in missing for pair in pairs(line))

    rest = [values for name, values in FACTORS.items() if name not in ("term", "size")]
    cells = [[Line(term, size, *values) for values in product(*rest)] for term, size in _cells()]
    for cell in cells:
        best = max((line for line in cell if line.possible), key=worth)
        chosen.append(best)
        missing.difference_update(pairs(best))
    everything = [line for cell in cells for line in cell if line.possible] if missing else []
    while missing:
        best = max(everything, key=worth)
        chosen.append(best)
        missing.difference_update(pairs(best))
    return chosen


def _cells() -> Iterator[tuple[str, str]]:
    return product(FACTORS["term"], FACTORS["size"])
