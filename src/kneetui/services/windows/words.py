"""What is said of a draft that another window has. Screens and lines share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.wording import clock, moment_words

if TYPE_CHECKING:
    from datetime import datetime

THINGS = {"triage": "interview", "player": "session of a routine", "entry": "entry"}
"""What is unfinished, by the first part of its name."""

GO_ON_THERE = "Go on there, or open it here once more and take it over"

TITLE = "Open in another window"

TAKEN_OVER = "Taken over"

WHAT_HAPPENS = (
    "If you take it over, it goes on here, and the other window leaves it and writes nothing more of it."
)

KEPT_LATE = (
    "What you typed here last is not in it. It is kept, and stands there when you open the form once more."
)

TAKE, LEAVE = "take", "leave"

BESIDE, EDIT_BESIDE = "Write another one here", "Edit it here, too"
"""Instead of leaving an entry there: a new one, and one that is being edited."""

CHOICES = {LEAVE: "Leave it there", TAKE: "Take it over"}
"""What can be done, by a key."""


def _thing(name: str) -> str:
    thing = THINGS.get(name.partition(".")[0].partition("-")[0], "draft")
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"


def open_since(name: str, since: datetime, now: datetime) -> str:
    """Since when another window has it; without a full stop."""
    thing = _thing(name)
    moment = clock(since) if since.date() == now.date() else moment_words(since)
    return f"{thing[0].upper()}{thing[1:]} is open in another window since {moment}"


def taken_over(name: str) -> str:
    """What a window says that does not have it any more; without a full stop."""
    thing = _thing(name)
    return f"{thing[0].upper()}{thing[1:]} goes on in another window, and nothing more of it is written here"
