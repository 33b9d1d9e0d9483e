"""The bell of the player: a pattern for each sound, or a flash of the word instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.routines.now import Sound
    from kneetui.ui.screens.common.base import KneeScreen

PATTERNS: Mapping[Sound, tuple[float, ...]] = {
    "count": (0,),
    "beat": (0,),
    "start": (0, 0.25),
    "switch": (0, 0.25, 0.5),
    "rest": (0, 0.7),
    "end": (0, 0.7, 0.95),
    "done": (0, 0.25, 0.5, 0.75, 1.0),
}
"""Seconds after which the bell rings. A terminal has one tone, so sounds differ in how often it rings, and when."""

TICKS = ("count", "beat")
"""What is heard in passing, and never flashes: the digits say the same."""

FLASH = 0.5
"""Seconds of a flash."""


def make_sound(screen: KneeScreen[bool], sound: Sound) -> None:
    """Ring the pattern of a sound; if the bell is off, flash at changes."""
    if not screen.services.settings.bell:
        if sound not in TICKS:
            screen.add_class("-flash")
            screen.set_timer(FLASH, lambda: screen.remove_class("-flash"))
        return
    for delay in PATTERNS[sound]:
        if delay:
            screen.set_timer(delay, screen.app.ring)
        else:
            screen.app.ring()
