"""What is usual for a knee before a session: the mornings, stiffness and swelling of the days before."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.by_day.timeline import gathered
from kneetui.diary.entries import STIFFNESSES, SWELLINGS

if TYPE_CHECKING:
    from kneetui.content.model import PainRule
    from kneetui.diary.entries import Entry

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual for a knee before a day: its morning pain (median, 0-10), stiffness and swelling.

    The scales are indices of :data:`STIFFNESSES` and :data:`SWELLINGS`. ``mornings`` counts those behind it;
    ``None`` is not known.
    """

    morning: float | None = None
    mornings: int = 0
    stiffness: int | None = None
    swelling: int | None = None


class _Note(NamedTuple):
    when: datetime
    day: int
    loaded: bool
    morning: float | None
    stiffness: int | None
    swelling: int | None


class UsualDays:
    """The notes of one knee, for whoever asks what was usual before one session after another."""

    def __init__(self, entries: Iterable[Entry], knee: str) -> None:
        known = gathered(entries)
        self._notes = [
            _Note(
                entry.when,
                day.toordinal(),
                entry.pain_morning is not None and day - DAY in known.trained,
                entry.pain_morning,
                None if entry.stiffness is None else STIFFNESSES.index(entry.stiffness),
                None if entry.swelling is None else SWELLINGS.index(entry.swelling),
            )
            for day, about in known.about(knee).items()
            for entry in about
            if not (entry.pain_morning is None and entry.stiffness is None and entry.swelling is None)
        ]
        self._windows: dict[tuple[int, int], _Window] = {}

    def before(self, when: datetime, rule: PainRule) -> Usual:
        """What was usual before a time by a pain rule: the median morning of the days without load, else of all.

        Never the morning itself that is compared with it: only days before that of ``when`` count, and
        that day up to the time itself.
        """
        numbers = rule.usual_days, rule.usual_mornings
        window = self._windows.get(numbers)
        if window is None:
            window = self._windows[numbers] = _Window(self._notes, *numbers)
        return window.before(when)


class _Window:
    """The notes of the ``days`` before a time, which moves on: what comes in and what falls out is all that is read."""

    def __init__(self, notes: Sequence[_Note], days: int, calm_mornings: int) -> None:
        self._notes, self._days, self._calm_mornings = notes, days, calm_mornings
        self._begin()

    def _begin(self) -> None:
        self._start = self._end = 0
        self._asked = datetime.min
        self._pains: list[float] = []
        self._calm: list[float] = []
        self._stiff: list[int] = []
        self._swelling: tuple[int, int] | None = None  # its place among the notes, and how much
        self._usual = Usual()

    def before(self, when: datetime) -> Usual:
        if when < self._asked:
            self._begin()
        self._asked = when
        first = when.toordinal() - self._days
        start, end = self._start, self._end
        while self._end < len(self._notes) and self._notes[self._end].when < when:
            self._put(self._notes[self._end])
            self._end += 1
        while self._start < self._end and self._notes[self._start].day < first:
            self._drop(self._notes[self._start])
            self._start += 1
        if (start, end) != (self._start, self._end):
            self._usual = self._made()
        return self._usual

    def _put(self, note: _Note) -> None:
        if note.morning is not None:
            insort(self._pains, note.morning)
            if not note.loaded:
                insort(self._calm, note.morning)
        if note.stiffness is not None:
            insort(self._stiff, note.stiffness)
        if note.swelling is not None:
            self._swelling = self._end, note.swelling

    def _drop(self, note: _Note) -> None:
        if note.morning is not None:
            del self._pains[bisect_left(self._pains, note.morning)]
            if not note.loaded:
                del self._calm[bisect_left(self._calm, note.morning)]
        if note.stiffness is not None:
            del self._stiff[bisect_left(self._stiff, note.stiffness)]

    def _made(self) -> Usual:
        pains = self._calm if len(self._calm) >= self._calm_mornings else self._pains
        swelling = self._swelling[1] if self._swelling and self._swelling[0] >= self._start else None
        return Usual(
            morning=middle(pains) if pains else None,
            mornings=len(pains),
            stiffness=self._stiff[len(self._stiff) // 2] if self._stiff else None,
            swelling=swelling,
        )


def middle(ordered: Sequence[float]) -> float:
    """The median; of two values in the middle the lower one, which is the careful side for "usual"."""
    return ordered[(len(ordered) - 1) // 2]
