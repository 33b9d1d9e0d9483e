"""After a session one pain number, and the rule says: step up, repeat, step back or rest."""

from __future__ import annotations

from dataclasses import KW_ONLY, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.progress import LOWEST_LEVEL, Done, Place, Progress

if TYPE_CHECKING:
    from kneetui.content.model import Library, PainRule, Routine
    from kneetui.routines.gate import Gate

VerdictKind: TypeAlias = Literal["rest", "step-back", "repeat", "step-up"]
Why: TypeAlias = Literal[
    "green",
    "yellow",
    "red",
    "stopped",
    "evening",
    "morning",
    "swelling",
    "painkiller",
    "settled",
    "unfinished",
    "limited",
    "finished",
]

KINDS: tuple[VerdictKind, ...] = ("rest", "step-back", "repeat", "step-up")
"""Kinds of verdict, the most careful first."""

COLOURS = ("green", "yellow", "red")
"""What pain means, best first."""

WEEK = 7

REST = timedelta(days=2)
"""The break after a session in the red."""


class UnknownRoutineError(LookupError):
    """The routine, or its pain rule, is in no installed pack."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How a session was: its worst pain (0-10).

    ``stopped`` for a limp, a sharp catch or new swelling; not ``complete`` if it was left early.
    """

    pain: float
    stopped: bool = False
    complete: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.pain <= 10:
            raise ValueError("pain is a number from 0 to 10")


@dataclass(frozen=True, slots=True)
class Morning:
    """The morning after: whether pain and stiffness are back to what they were, and new swelling.

    ``light`` is what all that is known of the session comes to, if it is worse; ``painkiller`` if one hides how
    it was; ``counts`` if a session in the yellow is a step forward all the same.
    """

    settled: bool = True
    swelling: bool = False
    _: KW_ONLY
    light: str = ""
    painkiller: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens to the plan, the words and source of the rule that says so, and the new progress.

    ``why`` tells what decided: the colour of the pain, or something that outweighs it.
    """

    kind: VerdictKind
    why: Why
    colour: str
    rule: str
    reason: str
    source: tuple[str, ...]
    progress: Progress


def after_session(
    library: Library, progress: Progress, felt: Felt, on: date, gate: Gate, morning: Morning | None = None
) -> Verdict:
    """Judge a session; what was done under a gate that is not full does not count for a step up.

    Raises :class:`UnknownRoutineError` if the routine is gone.
    """
    _, rule = _routine(library, progress)
    done = Done(
        on=on,
        colour=_colour(rule, felt),
        stopped=felt.stopped,
        complete=felt.complete,
        limited=not gate.full,
        before=progress.place,
    )
    counted = replace(progress, sessions=progress.sessions + 1, last=done)
    return _judge(library, counted, done, morning or Morning())


def after_morning(library: Library, progress: Progress, morning: Morning) -> Verdict | None:
    """Judge the last session again, now with the morning after; ``None`` if there was no session.

    Raises :class:`UnknownRoutineError` if the routine is gone.
    """
    if progress.last is None:
        return None
    return _judge(library, progress, progress.last, morning)


def _routine(library: Library, progress: Progress) -> tuple[Routine, PainRule]:
    routine = library.routines.get(progress.routine)
    rule = library.rules.get(routine.rule) if routine else None
    if routine is None or rule is None:
        raise UnknownRoutineError(progress.routine)
    return routine, rule


def _colour(rule: PainRule, felt: Felt) -> str:
    if felt.stopped or felt.pain > rule.yellow:
        return "red"
    return "yellow" if felt.pain > rule.green else "green"


def _judge(library: Library, progress: Progress, done: Done, morning: Morning) -> Verdict:
    """A morning that is not back to baseline counts as the next worse colour, swelling as red."""
    routine, rule = _routine(library, progress)
    colour = _with_morning(done.colour, morning)
    counts = morning.counts and colour == done.colour
    kind, why, place = _move(routine, done, colour, counts=counts)
    if colour != done.colour:
        why = _worse(morning)
    elif counts and why in ("green", "finished"):
        why = "settled"
    reasons = {"green": rule.on_green, "yellow": rule.on_yellow, "red": rule.on_red}
    moved = replace(progress, place=place)
    return Verdict(kind, why, colour, rule.id, reasons[colour], rule.source, moved)


def _with_morning(colour: str, morning: Morning) -> str:
    if morning.swelling:
        return "red"
    if not morning.settled:
        colour = COLOURS[min(COLOURS.index(colour) + 1, len(COLOURS) - 1)]
    return max(colour, morning.light or colour, key=COLOURS.index)


def _worse(morning: Morning) -> Why:
    if morning.swelling:
        return "swelling"
    if not morning.settled:
        return "morning"
    return "painkiller" if morning.painkiller else "evening"


def _move(routine: Routine, done: Done, colour: str, *, counts: bool) -> tuple[VerdictKind, Why, Place]:
    before = replace(done.before, phase=min(done.before.phase, len(routine.phases) - 1))
    if before.paused_until is not None and before.paused_until <= done.on:
        before = replace(before, paused_until=None)
    if colour == "red":
        place = replace(_back(before), paused_until=max(done.on + REST, before.paused_until or done.on))
        if done.stopped:
            return "rest", "stopped", place
        at_bottom = before.phase == 0 and before.level == LOWEST_LEVEL
        return "rest" if at_bottom else "step-back", "red", place
    if colour == "yellow" and not counts:
        return "repeat", "yellow", before
    if done.limited:
        return "repeat", "limited", before
    if not done.complete:
        return "repeat", "unfinished", before
    return _green(routine, before)


def _back(place: Place) -> Place:
    """One phase back, in the first phase one step to easier neighbours, and less of everything."""
    return replace(
        place,
        phase=max(0, place.phase - 1),
        eased=place.eased + (place.phase == 0 and place.level > LOWEST_LEVEL),
        level=max(LOWEST_LEVEL, place.level - 1),
        greens=0,
        finished=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Less after a break: the rule's ``reason`` and source, and the progress to begin again with."""

    reason: str
    source: tuple[str, ...]
    progress: Progress


