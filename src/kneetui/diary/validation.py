"""Checks single values of an entry and gathers what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from kneetui.diary.clean_text import clean_line, clean_text
from kneetui.diary.errors import EntryError, FieldProblem

_SHOWN = 40


def _show(value: object) -> str:
    text = clean_line(str(value))
    return (text[: _SHOWN - 1] + "…" if len(text) > _SHOWN else text) or "empty"


class Checks:
    """Gathers problems value by value; :meth:`done` raises them all at once."""

    def __init__(self, table: str = "") -> None:
        self.problems: list[FieldProblem] = []
        self._prefix = f"{table}." if table else ""

    def wrong(self, key: str, value: object, remedy: str) -> None:
        """Notes that ``key`` has a ``value`` it cannot have."""
        name = self._prefix + key
        self.problems.append(FieldProblem(name, f"{name} is {_show(value)}", remedy))

    def say(self, key: str, message: str, remedy: str) -> None:
        """Notes a problem of more than one value."""
        self.problems.append(FieldProblem(key, message, remedy))

    def number(
        self, key: str, value: object, low: float, high: float, *, halves: bool = False, places: int = 3
    ) -> float | None:
        """A number from ``low`` to ``high``, rounded to ``places``, or only whole and half ones."""
        if value is None:
            return None
        steps = " in steps of 0.5" if halves else ""
        remedy = f"Give a number from {low:g} to {high:g}{steps}, or leave it out"
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.wrong(key, value, remedy)
            return None
        rounded = round(float(value), places) + 0.0
        if not low <= rounded <= high or (halves and value * 2 != int(value * 2)):
            self.wrong(key, value, remedy)
            return None
        return rounded

    def choice(self, key: str, value: object, options: Sequence[str]) -> str | None:
        """One of ``options``."""
        if value is None:
            return None
        if not isinstance(value, str) or value not in options:
            self.wrong(key, value, f"Use one of: {', '.join(options)}")
            return None
        return value

    def line(self, key: str, value: object, longest: int, *, needed: bool = False) -> str:
        """One cleaned line of at most ``longest`` characters."""
        return self._words(key, value, longest, clean_line, needed)

    def text(self, key: str, value: object, longest: int) -> str:
        """Cleaned text of at most ``longest`` characters."""
        return self._words(key, value, longest, clean_text, False)

    def _words(self, key: str, value: object, longest: int, clean: Callable[[str], str], needed: bool) -> str:
        if not isinstance(value, str):
            self.wrong(key, value, "Give text")
            return ""
        text = clean(value)
        if len(text) > longest:
            self.wrong(key, f"{len(text)} characters long", f"Shorten it to {longest} characters")
            return ""
        if needed and not text:
            self.wrong(key, "empty", "Fill it in")
        return text

    def lines(self, key: str, values: object, longest: int) -> tuple[str, ...]:
        """Several cleaned lines, none of them empty."""
        if isinstance(values, str) or not isinstance(values, Iterable):
            self.wrong(key, values, "Give a list of texts")
            return ()
        return tuple(self.line(key, value, longest, needed=True) for value in values)

    def done(self) -> None:
        """Raises :class:`EntryError` if anything was wrong."""
        if self.problems:
            raise EntryError(self.problems)
