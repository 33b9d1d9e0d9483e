"""Gathers what is wrong with an entry, value by value."""

from __future__ import annotations

from kneetui.diary.clean_text import clean_line
from kneetui.diary.errors import EntryError, FieldProblem

_SHOWN = 40


def _show(value: object) -> str:
    text = clean_line(str(value))
    return (text[: _SHOWN - 1] + "…" if len(text) > _SHOWN else text) or "empty"


class Checks:
    """Gathers problems; :meth:`done` raises them all at once. ``table`` is the table of the keys."""

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

    def done(self) -> None:
        """Raises :class:`EntryError` if anything was wrong."""
        if self.problems:
            raise EntryError(self.problems)
