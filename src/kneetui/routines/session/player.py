"""The player of one session: a state machine that is told how much time went by.

get-ready -> work -> switch-sides -> work -> rest -> … -> done. Everything counts down; only repetitions at one's own
pace end with :meth:`Player.next`. Ticks add up: two short ones do what one long one does. Before a hold that follows
a rest, and after a pause, a lead-in goes by first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.dose import GET_READY, LEAD_IN, SWITCH, Direction, WorkItem
from kneetui.routines.session.motion import Beat, beat_at
from kneetui.routines.session.time_left import lead_before, rest_after, seconds_remaining, whole_seconds
from kneetui.routines.session.work_log import SetDone, Side, Skipped, Stretch, WorkLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kneetui.content.model import Exercise

State: TypeAlias = Literal["get-ready", "work", "switch-sides", "rest", "done"]
Ending: TypeAlias = Literal["", "complete", "left", "hurt"]
Sides: TypeAlias = Literal["both", "sore-only", "one-more"]
"""Both sides alike, only the sore one, or one set more with it."""

_ALMOST_NOTHING = 1e-6

PASSED_OVER = 3.0
"""A set that ends within so many seconds was passed over: nothing of it was done."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """A pain noted during the session: at which exercise, set and side."""

    exercise: str
    set: int
    side: Side


class Player:
    """Leads through a list of work items; it has no clock of its own.

    ``exercises`` are those that may be swapped in, by id. ``rests``, ``paced`` (repetitions go by a count, so that
    no key is needed) and ``sides`` may be changed at any time. ``first_side`` is that of the sore knee, if one is.
    """

    def __init__(
        self,
        items: Sequence[WorkItem],
        exercises: Mapping[str, Exercise],
        *,
        rests: bool = True,
        paced: bool = True,
        sides: Sides = "both",
        first_side: Literal["left", "right"] = "left",
        get_ready: float = GET_READY,
        switch: float = SWITCH,
    ) -> None:
        self.items = list(items)
        self.rests = rests
        self.paced = paced
        self.sides: Sides = sides
        self.paused = False
        self.state: State = "get-ready"
        self.seconds_left: float | None = None
        self.lead_in = 0.0
        self.ending: Ending = ""
        self.pains: tuple[Hurt, ...] = ()
        self.log = WorkLog()
        self.exercises = exercises
        self.first_side: Literal["left", "right"] = first_side
        self.get_ready = get_ready
        self.switch = switch
        self._spot = Stretch(0, 1, "both")
        if self.items:
            self.go_to_item(0)
        else:
            self.finish("complete")

    # --- where it is -----------------------------------------------------------------------

    @property
    def done(self) -> bool:
        """The session is over; nothing changes any more."""
        return self.state == "done"

    @property
    def item(self) -> WorkItem | None:
        """The current item; during a rest the one just done. ``None`` only without any item."""
        return self.items[self._spot.item] if self.items else None

    @property
    def exercise(self) -> Exercise | None:
        """That of the current item; during a rest the one just done. ``None`` only without any item."""
        return self.item.exercise if self.item else None

    @property
    def coming_item(self) -> WorkItem | None:
        """The current item; during a rest that of the stretch that comes. ``None`` only without any item."""
        return self.items[self._shown.item] if self.items else None

    @property
    def spot(self) -> Stretch:
        """Which item, set and side it is."""
        return self._spot

    @property
    def side(self) -> Side:
        """``left`` or ``right`` for an exercise of one side at a time, else ``both``."""
        return self._spot.side

    def sets_of(self, index: int) -> int:
        """Sets of an item, with the one more of the sore side."""
        item = self.items[index]
        return item.dose.sets + (item.each_side and self.sides == "one-more")

    @property
    def seconds(self) -> float | None:
        """How long the current state lasts in all; ``None`` while the person sets the pace."""
        if self.state == "work" and self.item:
            return None if self._own_pace(self.item) else self.item.seconds
        if self.state == "rest" and self.item:
            return float(self.item.dose.rest)
        return {"get-ready": self.get_ready, "switch-sides": self.switch}.get(self.state)

    @property
    def beat(self) -> Beat | None:
        """The moment of the set; ``None`` outside of one, and at one's own pace."""
        if self.state != "work" or self.item is None or self.seconds_left is None:
            return None
        gone = max(0.0, (self.seconds or 0) - self.seconds_left)
        return beat_at(self.item.exercise, self.item.dose, gone)

    @property
    def coming(self) -> Stretch | None:
        """The stretch of work after the current one; ``None`` if there is none."""
        return None if self.done else self._after(self._spot)

    @property
    def share_done(self) -> float:
        """How much of the planned work was done, 0-1: sets, by their seconds or repetitions."""
        counts = [len(list(self._spots_of(index))) for index in range(len(self.items))]
        if not counts:
            return 0.0
        done = (self.log.share_of(index, count) * count for index, count in enumerate(counts))
        return min(1.0, sum(done) / sum(counts))

    @property
    def fraction(self) -> float:
        """How much of the session's time is over, 0-1."""
        if self.ending == "complete":
            return 1.0
        whole = whole_seconds(self)
        return max(0.0, 1 - seconds_remaining(self) / whole) if whole else 0.0

    def spots(self) -> Iterator[Stretch]:
        """Every stretch of work, in order."""
        for index in range(len(self.items)):
            yield from self._spots_of(index)

    # --- time and keys ---------------------------------------------------------------------

    def tick(self, seconds: float) -> None:
        """Let so many seconds go by. What is left over when a state ends goes to the next one."""
        while seconds > 0 and not self.paused and not self.done:
            if self.lead_in > 0:
                step = min(seconds, self.lead_in)
                self.lead_in = 0.0 if self.lead_in - step <= _ALMOST_NOTHING else self.lead_in - step
                seconds -= step
                continue
            if self.seconds_left is None:
                return
            step = min(seconds, self.seconds_left)
            seconds -= step
            self.seconds_left -= step
            if self.seconds_left <= _ALMOST_NOTHING:
                self.seconds_left = 0.0
                self.next()

    def next(self) -> None:
        """End what is going on now: the set is done, the rest is over, I am ready."""
        self.lead_in = 0.0
        if self.state in ("get-ready", "switch-sides"):
            self._enter("work")
        elif self.state == "work":
            self._note_work(whole=self.seconds_left is None)
            self._work_done()
        elif self.state == "rest":
            self._after_rest()

    def back(self) -> None:
        """Do the last stretch of work again: the one just done in a rest, else the one before."""
        if self.done:
            return
        if self.state == "rest":
            self._go(self._spot)
            return
        before = self._spot
        for spot in self.spots():
            if spot == self._spot:
                break
            before = spot
        self._go(before)

    def pause(self) -> None:
        """Stop the countdown; a session that is over is not paused."""
        self.paused = not self.done

    def resume(self) -> None:
        """Go on with the countdown, in the middle of a set after a lead-in."""
        if self.paused and self.state == "work":
            self.lead_in = LEAD_IN
        self.paused = False

    def pace(self, *, paced: bool) -> None:
        """Let repetitions go by a count, or wait for :meth:`next`; a set that is going on begins anew."""
        self.paced = paced
        if self.state == "work":
            self.seconds_left = self.seconds

    def use_sides(self, sides: Sides) -> None:
        """Both sides, only the sore one, or one set more with it."""
        self.sides = sides
        if self.done or not self.items or self._spot in self.spots():
            return
        last = [spot for spot in self._spots_of(self._spot.item) if spot.set <= self._spot.set]
        self._go(last[-1])

    def easier(self) -> bool:
        """Swap the exercise (in a rest: what comes next) for its easier neighbour; false if it has none."""
        return self._swap("easier")

    def harder(self) -> bool:
        """The same as :meth:`easier`, towards the harder neighbour."""
        return self._swap("harder")

    def neighbour(self, direction: Direction) -> Exercise | None:
        """What :meth:`easier` or :meth:`harder` would swap in."""
        if self.done or not self.items:
            return None
        return self.exercises.get(self.items[self._shown.item].step(direction))

    def skip(self, why: str = "") -> None:
        """Leave the rest of this exercise out (in a rest: the one that comes next)."""
        if self.done:
            return
        self._note_work()
        index = self._shown.item
        self.log.skip(Skipped(item=index, exercise=self.items[index].exercise.id, why=why))
        if index + 1 < len(self.items):
            self.go_to_item(index + 1)
        else:
            self.finish("complete")

    def hurts(self, *, stop: bool) -> None:
        """Note pain here, and go on or stop the session."""
        if self.done or self.exercise is None:
            return
        self.pains = (*self.pains, Hurt(self.exercise.id, self._spot.set, self.side))
        if stop:
            self._note_work()
            self.finish("hurt")

    def end(self) -> None:
        """Leave the session before its end: what was done of this set is noted."""
        if not self.done:
            self._note_work()
            self.finish("left")

    def go_to(self, spot: Stretch, state: State) -> bool:
        """Go on in a state of a stretch; false if there is no such stretch."""
        if spot not in self.spots():
            return False
        self._spot = spot
        self._enter(state)
        return True

    def go_to_item(self, index: int) -> None:
        """Get ready for an item."""
        self._go(self._first_of(index))

    def finish(self, ending: Ending) -> None:
        """The session is over."""
        if self.state == "rest":
            self._spot = self._after(self._spot) or self._spot
        self.ending = ending
        self.paused = False
        self.lead_in = 0.0
        self._enter("done")

    # --- inside ----------------------------------------------------------------------------

    @property
    def _shown(self) -> Stretch:
        """In a rest the stretch that comes, else the current one."""
        following = self._after(self._spot) if self.state == "rest" else None
        return following or self._spot

    def _own_pace(self, item: WorkItem) -> bool:
        return not self.paced and item.dose.reps > 0 and not item.dose.minutes

    def _note_work(self, *, whole: bool = False) -> None:
        if self.state != "work" or self.item is None:
            return
        planned = self.item.seconds
        gone = (
            planned if whole else planned - (self.seconds_left if self.seconds_left is not None else planned)
        )
        if gone < min(PASSED_OVER, planned):
            return
        beat = beat_at(self.item.exercise, self.item.dose, gone)
        reps = 0 if not self.item.dose.reps else self.item.dose.reps if gone >= planned else beat.rep - 1
        share = reps / self.item.dose.reps if self.item.dose.reps else gone / planned
        done = SetDone(
            spot=self._spot, exercise=self.item.exercise.id, seconds=round(gone, 1), reps=reps, share=share
        )
        self.log.add(done)

    def _first_of(self, index: int) -> Stretch:
        return next(self._spots_of(index))

    def _sides_of(self, index: int) -> tuple[Side, ...]:
        if not self.items[index].each_side:
            return ("both",)
        other: Side = "right" if self.first_side == "left" else "left"
        return (self.first_side,) if self.sides == "sore-only" else (self.first_side, other)

    def _spots_of(self, index: int) -> Iterator[Stretch]:
        planned = self.items[index].dose.sets
        for number in range(1, planned + 1):
            for side in self._sides_of(index):
                yield Stretch(index, number, side)
        for number in range(planned + 1, self.sets_of(index) + 1):
            yield Stretch(index, number, self.first_side)

    def _after(self, spot: Stretch) -> Stretch | None:
        spots = self.spots()
        return next(spots, None) if spot in spots else None

    def _enter(self, state: State) -> None:
        self.state = state
        self.seconds_left = self.seconds
        if state in ("get-ready", "switch-sides") and not self.seconds_left:
            self._enter("work")

    def _go(self, spot: Stretch) -> None:
        self._spot = spot
        self.lead_in = 0.0
        self._enter("get-ready")

    def switch_rests(self) -> bool:
        """Rest between sets, or not; whether that ends the rest that is on."""
        self.rests = not self.rests
        return self.state == "rest" and self.item is not None and not rest_after(self, self.item)

    def _work_done(self) -> None:
        following = self._after(self._spot)
        if following is None:
            self.finish("complete")
        elif (following.item, following.set) == (self._spot.item, self._spot.set):
            self._spot = following
            self._enter("switch-sides")
        elif rest_after(self, self.items[self._spot.item]):
            self._enter("rest")
        else:
            self._after_rest()

    def _after_rest(self) -> None:
        following = self._after(self._spot)
        if following is None:
            self.finish("complete")
        elif following.item == self._spot.item:
            self._spot = following
            self.lead_in = lead_before(self, following)
            self._enter("work")
        else:
            self._go(following)

    def _swap(self, direction: Direction) -> bool:
        neighbour = self.neighbour(direction)
        if neighbour is None:
            return False
        spot = self._shown
        self._note_work()
        self.items[spot.item] = self.items[spot.item].swapped(direction, neighbour)
        number = min(spot.set, self.sets_of(spot.item))
        self._go(next(place for place in self._spots_of(spot.item) if place.set == number))
        return True
