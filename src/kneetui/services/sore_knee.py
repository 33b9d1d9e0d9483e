"""Which knee is sore: what is written down without a question is about that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.services.knee_status import knee_status
from kneetui.status.results import SIDES

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.status.status import Status


def sore_knee(services: Services, now: Status | None = None) -> str:
    """The knee of the settings, or both if another one has results that hold today; ``now`` if that is known.

    The settings are asked for before anybody answered a question, and so may name no knee, or not the one that was
    assessed since. Empty if nobody ever said. Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    own = services.settings.knee
    if own == "both":
        return own
    held = [
        knee for knee, of_knee in (now or knee_status(services)).knees.items() if of_knee.in_force.results
    ]
    if not held:
        return own
    return "both" if len(held) == len(SIDES) else held[0]
