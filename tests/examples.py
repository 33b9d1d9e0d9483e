"""How many examples a property is tried with: a small seeded sample in the ordinary run, many in a hunt."""

from __future__ import annotations

from hypothesis import settings

SAMPLE, HUNT = "sample", "hunt"
"""The profiles of Hypothesis. ``make hunt`` chooses the second."""

SHARE = 8
LEAST = 4


def examples(count: int) -> int:
    """``count`` in a hunt, a small part of it otherwise."""
    return count if settings.get_current_profile_name() == HUNT else max(LEAST, count // SHARE)
