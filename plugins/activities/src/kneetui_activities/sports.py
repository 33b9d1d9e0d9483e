"""Which sport a name stands for, and what makes two sessions the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kneetui_activities.words import words

if TYPE_CHECKING:
    from datetime import datetime

OTHER = "other"

_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def sport_of(name: str) -> str:
    """The sport a name stands for, by its first telling word; ``other`` if there is none."""
    parts = _WORD.findall(_HUMP.sub(" ", name).lower())
    if len(parts) > 1:
        parts = [part for part in parts if not part.isdigit()]
    sports = words().sports
    return next((sport for part in parts if (sport := sports.get(part) or _within(part))), OTHER)


def _within(text: str) -> str:
    """The sport of a word in a language that writes words without spaces."""
    if text.isascii() or text[0] < "\u0e00":
        return ""
    return next((sport for word, sport in words().sports.items() if word[0] >= "\u0e00" and word in text), "")


def source_id(when: datetime, sport: str) -> str:
    """The same for the same session from any file: its first minute, local time, and its sport."""
    return f"{when:%Y-%m-%dT%H:%M}/{sport}"
