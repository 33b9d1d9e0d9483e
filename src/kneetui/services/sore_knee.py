"""Which knee is sore: what is written down without a question is about that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.services.knee_status import knee_status

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.status.status import Status


def assessed_knees(now: Status) -> tuple[str, ...]:
    """The knees (``left``, ``right``) with results that hold today."""
    return tuple(knee for knee in SIDES if now.knees[knee].in_force.results)


def sore_knee(services: Services, now: Status | None = None) -> str:
    """The knee with results that hold today, ``both`` if both have some, else that of the settings; ``now`` if it is known.

    The settings are asked for before anybody answered a question, and so may name no knee, or not the one that was
    assessed since. Empty if nobody ever said. Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    own = services.settings.knee
    if own == "both":
        return own
    held = assessed_knees(now or knee_status(services))
    if not held:
        return own
    return "both" if held == SIDES else held[0]
