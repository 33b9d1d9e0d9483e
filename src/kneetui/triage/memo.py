"""What is reckoned once from a library and then held, for the libraries in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kneetui.content.conditions import Facts
from kneetui.content.model import Library

Made = TypeVar("Made")


HELD = 2
"""The library in use, and the core alone."""


def once(make: Callable[[Library], Made]) -> Callable[[Library], Made]:
    """``make``, but called only when the library is none of the last two."""
    held: list[tuple[Library, Made]] = []

    def get(library: Library) -> Made:
        for known, result in held:
            if known is library:
                return result
        held[HELD - 1 :] = []
        held.insert(0, (library, make(library)))
        return held[0][1]

    return get


def differing(before: Facts, after: Facts) -> list[str]:
    """The questions whose answers differ. Yes and 1 do as well, which Python calls equal."""
    return [
        name
        for name in before.keys() | after.keys()
        if (was := before.get(name)) is not (now := after.get(name))
        and (was != now or type(was) is not type(now))
    ]
