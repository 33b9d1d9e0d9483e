"""What a session says in each of its states, as blocks and lines. Screen and numbered lines share it.

What the screen alone says names keys by their bindings, such as ``<player.next>``.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from kneetui.config.wording import count, day_words, minutes_words, seconds_words
from kneetui.routines.dose import minutes
from kneetui.routines.session.now import DONE, PAUSED, READY, REPS, SWITCH, shown
from kneetui.routines.session.time_left import rest_after
from kneetui.routines.wording import criteria_words, dose_words, light_of, next_day_words, pause_word
from kneetui.services.training.effort_scales import scale_of
from kneetui.services.training.weights import weight_words

if TYPE_CHECKING:
    from kneetui.content.model import Dose, Exercise, Library, PainRule
    from kneetui.routines.session.now import Now
    from kneetui.routines.session.player import Player
    from kneetui.services.training.todays_session import Today
    from kneetui.services.training.workout import Workout
    from kneetui.status.status import Status

LONG = 100
"""From so many seconds on they are counted in minutes and seconds."""

WORDS = {REPS: "GO"}
"""The words of cues that are not their own."""


NO_RESTS = "seconds · <player.next> ends it · <player.rests>: no rests"
"""Beside the number of a rest in which nothing is done."""


def word(cue: str) -> str:
    """A cue in block letters."""
    return WORDS.get(cue, cue.replace("-", " ").upper())


def side_word(side: str) -> str:
    """A side in block letters; empty for both."""
    return "" if side == "both" else side.upper()


def next_word(now: Now) -> str:
    """What comes next, in block letters: where sides change, which."""
    return side_word(now.following_side) if now.following == SWITCH else word(now.following)


def number(now: Now, player: Player) -> str:
    """The number in block letters, as wide as it ever gets in this state."""
    if player.done or player.item is None:
        return ""
    if now.counts_reps:
        return f"{now.number:>{len(str(player.item.dose.reps))}}"
    return _clock(now.number, player.seconds or 0)


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds."""
    whole = ceil(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _clock(seconds: int, whole: float) -> str:
    if whole < LONG:
        return f"{seconds:>{len(f'{ceil(whole)}')}}"
    return clock(seconds).rjust(len(f"{ceil(whole) // 60}:00"))


def beside(now: Now, player: Player) -> str:
    """What the number counts."""
    if player.item is None or player.done:
        return ""
    dose = player.item.dose
    plain = {
        PAUSED: "<player.pause> goes on",
        READY: "seconds to get ready · <player.next> begins now",
        SWITCH: f"seconds: now the {now.side} side",
        REPS: "reps at your own pace · <player.next> when done",
    }
    if now.cue in plain:
        return plain[now.cue]
    if player.state == "rest":
        done = player.item.exercise.between
        return f"left of {seconds_words(dose.rest)} · <player.next> ends it" if done else NO_RESTS
    if now.rep:
        return f"of {count(dose.reps, 'rep')}" if now.counts_reps else f"rep {now.rep} of {dose.reps}"
    return f"left of {_amount(dose)}"


def _amount(dose: Dose) -> str:
    return minutes_words(dose.minutes) if dose.minutes else seconds_words(dose.hold)


def set_line(player: Player) -> str:
    """Which set, which leg is meant by the side, and the worst pain that was noted."""
    spot = shown(player)
    exercise = player.items[spot.item].exercise
    place = f"set {spot.set} of {player.sets_of(spot.item)}"
    if player.state == "rest":
        place = f"next: {place}"
    if spot.side == "both":
        return place
    return f"{place} · {spot.side.upper()}: {exercise.leg}" if exercise.leg else f"{place} · {spot.side} leg"


def name_line(exercise: Exercise, workout: Workout, unit: str, *, key: str) -> str:
    """The exercise with its weight, for which a key asks."""
    if exercise.weight == "none":
        return exercise.name
    kg = workout.weights.get(exercise.id)
    return f"{exercise.name} · " + (f"{key}: how heavy?" if kg is None else weight_words(kg, exercise, unit))


def reserve_line(workout: Workout) -> str:
    """In a rest after an exercise with a weight: the question how hard it was."""
    item = workout.player.item
    if item is None or workout.player.state != "rest":
        return ""
    asked = item.exercise.id in workout.weights and item.exercise.id not in workout.efforts
    return f"<player.weight>: {scale_of(item.dose).question}" if asked else ""


def pain_line(pain: int | None, rule: PainRule | None) -> str:
    """The worst pain that was noted, from the yellow on."""
    light = light_of(rule, pain)[0] if rule and pain is not None else "green"
    return "" if light == "green" else f"▲ Pain {pain} noted: {light}"


def next_line(player: Player) -> str:
    """What comes after what is on the screen."""
    spot = shown(player)
    coming = player.coming
    if player.state == "rest":
        return ""
    if coming is None:
        return f"then: {DONE}"
    if (coming.item, coming.set) == (spot.item, spot.set):
        return f"then: the {coming.side} side"
    item = player.items[spot.item]
    rest = rest_after(player, item)
    pause = f"{pause_word(item.exercise)} {seconds_words(rest)}, " if rest else ""
    if coming.item == spot.item:
        return f"then: {pause}set {coming.set}"
    return f"then: {pause}{player.items[coming.item].exercise.name}"


def bar(player: Player, width: int) -> str:
    """How much of the session is done."""
    full = round(player.fraction * width)
    return "━" * full + "─" * (width - full)


def session_lines(player: Player) -> list[tuple[tuple[str, str], ...]]:
    """Every exercise of the session with its dose: done, now, to come."""
    here = shown(player).item
    lines: list[tuple[tuple[str, str], ...]] = []
    for index, item in enumerate(player.items):
        mark = "●" if index == here else "✓" if index < here else "○"
        style = "bold" if index == here else "$muted"
        dose = dose_words(item.exercise, item.dose)
        lines.append(((f"{mark} {item.exercise.name}  ", style), (dose, "$muted")))
    return lines


WAITS = "It waits: nothing of it is open after your last answers."


def today_words(library: Library, session: Today, now: Status) -> str:
    """What a routine asks for on the day of a status: no session and no test while all exercise is closed."""
    if not now.gate.loading:
        return WAITS
    number = session.progress.sessions + 1
    if session.resting and session.day:
        return f"Rest today. {next_day_words(session.day)}"
    if session.missing:
        return f"First, at home: {criteria_words(library, session.missing)}."
    if not session.items:
        return WAITS
    length = max(1, round(minutes(session.items)))
    due = f"from {day_words(session.day)}" if session.day and session.day > now.day else "today"
    last = f", last time {session.colour}" if session.colour else ""
    return f"Session {number} {due}, about {minutes_words(length)}{last}."
