"""After a session one pain number, and the rule says: step up, repeat, step back or rest."""

from __future__ import annotations

from dataclasses import KW_ONLY, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.criteria import (
    AGAIN,
    Result,
    days_between,
    greens_needed,
    phase_ends,
    sessions_a_day,
    unmet,
)
from kneetui.routines.progress import LOWEST_LEVEL, Done, Place, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "again",
    "limited",
    "weeks",
    "tests",
    "finished",
]

KINDS: tuple[VerdictKind, ...] = ("rest", "step-back", "repeat", "step-up")
"""Kinds of verdict, the most careful first."""

COLOURS = ("green", "yellow", "red")
"""What pain means, best first."""

REST = timedelta(days=2)
"""The break after a session in the red."""


class UnknownRoutineError(LookupError):
    """The routine, or its pain rule, is in no installed pack."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How a session was: its worst pain (0-10).

    ``stopped`` for a limp, a sharp catch or new swelling; not ``complete`` if too little of it was done.
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
    library: Library,
    progress: Progress,
    felt: Felt,
    on: date,
    gate: Gate,
    *,
    morning: Morning | None = None,
    results: Sequence[Result] = (),
) -> Verdict:
    """Judge a session; what was done under a gate that is not full does not count for a step up.

    ``results`` are those of tests at home, which some phases ask for before they begin. Raises :class:`UnknownRoutineError` if the routine is gone.
    """
    routine, rule = _routine(library, progress)
    phase = min(progress.phase, len(routine.phases) - 1)
    today = progress.last.number if progress.last and progress.last.on == on else 0
    number = today + felt.complete
    done = Done(
        on=on,
        colour=_colour(rule, felt),
        stopped=felt.stopped,
        complete=felt.complete,
        limited=not gate.full,
        before=progress.place,
        number=number,
        extra=number > sessions_a_day(routine, phase),
    )
    entered = {phase: on, **progress.entered}
    counted = replace(progress, sessions=progress.sessions + (not done.extra), last=done, entered=entered)
    return _judge(library, counted, done, morning or Morning(), results)


def after_morning(
    library: Library, progress: Progress, morning: Morning, results: Sequence[Result] = ()
) -> Verdict | None:
    """Judge the last session again, now with the morning after.

    ``None`` if there was no session, or the next one has begun. Raises :class:`UnknownRoutineError` if the
    routine is gone.
    """
    if progress.last is None or progress.last.closed:
        return None
    return _judge(library, progress, progress.last, morning, results)


def advanced(
    library: Library, progress: Progress, today: date, results: Sequence[Result] = ()
) -> Progress | None:
    """The progress in the next phase, if only its weeks or a test held it back and do no longer; else ``None``."""
    routine, _ = _routine(library, progress)
    place = progress.place
    last = len(routine.phases) - 1
    at_full_dose = place.level == 0 and not place.eased
    if progress.last is None or place.phase >= last or not at_full_dose:
        return None
    ready = place.greens >= greens_needed(routine, progress, place.phase)
    if not ready or _held_back(library, routine, progress, place, today, results):
        return None
    return replace(progress, place=replace(place, phase=place.phase + 1, greens=0))


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


def _judge(
    library: Library, progress: Progress, done: Done, morning: Morning, results: Sequence[Result]
) -> Verdict:
    """A morning that is not back to baseline counts as the next worse colour, swelling as red."""
    routine, rule = _routine(library, progress)
    colour = _with_morning(done.colour, morning)
    counts = morning.counts and colour == done.colour
    kind, why, place = _move(routine, done, colour, counts=counts)
    if kind == "step-up":
        kind, why, place = _up(library, routine, progress, place, done.on, results)
    if colour != done.colour:
        why = _worse(morning)
    elif counts and why in ("green", "finished"):
        why = "settled"
    reasons = {"green": rule.on_green, "yellow": rule.on_yellow, "red": rule.on_red}
    moved = replace(progress, place=place)
    return Verdict(
        kind=kind,
        why=why,
        colour=colour,
        rule=rule.id,
        reason=reasons[colour],
        source=rule.source,
        progress=moved,
    )


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
    if done.extra:
        return "repeat", "again", before
    return "step-up", "green", replace(before, greens=before.greens + 1)


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
    leaves that to the default one; a fitted routine has none. Raises :class:`UnknownRoutineError` if the routine is gone.
    """
    if progress.last is None or progress.returned == progress.last.on:
        return None
    routine, rule = _routine(library, progress)
    if routine.fitted:
        return None
    if not rule.away_days:
        rule = next((candidate for candidate in library.rules.values() if candidate.default), rule)
    if not rule.away_days:
        return None
    phase = min(progress.phase, len(routine.phases) - 1)
    missed = (today - progress.last.on).days - days_between(routine, phase)
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


def _up(
    library: Library,
    routine: Routine,
    progress: Progress,
    place: Place,
    on: date,
    results: Sequence[Result],
) -> tuple[VerdictKind, Why, Place]:
    """Where a session in the green leads: first back to the whole dose, then to the next phase."""
    if place.finished:
        return "repeat", "green", place
    if place.level < 0 or place.eased:
        if place.greens < min(AGAIN, routine.phases[place.phase].green_sessions):
            return "repeat", "green", place
        up = replace(place, level=min(0, place.level + 1), eased=max(0, place.eased - 1), greens=0)
        return "step-up", "green", up
    if place.greens < greens_needed(routine, progress, place.phase):
        return "repeat", "green", place
    next_day = on + timedelta(days=days_between(routine, place.phase))
    held_back = _held_back(library, routine, progress, place, next_day, results)
    if held_back:
        return "repeat", held_back, place
    if place.phase < len(routine.phases) - 1:
        return "step-up", "green", replace(place, phase=place.phase + 1, greens=0)
    return "step-up", "finished", replace(place, finished=True)


def _held_back(
    library: Library,
    routine: Routine,
    progress: Progress,
    place: Place,
    day: date,
    results: Sequence[Result],
) -> Why | None:
    """What keeps the next phase from beginning on a day, besides sessions: the weeks of this one, or a test."""
    ends = phase_ends(routine, progress, place.phase)
    if ends is not None and day < ends:
        return "weeks"
    following = routine.phases[place.phase + 1 : place.phase + 2]
    return "tests" if any(unmet(library, phase, results, day) for phase in following) else None
