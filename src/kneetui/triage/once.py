"""What is reckoned once from a library and then held, for the library in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kneetui.content.model import Library

Made = TypeVar("Made")


def once(make: Callable[[Library], Made]) -> Callable[[Library], Made]:
    """``make``, but called only when the library is another one than the last time."""
    held: list[tuple[Library, Made]] = []

    def get(library: Library) -> Made:
        if not held or held[0][0] is not library:
            held[:] = [(library, make(library))]
        return held[0][1]

    return get
