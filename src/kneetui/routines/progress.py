"""How far someone is in a routine, as plain data that survives packs coming and going."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, asdict, field, replace
from datetime import date
from typing import Any

from kneetui.config.lazy_dataclass import dataclass

LOWEST_LEVEL = -2
"""The dose level below which the dose is not cut further."""

CUT = 0.6
"""What is left of the dose one level down: 40 % less, within the 30 to 50 % of the pain rule's source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the pain rule moves.

    ``level`` is 0 at the full dose and below 0 after a step back; ``eased`` counts the steps
    towards easier neighbours; ``finished`` is set when the last phase was done in the green.
    """

    phase: int = 0
    greens: int = 0
    level: int = 0
    eased: int = 0
    paused_until: date | None = None
    finished: bool = False

    @property
    def factor(self) -> float:
        """The share of the dose that is left, 0-1."""
        return CUT**-self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The last session: when, what its pain meant, whether it counts, and the place before it.

    It is ``closed`` once the next one has begun: its morning changes nothing any more. ``number`` is how many
    whole sessions its day has had with it, ``extra`` whether the plan has fewer of them in a day.
    """

    on: date
    colour: str
    stopped: bool
    complete: bool
    limited: bool
    before: Place
    closed: bool = False
    number: int = 1
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """One person's way through one routine.

    ``swaps`` maps an exercise of the routine to the neighbour done in its stead. ``returned`` is the day of
    the session after which a break was counted already. ``entered`` has the day of the first session of each phase.
    """

    routine: str
    place: Place = Place()
    sessions: int = 0
    _: KW_ONLY
    swaps: Mapping[str, str] = field(default_factory=dict)
    last: Done | None = None
    returned: date | None = None
    entered: Mapping[int, date] = field(default_factory=dict)

    @property
    def furthest(self) -> int:
        """The last phase, from 0, of which there was a session."""
        return max(self.entered, default=0)

    @property
    def phase(self) -> int:
        """Which phase of the routine it is, from 0."""
        return self.place.phase

    @property
    def paused_until(self) -> date | None:
        """The day before which there is no session."""
        return self.place.paused_until

    @property
    def last_session(self) -> date | None:
        """The day of the last session; ``None`` before the first."""
        return self.last.on if self.last else None

    def resting(self, today: date) -> bool:
        """Whether today is a rest day that the pain rule asked for."""
        return self.paused_until is not None and today < self.paused_until

    def with_swaps(self, swaps: Mapping[str, str]) -> Progress:
        """The same with these swaps added; an exercise swapped for itself is no longer swapped."""
        merged = {**self.swaps, **swaps}
        return replace(self, swaps={one: other for one, other in merged.items() if one != other})

    def paused(self, until: date | None) -> Progress:
        """The same with a break until this day, or with none."""
        return replace(self, place=replace(self.place, paused_until=until))

    def begun(self) -> Progress:
        """The same once the next session has begun: where it stands no longer hangs on the morning after the last."""
        return self if self.last is None else replace(self, last=replace(self.last, closed=True))

    def to_json(self) -> dict[str, Any]:
        """A JSON object; :meth:`from_json` reads it back."""
        last = self.last
        return {
            "routine": self.routine,
            "place": _place_json(self.place),
            "sessions": self.sessions,
            "swaps": dict(self.swaps),
            "last": last and {**asdict(last), "on": last.on.isoformat(), "before": _place_json(last.before)},
            "returned": self.returned and self.returned.isoformat(),
            "entered": {str(index): day.isoformat() for index, day in self.entered.items()},
        }

    @classmethod
    def from_json(cls, data: object) -> Progress:
        """Read what :meth:`to_json` wrote; anything missing or odd becomes its default.

        Raises ``ValueError`` if the routine is missing.
        """
        table = _table(data)
        routine = table.get("routine")
        if not isinstance(routine, str) or not routine:
            raise ValueError("progress without a routine")
        swaps = _table(table.get("swaps"))
        return cls(
            routine=routine,
            place=_place(table.get("place")),
            sessions=_whole(table.get("sessions"), 0),
            swaps={one: other for one, other in swaps.items() if isinstance(other, str)},
            last=_done(table.get("last")),
            returned=_day(table.get("returned")),
            entered=_entered(table.get("entered")),
        )


def _entered(data: object) -> Mapping[int, date]:
    days = {key: _day(value) for key, value in _table(data).items() if key.isdecimal()}
    return {int(key): day for key, day in days.items() if day is not None}


def _place_json(place: Place) -> dict[str, Any]:
    until = place.paused_until
    return {**asdict(place), "paused_until": until and until.isoformat()}


def _place(data: object) -> Place:
    table = _table(data)
    return Place(
        phase=_whole(table.get("phase"), 0),
        greens=_whole(table.get("greens"), 0),
        level=min(0, _whole(table.get("level"), LOWEST_LEVEL)),
        eased=_whole(table.get("eased"), 0),
        paused_until=_day(table.get("paused_until")),
        finished=table.get("finished") is True,
    )


def _done(data: object) -> Done | None:
    table = _table(data)
    on = _day(table.get("on"))
    colour = table.get("colour")
    before = table.get("before")
    if on is None or colour not in ("green", "yellow", "red") or not isinstance(before, Mapping):
        return None
    return Done(
        on=on,
        colour=colour,
        stopped=table.get("stopped") is True,
        complete=table.get("complete") is not False,
        limited=table.get("limited") is True,
        before=_place(before),
        closed=table.get("closed") is True,
        number=_whole(table.get("number"), 1),
        extra=table.get("extra") is True,
    )


def _table(data: object) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        return {}
    return {key: value for key, value in data.items() if isinstance(key, str)}


def _whole(value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        return max(0, least)
    return max(value, least)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
