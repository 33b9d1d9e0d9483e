"""The player of one session: a state machine that is told how much time went by.

get-ready -> work -> switch-sides -> work -> rest -> … -> done. Repetitions without a tempo end with
:meth:`Player.next`; everything else counts down. Ticks add up: two short ones do what one long one does.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.model import Dose
from kneetui.routines.dose import GET_READY, SWITCH, Beat, WorkItem, beat_at, scaled, work_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kneetui.content.model import Exercise

State: TypeAlias = Literal["get-ready", "work", "switch-sides", "rest", "done"]
Cue: TypeAlias = Literal["get-ready", "work", "switch", "rest", "done"]
Side: TypeAlias = Literal["both", "left", "right"]
Ending: TypeAlias = Literal["", "complete", "left", "hurt"]

_CUES: dict[State, Cue] = {
    "get-ready": "get-ready",
    "work": "work",
    "switch-sides": "switch",
    "rest": "rest",
    "done": "done",
}
_ALMOST_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of work: which item, which set of it (from 1) and which side."""

    item: int
    set: int
    side: Side


@dataclass(frozen=True, slots=True)
class Hurt:
    """A pain noted during the session: at which exercise, set and side."""

    exercise: str
    set: int
    side: Side


class Player:
    """Leads through a list of work items; it has no clock of its own.

    ``exercises`` are those that may be swapped in, by id. ``rests`` may be switched at any time.
    """

    def __init__(
        self,
        items: Sequence[WorkItem],
        exercises: Mapping[str, Exercise],
        *,
        rests: bool = True,
        first_side: Literal["left", "right"] = "left",
        get_ready: float = GET_READY,
        switch: float = SWITCH,
    ) -> None:
        self.items = list(items)
        self.rests = rests
        self.paused = False
        self.state: State = "get-ready"
        self.seconds_left: float | None = None
        self.ending: Ending = ""
        self.pains: tuple[Hurt, ...] = ()
        self._exercises = exercises
        self._sides: tuple[Side, Side] = ("left", "right") if first_side == "left" else ("right", "left")
        self._get_ready = get_ready
        self._switch = switch
        self._cues: list[Cue] = []
        self._spot = Stretch(0, 1, "both")
        if self.items:
            self._go(self._first_of(0))
        else:
            self._finish("complete")

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
    def spot(self) -> Stretch:
        """Which item, set and side it is."""
        return self._spot

    @property
    def sets(self) -> int:
        """Sets of the current exercise."""
        return self.item.dose.sets if self.item else 0

    @property
    def side(self) -> Side:
        """``left`` or ``right`` for an exercise of one side at a time, else ``both``."""
        return self._spot.side

    @property
    def seconds(self) -> float | None:
        """How long the current state lasts in all; ``None`` while the person sets the pace."""
        if self.state == "work" and self.item:
            return work_seconds(self.item.dose)
        if self.state == "rest" and self.item:
            return float(self.item.dose.rest)
        return {"get-ready": self._get_ready, "switch-sides": self._switch}.get(self.state)

    @property
    def beat(self) -> Beat | None:
        """Where a timed repetition is; ``None`` outside of one."""
        if self.state != "work" or self.item is None or self.seconds_left is None:
            return None
        return beat_at(self.item.dose, (self.seconds or 0) - self.seconds_left)

    @property
    def coming(self) -> Stretch | None:
        """The stretch of work after the current one; ``None`` if there is none."""
        return None if self.done else self._after(self._spot)

    @property
    def fraction(self) -> float:
        """How much of the session is done, 0-1."""
        if self.ending == "complete":
            return 1.0
        if not self.items:
            return 0.0
        spots = list(self._spots())
        done = float(spots.index(self._spot))
        if self.state == "rest":
            done += 1
        elif self.state == "work" and self.seconds and self.seconds_left is not None:
            done += 1 - self.seconds_left / self.seconds
        return done / len(spots)

    def take_cues(self) -> list[Cue]:
        """What began since the last call, for the bell; each is given once."""
        cues, self._cues = self._cues, []
        return cues

    def tick(self, seconds: float) -> None:
        """Let time go by. What is left over when a state ends goes to the next one."""
        while seconds > 0 and self.seconds_left is not None and not self.paused:
            step = min(seconds, self.seconds_left)
            seconds -= step
            self.seconds_left -= step
            if self.seconds_left <= _ALMOST_NOTHING:
                self.next()

    def next(self) -> None:
        """End what is going on now: the set is done, the rest is over, I am ready."""
        if self.state in ("get-ready", "switch-sides"):
            self._enter("work")
        elif self.state == "work":
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
        for spot in self._spots():
            if spot == self._spot:
                break
            before = spot
        self._go(before)

    def pause(self) -> None:
        """Stop the countdown."""
        self.paused = not self.done

    def resume(self) -> None:
        """Go on with the countdown."""
        self.paused = False

    def easier(self) -> bool:
        """Swap the exercise (in a rest: what comes next) for its easier neighbour; false if it has none."""
        return self._swap("easier")

    def harder(self) -> bool:
        """The same as :meth:`easier`, towards the harder neighbour."""
        return self._swap("harder")

    def hurts(self, *, stop: bool) -> None:
        """Note pain here, and go on or stop the session."""
        if self.done or self.exercise is None:
            return
        self.pains = (*self.pains, Hurt(self.exercise.id, self._spot.set, self.side))
        if stop:
            self._finish("hurt")

    def end(self) -> None:
        """Leave the session."""
        if not self.done:
            self._finish("left")

    def to_json(self) -> dict[str, Any]:
        """A JSON object; :meth:`from_json` goes on from it."""
        minutes_left = self.seconds_left if self._counts_minutes() else None
        return {
            "items": [
                {
                    "planned": item.planned,
                    "exercise": item.exercise.id,
                    "dose": asdict(item.dose),
                    "factor": item.factor,
                }
                for item in self.items
            ],
            "state": self.state,
            "spot": asdict(self._spot),
            "minutes_left": minutes_left,
            "rests": self.rests,
            "first_side": self._sides[0],
            "get_ready": self._get_ready,
            "switch": self._switch,
            "ending": self.ending,
            "pains": [asdict(hurt) for hurt in self.pains],
        }

    @classmethod
    def from_json(cls, data: object, exercises: Mapping[str, Exercise]) -> Player:
        """Go on at the same set, paused; a hold begins anew, minutes keep what was left.

        An exercise that is gone is left out; a session that lost all of them was left early. Raises
        ``ValueError`` for what :meth:`to_json` did not write.
        """
        try:
            return cls._read(data, exercises)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            raise ValueError("not a saved session") from error

    @classmethod
    def _read(cls, data: Any, exercises: Mapping[str, Exercise]) -> Player:
        remaining = [index for index, entry in enumerate(data["items"]) if entry["exercise"] in exercises]
        player = cls(
            [_item(data["items"][index], exercises) for index in remaining],
            exercises,
            rests=bool(data["rests"]),
            first_side="right" if data["first_side"] == "right" else "left",
            get_ready=_number(data["get_ready"]),
            switch=_number(data["switch"]),
        )
        player.pains = tuple(Hurt(hurt["exercise"], hurt["set"], hurt["side"]) for hurt in data["pains"])
        if player.items:
            player._return_to(data, remaining)
        elif data["items"]:
            player.ending = data["ending"] if data["ending"] in get_args(Ending)[1:] else "left"
        player.take_cues()
        player.paused = not player.done
        return player

    def _return_to(self, data: Any, remaining: list[int]) -> None:
        state, ending, spot = data["state"], data["ending"], data["spot"]
        if state not in get_args(State) or ending not in get_args(Ending):
            raise KeyError("state")
        index = sum(one < spot["item"] for one in remaining)
        gone = spot["item"] not in remaining
        here = (
            self._first_of(min(index, len(remaining) - 1))
            if gone
            else Stretch(index, spot["set"], spot["side"])
        )
        if here not in self._spots():
            raise KeyError("spot")
        self._spot = here
        if state == "done" or index == len(remaining):
            self._finish(ending or "complete")
        elif gone:
            self._enter("get-ready")
        else:
            self._enter(state)
            if data["minutes_left"] is not None and self._counts_minutes():
                self.seconds_left = min(_number(data["minutes_left"]), self.seconds or 0)

    def _counts_minutes(self) -> bool:
        return self.state == "work" and self.item is not None and self.item.dose.minutes > 0

    def _first_of(self, index: int) -> Stretch:
        return Stretch(index, 1, self._sides_of(index)[0])

    def _sides_of(self, index: int) -> tuple[Side, ...]:
        return self._sides if self.items[index].each_side else ("both",)

    def _spots(self) -> Iterator[Stretch]:
        for index, item in enumerate(self.items):
            for number in range(1, item.dose.sets + 1):
                for side in self._sides_of(index):
                    yield Stretch(index, number, side)

    def _after(self, spot: Stretch) -> Stretch | None:
        spots = self._spots()
        return next(spots, None) if spot in spots else None

    def _enter(self, state: State) -> None:
        self.state = state
        self._cues.append(_CUES[state])
        self.seconds_left = self.seconds
        if state in ("get-ready", "switch-sides") and not self.seconds_left:
            self._enter("work")

    def _go(self, spot: Stretch) -> None:
        self._spot = spot
        self._enter("get-ready")

    def _work_done(self) -> None:
        following = self._after(self._spot)
        if following is None:
            self._finish("complete")
        elif (following.item, following.set) == (self._spot.item, self._spot.set):
            self._spot = following
            self._enter("switch-sides")
        elif self.rests and self.items[self._spot.item].dose.rest:
            self._enter("rest")
        else:
            self._after_rest()

    def _after_rest(self) -> None:
        following = self._after(self._spot)
        if following is None:
            self._finish("complete")
        elif following.item == self._spot.item:
            self._spot = following
            self._enter("work")
        else:
            self._go(following)

    def _finish(self, ending: Ending) -> None:
        if self.state == "rest":
            self._spot = self._after(self._spot) or self._spot
        self.ending = ending
        self.paused = False
        self._enter("done")

    def _swap(self, direction: Literal["easier", "harder"]) -> bool:
        if self.done:
            return False
        spot = self._spot
        if self.state == "rest":
            spot = self._after(spot) or spot
        item = self.items[spot.item]
        neighbour = self._exercises.get(getattr(item.exercise, direction))
        if neighbour is None:
            return False
        swapped = WorkItem(item.planned, neighbour, scaled(neighbour.dose, item.factor), item.factor)
        self.items[spot.item] = swapped
        self._go(Stretch(spot.item, min(spot.set, swapped.dose.sets), self._sides_of(spot.item)[0]))
        return True


def _item(data: Any, exercises: Mapping[str, Exercise]) -> WorkItem:
    saved = data["dose"]
    numbers = {name: _number(saved[name]) for name in ("sets", "reps", "hold", "rest", "per_day")}
    dose = Dose(
        **{name: int(number) for name, number in numbers.items()},
        minutes=_number(saved["minutes"]),
        tempo=str(saved["tempo"]),
    )
    if dose.sets < 1:
        raise KeyError("sets")
    return WorkItem(str(data["planned"]), exercises[data["exercise"]], dose, _number(data["factor"]))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise TypeError("not a number")
    return float(value)
