"""How many cases are interviewed with a pack that is checked: few, where a test is about something else."""

from __future__ import annotations

from kneetui.packs.checking import by_interview

WHOLE = by_interview.MOST


def few() -> None:
    """Interview so few from now on that they cost next to nothing."""
    by_interview.MOST = 1
