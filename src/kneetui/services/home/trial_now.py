"""The trial of one that is under way today, for what Today says of its week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.services.remembered_keys import TRIAL

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.status.patterns.trial import WeekTrial


def trial_now(services: Services) -> WeekTrial | None:
    """``None`` without one, and before its first day. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    if not any(name.startswith(TRIAL) for name in services.diary.remembered()):
        return None
    from kneetui.services.patterns.trials import running

    trial = running(services)
    return trial if trial and trial.runs(services.now().date()) else None
