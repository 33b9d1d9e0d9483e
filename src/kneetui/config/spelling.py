"""The nearest known word to one that was probably misspelled."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_WORD = 64
"""Nothing that could be meant has more characters."""

ALIKE = 0.6
"""So alike are two words at least, from 0 to 1, that one is offered for the other."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, or an empty string."""
    if len(word) > LONGEST_WORD:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=ALIKE)
    return f"Did you mean “{near[0]}”?" if near else ""
