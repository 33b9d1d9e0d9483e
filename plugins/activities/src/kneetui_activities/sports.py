"""The words other programs have for a sport, and what makes two sessions the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

OTHER = "other"

_WORDS = {
    "running": "run runs running runner jog jogging treadmill parkrun 9 laufen lauf joggen laufband",
    "cycling": "ride rides riding cycling cycle bicycle bike biking spinning mtb velo 1"
    " radfahren rad radsport",
    "weightlifting": "weightlifting weight weights lifting strength gym powerlifting krafttraining gewichte",
    "walking": "walk walks walking hike hikes hiking gehen wandern spaziergang",
    "jumping": "jump jumps jumping plyometrics",
    "team-sport": "team soccer football basketball volleyball handball hockey rugby netball lacrosse futsal"
    " fußball fussball",
}
_SPORTS = {word: sport for sport, words in _WORDS.items() for word in words.split()}


def sport_of(name: str) -> str:
    """The sport a name stands for, by its first telling word; ``other`` if there is none."""
    words = re.findall(r"[a-zäöüß]+|\d+", re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", name).lower())
    if len(words) > 1:
        words = [word for word in words if not word.isdigit()]
    return next((_SPORTS[word] for word in words if word in _SPORTS), OTHER)


def source_id(when: datetime, sport: str) -> str:
    """The same for the same session from any file: its first minute, local time, and its sport."""
    return f"{when:%Y-%m-%dT%H:%M}/{sport}"
