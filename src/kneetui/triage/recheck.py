"""After how many days the questions are to be answered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import Library

NOBODY_NEED_LOOK = "normal"
"""The level at which a cause may also wait longer than the level says."""


def recheck_days(library: Library, urgency: str, causes: Sequence[str]) -> int:
    """The days that fit the first of the ``causes``; where somebody may have to look, never more than the level's."""
    level = library.urgencies[urgency].recheck_days
    first = library.causes.get(causes[0]) if causes else None
    own = first.recheck_days if first else 0
    if not own:
        return level
    return own if urgency == NOBODY_NEED_LOOK else min(own, level)
