"""What the player says in each of its states."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from kneetui.config.wording import count, minutes_words, seconds_words
from kneetui.routines.dose import beats

if TYPE_CHECKING:
    from kneetui.content.model import Exercise
    from kneetui.routines.player import Player, Stretch

LONG = 100
"""From so many seconds on they are counted in minutes and seconds."""

COUNTED_HOLD = 5
"""A hold within a repetition is counted from so many seconds on; below, the repetitions are."""

SLACK = 0.25
"""Seconds by which a tick may come early without the count standing still for one."""

BEATS = {"down": "down", "hold": "hold", "up": "up", "relax": "let go"}


def shown(player: Player) -> tuple[Exercise | None, Stretch]:
    """The exercise and spot on the screen: in a rest what comes next."""
    spot = player.coming if player.state == "rest" else None
    spot = spot or player.spot
    return (player.items[spot.item].exercise if player.items else None), spot


def big_word(player: Player) -> str:
    """The word in block letters."""
    if player.paused:
        return "PAUSED"
    if player.state == "work":
        if player.side != "both":
            return player.side.upper()
        return "HOLD" if player.item and not player.item.dose.reps and not player.item.dose.minutes else "GO"
    return {"get-ready": "READY", "switch-sides": "SWITCH", "rest": "REST"}.get(player.state, "")


def number(player: Player) -> str:
    """The number in block letters, as wide as it ever gets in this state."""
    if player.item is None or player.done:
        return ""
    dose = player.item.dose
    if player.state == "work" and player.seconds_left is None:
        return f"{dose.reps}"
    beat = player.beat
    if beat and not _counts_hold(player):
        return f"{beat.rep:>{len(str(dose.reps))}}"
    if beat:
        longest = max(seconds for _, seconds in beats(dose))
        return f"{_left(beat.seconds_left):>{len(f'{longest:g}')}}"
    return _clock(_left(player.seconds_left or 0), player.seconds or 0)


def _counts_hold(player: Player) -> bool:
    return player.item is not None and any(
        name == "hold" and seconds >= COUNTED_HOLD for name, seconds in beats(player.item.dose)
    )


def _left(seconds: float) -> int:
    return max(1, ceil(seconds - SLACK))


def _clock(seconds: int, whole: float) -> str:
    if whole < LONG:
        return f"{seconds:>{len(f'{ceil(whole)}')}}"
    text = f"{seconds // 60}:{seconds % 60:02}"
    return text.rjust(len(f"{ceil(whole) // 60}:00"))


def beside(player: Player) -> str:
    """What the number counts; what changes most stands first."""
    if player.item is None or player.done:
        return ""
    if player.paused:
        return "space goes on"
    dose = player.item.dose
    if player.state == "get-ready":
        return "seconds to get ready · n begins now"
    if player.state == "switch-sides":
        return f"seconds: now the {player.side} side"
    if player.state == "rest":
        return "seconds of rest · n ends it · r: no more rests"
    beat = player.beat
    if beat:
        rep = f"rep {beat.rep} of {dose.reps}" if _counts_hold(player) else f"of {count(dose.reps, 'rep')}"
        return f"{BEATS[beat.name]:<6}  {rep}"
    if player.seconds_left is None:
        return "reps at your own pace · n when done"
    return f"left of {minutes_words(dose.minutes)}" if dose.minutes else f"left of {seconds_words(dose.hold)}"


def set_line(player: Player) -> str:
    """Which set and which side."""
    if not player.items:
        return ""
    _, spot = shown(player)
    place = f"set {spot.set} of {player.items[spot.item].dose.sets}"
    place = place if spot.side == "both" else f"{place} · {spot.side} side"
    return f"next: {place}" if player.state == "rest" else place


def next_line(player: Player) -> str:
    """What comes after what is on the screen."""
    _, spot = shown(player)
    coming = player.coming
    if player.state == "rest":
        return ""
    if coming is None:
        return "then: done"
    if (coming.item, coming.set) == (spot.item, spot.set):
        return f"then: the {coming.side} side"
    rest = player.items[spot.item].dose.rest
    pause = f"rest {seconds_words(rest)}, " if rest and player.rests else ""
    if coming.item == spot.item:
        return f"then: {pause}set {coming.set}"
    return f"then: {pause}{player.items[coming.item].exercise.name}"


def bar(player: Player, width: int) -> str:
    """How much of the session is done."""
    full = round(player.fraction * width)
    return "━" * full + "─" * (width - full)
