"""How much room a terminal has, where that changes what is drawn."""

from __future__ import annotations

from textual.geometry import Size

FULL = (60, 20)
"""Columns and rows from which on every screen stands as it was drawn; below, all is in one column that scrolls."""

FRAME = 6
"""Columns that may be taken from a list by what is around it."""


def small(size: Size) -> bool:
    """Whether there is room for one column only, as on a telephone held upright."""
    return size.width < FULL[0] or size.height < FULL[1]


def folded(width: int) -> bool:
    """Whether the columns of a list of this width are too narrow to stand side by side."""
    return width < FULL[0] - FRAME
