"""The bell of the player: a pattern for each sound, or a flash of the word instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.routines.session.now import PATTERNS

if TYPE_CHECKING:
    from kneetui.routines.session.now import Sound
    from kneetui.ui.screens.common.base import KneeScreen

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
