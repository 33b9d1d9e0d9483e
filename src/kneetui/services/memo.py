"""What was made last, for whoever asks again while nothing that it was made of changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Value = TypeVar("_Value")


class Memo:
    """One value for each name, with its basis: what it was made of, or numbers that change with that."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[object, Any]] = {}

    def value(self, name: str, basis: object, make: Callable[[], _Value]) -> _Value:
        """The value that was made of an equal basis, else a new one."""
        last = self._values.get(name)
        if last is None or last[0] != basis:
            last = basis, make()
            self._values[name] = last
        value: _Value = last[1]
        return value

    def clear(self) -> None:
        """Make all of them anew."""
        self._values.clear()
