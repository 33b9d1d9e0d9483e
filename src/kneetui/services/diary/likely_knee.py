"""Which knee somebody means, if nobody says: to read about one, or to write about it. The newest entry is no answer."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.diary.errors import DiaryError
from kneetui.services.sore_knee import sore_knee

if TYPE_CHECKING:
    from kneetui.services.container import Services


def _shown_or_sore(services: Services, shown: str) -> str:
    knee = shown or services.settings.knee
    with suppress(DiaryError):
        knee = shown or sore_knee(services)
    return knee


def known_knee(services: Services, shown: str = "") -> str:
    """The knee that is meant without a question: the one that is ``shown``, else the sore one.

    Else the only one that the diary tells of. Empty where it has to be asked: a guess would show the wrong knee, or file
    under it.
    """
    knee = _shown_or_sore(services, shown)
    if knee in SIDES:
        return knee
    with suppress(DiaryError):
        written = [side for side in SIDES if services.diary.latest(knee=side)]
        if len(written) == 1 and not knee:
            return written[0]
    return ""
