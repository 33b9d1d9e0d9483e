"""The words that watches and programs have for columns, sports and months; see ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Names of columns by what they hold; the sport of each word; the number of each month by its beginning.

    ``halves`` says of each mark of the half of a day whether it is the second one.
    """

    columns: dict[str, tuple[str, ...]]
    sports: dict[str, str]
    months: dict[str, int]
    halves: dict[str, bool]


@cache
def words() -> Vocabulary:
    """All the words, read once."""
    tables = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return Vocabulary(
        columns={kind: tuple(names) for kind, names in tables["columns"].items()},
        sports={word: sport for sport, text in tables["sports"].items() for word in text.split()},
        months={start: int(number) for number, starts in tables["months"].items() for start in starts},
        halves={mark: half == "pm" for half, marks in tables["halves"].items() for mark in marks},
    )


def month_of(name: str) -> int | None:
    """The number of a month by its name, whole or short, in any of the languages; ``None`` if it is none."""
    name = name.lower()
    starts = [start for start in words().months if name.startswith(start)]
    return words().months[max(starts, key=len)] if starts else None
