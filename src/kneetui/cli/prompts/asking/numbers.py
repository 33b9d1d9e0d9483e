"""Which numbers can be typed, in words."""

from __future__ import annotations


def span(most: int) -> str:
    """``1``, ``1 or 2``, ``from 1 to 5``."""
    if most <= 2:
        return "1" if most == 1 else "1 or 2"
    return f"from 1 to {most}"


def one(most: int) -> str:
    """How one of so many is chosen: ``Type a number from 1 to 5.``"""
    return f"Type a number {span(most)}." if most > 2 else f"Type {span(most)}."
