"""What was done in a session, set by set, and how much of the plan that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Side: TypeAlias = Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of work: which item, which set of it (from 1) and which side."""

    item: int
    set: int
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone:
    """What was done in a stretch: the exercise (id), ``seconds``, and ``reps`` if they are counted.

    ``share`` is how much of the planned set that is, 0-1.
    """

    spot: Stretch
    exercise: str
    seconds: float
    reps: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An exercise (id) that was left out or broken off, and why; empty for no reason."""

    item: int
    exercise: str
    why: str = ""


class WorkLog:
    """The sets of a session as they were done; a set that is done again counts once, with the better of the two."""

    def __init__(self, sets: Iterable[SetDone] = (), skipped: Iterable[Skipped] = ()) -> None:
        self._sets = {(done.spot, done.exercise): done for done in sets}
        self._skipped = {(skip.item, skip.exercise): skip for skip in skipped}

    def __iter__(self) -> Iterator[SetDone]:
        return iter(sorted(self._sets.values(), key=lambda done: done.spot.item))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The exercises that were left out or broken off, each once."""
        return tuple(self._skipped.values())

    def add(self, done: SetDone) -> None:
        """Note a set of which anything was done."""
        known = self._sets.get((done.spot, done.exercise))
        if done.share > (known.share if known else 0):
            self._sets[done.spot, done.exercise] = done

    def skip(self, skip: Skipped) -> None:
        """Note what was skipped."""
        self._skipped[skip.item, skip.exercise] = skip

    def share_of(self, item: int, stretches: int) -> float:
        """How much of an item with so many stretches was done, 0-1."""
        done = sum(done.share for done in self._sets.values() if done.spot.item == item)
        return min(1.0, done / stretches)
