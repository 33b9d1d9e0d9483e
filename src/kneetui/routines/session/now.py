"""What a session calls, counts, shows and sounds now: the one source of word, side, figure, digits and bell."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.dose import LEAD_IN
from kneetui.routines.session.motion import HOLD, beat_at, held, rep_moves, resting_beat, start_frame
from kneetui.routines.session.time_left import rest_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneetui.content.model import Exercise
    from kneetui.routines.dose import WorkItem
    from kneetui.routines.session.motion import Beat
    from kneetui.routines.session.player import Player
    from kneetui.routines.session.work_log import Side, Stretch

READY, SWITCH, REST, PAUSED, DONE, REPS = "ready", "switch", "rest", "paused", "done", "reps"
"""Cues of the session itself; all others are those of moves."""

SLACK = 0.25
"""Seconds by which a tick may come early without anything standing still for a second."""

COUNTED_HOLD = 5
"""A hold within a repetition is counted in seconds from so many on; below, the repetitions are counted."""

COUNT_IN = 3
"""The last seconds before a change, which are counted in."""

Sound: TypeAlias = Literal["count", "beat", "start", "switch", "rest", "end", "done"]
"""``end`` is that of an exercise, ``done`` that of the session."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """One moment of a session.

    ``spot`` is the stretch that is shown (in a rest the one that comes), ``number`` what stands in digits: seconds,
    or with ``counts_reps`` the repetition. ``seconds_left`` are those of the state; ``None`` at one's own pace.
    ``following`` is the cue of what comes after the state, ``following_side`` its side.
    """

    cue: str
    spot: Stretch
    side: Side
    exercise: Exercise
    frame: int
    rep: int
    number: int
    counts_reps: bool
    seconds_left: int | None
    following: str
    following_side: Side


def now(player: Player) -> Now | None:
    """The moment; ``None`` without any exercise."""
    if player.item is None:
        return None
    spot = shown(player)
    item = player.items[spot.item]
    beat = _beat(player)
    cue = _cue(player, beat)
    counts_reps = beat is not None and beat.rep > 0 and not _long_hold(item)
    following, following_side = _following(player)
    return Now(
        cue=cue,
        spot=spot,
        side=spot.side,
        exercise=item.exercise,
        frame=_frame(player, item, beat),
        rep=beat.rep if beat else 0,
        number=_number(player, item, beat, counts_reps=counts_reps),
        counts_reps=counts_reps or (player.state == "work" and player.seconds_left is None),
        seconds_left=_state_seconds(player),
        following=following,
        following_side=following_side,
    )


def shown(player: Player) -> Stretch:
    """The stretch on the screen: in a rest what comes next."""
    coming = player.coming if player.state == "rest" else None
    return coming or player.spot


def first_cue(item: WorkItem) -> str:
    """What is called when a set begins."""
    return beat_at(item.exercise, item.dose, 0).cue


def leads_in(player: Player) -> bool:
    """Whether a lead-in goes by before the set goes on."""
    return player.state == "work" and player.lead_in > 0


def _beat(player: Player) -> Beat | None:
    """The beat a little ahead, so that a tick that comes early shows what it is for."""
    item = player.item
    if item is None or player.state not in ("work", "rest") or player.seconds_left is None:
        return None
    seconds = player.seconds or 0.0
    slack = 0.0 if leads_in(player) else SLACK
    gone = max(0.0, min(seconds - player.seconds_left + slack, seconds - 0.001))
    if player.state == "rest":
        return resting_beat(item.exercise, seconds, gone)
    return beat_at(item.exercise, item.dose, gone)


def _cue(player: Player, beat: Beat | None) -> str:
    if player.paused:
        return PAUSED
    if player.state == "get-ready" or leads_in(player):
        return READY
    if player.state == "switch-sides":
        return SWITCH
    if player.state == "done":
        return DONE
    if beat:
        return beat.cue
    return REST if player.state == "rest" else REPS


def _frame(player: Player, item: WorkItem, beat: Beat | None) -> int:
    """During a lead-in the last seconds show where a hold stays, so that one is there when it begins."""
    if beat:
        return beat.frame
    left = _state_seconds(player) or 0
    entering = player.state in ("get-ready", "switch-sides") and 0 < left <= LEAD_IN
    if entering and held(item.exercise, item.dose):
        return beat_at(item.exercise, item.dose, 0).frame
    return start_frame(item.exercise, item.dose)


def _number(player: Player, item: WorkItem, beat: Beat | None, *, counts_reps: bool) -> int:
    if player.state == "work" and player.seconds_left is None:
        return item.dose.reps
    if leads_in(player) or beat is None or not beat.rep:
        return _state_seconds(player) or 0
    return beat.rep if counts_reps else max(1, ceil(beat.seconds_left))


def _long_hold(item: WorkItem) -> bool:
    moves = rep_moves(item.exercise, item.dose)
    return any(move.cue == HOLD and move.seconds >= COUNTED_HOLD for move in moves)


def _state_seconds(player: Player) -> int | None:
    if leads_in(player):
        return _whole(player.lead_in)
    return None if player.seconds_left is None else _whole(player.seconds_left)


def _whole(seconds: float) -> int:
    return max(1, ceil(seconds - SLACK))


def _following(player: Player) -> tuple[str, Side]:
    """What comes after the state."""
    item, spot = player.items[player.spot.item], player.spot
    coming = player.coming
    if player.state in ("get-ready", "switch-sides"):
        return first_cue(item), spot.side
    if coming is None:
        return DONE, "both"
    if player.state == "rest":
        after = player.items[coming.item]
        return (READY if coming.item != spot.item else first_cue(after)), coming.side
    if (coming.item, coming.set) == (spot.item, spot.set):
        return SWITCH, coming.side
    if rest_after(player, item):
        between = item.exercise.between
        return (between.cue if between else REST), "both"
    return (READY if coming.item != spot.item else first_cue(item)), coming.side


class Sounds:
    """What is to be heard of a session: asked after every tick or key, it says what is new since the last time."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.begin()

    def begin(self) -> None:
        """From here on, nothing of what was before is new."""
        self._place = self._mark()
        self._moment = now(self.player)

    def new(self, *, beats: bool = True) -> Sound | None:
        """The sound to make, if any; ``beats`` are those within a set."""
        before, self._place = self._place, self._mark()
        last, self._moment = self._moment, now(self.player)
        if before != self._place:
            return self._change(before)
        if self._moment is None or last is None or self.player.paused:
            return None
        left = self._moment.seconds_left
        if left is not None and left != last.seconds_left and left <= COUNT_IN and not self._beaten:
            return "count"
        moved = (self._moment.rep, self._moment.cue) != (last.rep, last.cue)
        return "beat" if beats and moved and self.player.state == "work" else None

    def _mark(self) -> tuple[str, Stretch, bool]:
        return self.player.state, self.player.spot, leads_in(self.player)

    @property
    def _beaten(self) -> bool:
        """Whether the seconds of the set are called by its beats already."""
        item = self.player.item
        return (
            self.player.state == "work"
            and not leads_in(self.player)
            and bool(item and rep_moves(item.exercise, item.dose))
        )

    def _change(self, before: tuple[str, Stretch, bool]) -> Sound | None:
        state, spot, leading = self._place
        if state == "done":
            return "done"
        if state == "work":
            return "count" if leading else "start"
        if state == "switch-sides":
            return "switch"
        if before[0] != "work":
            return None
        coming = self.player.coming if state == "rest" else spot
        return "end" if coming is None or coming.item != before[1].item else "rest"
