"""How much is tried: a small part in the ordinary run, the same one every time; in a hunt many examples, and all cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

_Item = TypeVar("_Item")

SAMPLE, HUNT = "sample", "hunt"
"""The profiles of Hypothesis. ``make hunt`` chooses the second."""

SHARE = 8
LEAST = 4


def hunting() -> bool:
    """Whether this is a hunt."""
    return settings.get_current_profile_name() == HUNT


def examples(count: int) -> int:
    """``count`` in a hunt, a small part of it otherwise."""
    return count if hunting() else max(LEAST, count // SHARE)


def some(items: Iterable[_Item], every: int) -> list[_Item]:
    """All of them in a hunt, one of ``every`` otherwise. A test that asks for it is marked ``sampled``."""
    return list(items)[:: 1 if hunting() else every]