def after_break(library: Library, progress: Progress, today: date) -> Return | None:
    """What a break since the last session changes, as the pain rule says; once for each break.

    A break is counted from the day on which the next session was due. A rule that says nothing about breaks
    leaves that to the default one. Raises :class:`UnknownRoutineError` if the routine is gone.
    """
    if progress.last is None or progress.returned == progress.last.on:
        return None
    routine, rule = _routine(library, progress)
    if not rule.away_days:
        rule = next((candidate for candidate in library.rules.values() if candidate.default), rule)
    if not rule.away_days:
        return None
    missed = (today - progress.last.on).days - WEEK // routine.per_week
    if missed < rule.away_days:
        return None
    long = bool(rule.long_away_days) and missed >= rule.long_away_days
    place = _back(progress.place) if long else _less(progress.place)
    return Return(
        reason=rule.on_long_away if long else rule.on_away,
        source=rule.source,
        progress=replace(progress, place=place, returned=progress.last.on),
    )


def _less(place: Place) -> Place:
    return replace(place, level=max(LOWEST_LEVEL, place.level - 1), greens=0, finished=False)


def _green(routine: Routine, place: Place) -> tuple[VerdictKind, Why, Place]:
    last = len(routine.phases) - 1
    greens = place.greens + 1
    if place.finished or greens < routine.phases[place.phase].green_sessions:
        return "repeat", "green", replace(place, greens=greens)
    if place.level < 0 or place.eased:
        up = replace(place, level=min(0, place.level + 1), eased=max(0, place.eased - 1), greens=0)
        return "step-up", "green", up
    if place.phase < last:
        return "step-up", "green", replace(place, phase=place.phase + 1, greens=0)
    return "step-up", "finished", replace(place, greens=greens, finished=True)
