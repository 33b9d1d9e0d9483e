"""How long a session may be today, and which ones that are in the diary were much longer than usual."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneetui.services.knee_status import knee_status
from kneetui.status.status import spike_rule
from kneetui.status.trend.ceiling import jumps

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.status.trend.ceiling import Ceiling


def ceiling_of(services: Services, sport: str) -> Ceiling | None:
    """The ceiling of a sport today; ``None`` without one, or while the library is still read.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    if services.library_if_loaded() is None or not sport:
        return None
    named = sport.strip().casefold()
    ceilings = knee_status(services).ceilings
    return next((ceiling for ceiling in ceilings if ceiling.sport.casefold() == named), None)


def jump_sentences(services: Services) -> tuple[str, ...]:
    """What is to be said of sessions of the last days that were much longer than usual, the longest jump first.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    rule = spike_rule(services.library)
    if rule is None:
        return ()
    today = services.now().date()
    since = today - timedelta(days=rule.fresh_days - 1)
    entries = services.diary.entries(since=since - timedelta(days=rule.days), until=today)
    spikes = sorted(jumps(entries, since, today, rule), key=lambda jump: -jump.share)
    return tuple(f"{jump.words(rule.days)} {rule.text}" for jump in spikes)
