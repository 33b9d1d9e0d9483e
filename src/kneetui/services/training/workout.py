"""One session on its way: the player and what belongs to it, kept at every change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.config.about import KNEES, SIDES
from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.diary.exercise_records import ExerciseRecord, SetRecord
from kneetui.routines.session.player import Hurt, Player
from kneetui.routines.session.saved_player import from_json, to_json
from kneetui.services.training import noted_pain
from kneetui.services.training.noted_pain import NotedPain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kneetui.content.model import Exercise
    from kneetui.routines.dose import WorkItem


_BEFORE = re.compile(r"Pain(?: (\d{1,2}))? at (.*)")


@dataclass(frozen=True)
class _Noted:
    """What a session knew of pain before the last note of it."""

    noted: int
    pains: tuple[Hurt, ...]


@dataclass(kw_only=True)
class Workout:
    """``began`` maps each planned exercise to the one the session began with; ``seconds`` is the time spent.

    ``knee`` is the one it is for, empty while nobody said; ``noted`` is the pain on the way, in whichever knee.
    ``entry`` is the id of the diary entry once there is one.
    ``gone`` counts planned exercises that were left out when it was gone on with: not installed any more, or
    not for now. ``weights`` (kg) and ``efforts`` (0-10) are by exercise.
    """

    routine: str
    phase: str
    player: Player
    began: Mapping[str, str]
    knee: str = ""
    seconds: float = 0.0
    noted: list[NotedPain] = field(default_factory=list)
    entry: int = 0
    gone: int = 0
    weights: dict[str, float] = field(default_factory=dict)
    efforts: dict[str, float] = field(default_factory=dict)
    _before_pain: _Noted | None = field(default=None, repr=False, compare=False)

    @classmethod
    def begin(
        cls,
        routine: str,
        phase: str,
        items: Sequence[WorkItem],
        exercises: Mapping[str, Exercise],
        knee: str,
    ) -> Workout:
        """A new session for a ``knee``, which goes first."""
        player = Player(items, exercises, first_side="right" if knee == "right" else "left")
        began = {item.planned: item.exercise.id for item in items}
        return cls(routine=routine, phase=phase, player=player, began=began, knee=knee)

    def to_json(self) -> dict[str, Any]:
        """A JSON object; :meth:`from_json` goes on from it."""
        return {
            "routine": self.routine,
            "phase": self.phase,
            "player": to_json(self.player),
            "began": dict(self.began),
            "seconds": round(self.seconds, 1),
            "knee": self.knee,
            "noted": noted_pain.to_json(self.noted),
            "entry": self.entry,
            "weights": self.weights,
            "efforts": self.efforts,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> Workout:
        """Go on where it was, paused. Raises ``ValueError`` for anything :meth:`to_json` did not write."""
        try:
            player = from_json(data["player"], exercises)
            return cls(
                routine=str(data["routine"]),
                phase=str(data["phase"]),
                player=player,
                began={str(one): str(other) for one, other in data["began"].items()},
                seconds=float(data["seconds"]),
                knee=_knee(data.get("knee", "")),
                noted=noted_pain.from_json(data["noted"]) if "noted" in data else _noted_before(data),
                entry=int(data["entry"]),
                weights=_numbers(data.get("weights", {})),
                efforts=_numbers(data.get("efforts", {})),
                gone=len(data["player"]["items"]) - len(player.items),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a saved session") from error

    @property
    def percent(self) -> int:
        """How much of the planned work was done, in whole percent."""
        return round(self.player.share_done * 100)

    @property
    def begun(self) -> bool:
        """Whether anything was done yet that is worth writing down: some of the work, or pain noted."""
        player = self.player
        return self.percent > 0 or bool(player.pains) or (not player.items and self.seconds > 0)

    @property
    def notes(self) -> list[str]:
        """Every note of pain in words."""
        return [one.words(self.knee) for one in self.noted]

    @property
    def pain(self) -> int | None:
        """The worst number that was noted, in whichever knee; a session uses both legs."""
        return noted_pain.worst(self.noted)

    @property
    def own_pain(self) -> int | None:
        """The worst number that was noted in the knee of the session."""
        return noted_pain.worst(self._own())

    @property
    def likely_hurting(self) -> str:
        """The knee that hurts, if nobody says: that of the side which works, else that of the session."""
        return self.player.side if self.player.side in SIDES else self.knee

    @property
    def filed_under(self) -> str:
        """The knee that the diary has it for: both while nobody said which."""
        return self.knee or "both"

    @property
    def elsewhere(self) -> dict[str, list[NotedPain]]:
        """By knee, the pain that was noted in one which is not that of the session."""
        return noted_pain.elsewhere(self.noted, self.filed_under)

    def _own(self) -> list[NotedPain]:
        return [one for one in self.noted if one.of_session(self.filed_under)]

    def note_pain(self, pain: int | None, *, stop: bool, knee: str = "") -> None:
        """Write down pain at this exercise in a knee, without one in that of the session, and go on or stop."""
        exercise = self.player.exercise
        if exercise is None:
            return
        self._before_pain = _Noted(len(self.noted), self.player.pains)
        side = "" if self.player.side == "both" else f", {self.player.side} side"
        where = f"{exercise.name}, set {self.player.spot.set}{side}"
        self.noted.append(NotedPain(knee, pain, where))
        self.player.hurts(stop=stop)

    def take_back_pain(self) -> bool:
        """Forget the last note of pain, if one was made here and the session is not over; whether there was one."""
        before = self._before_pain
        if before is None or self.player.done:
            return False
        del self.noted[before.noted]
        self.player.pains, self._before_pain = before.pains, None
        return True

    def lift(self, exercise: str, kg: float | None, effort: float | None) -> None:
        """Note the weight and, to half a point, the effort of an exercise; ``None`` takes back what was noted."""
        halves = None if effort is None else round(effort * 2) / 2
        for numbers, number in ((self.weights, kg), (self.efforts, halves)):
            numbers.pop(exercise, None)
            if number is not None:
                numbers[exercise] = round(number, 2)

    def swapped(self) -> dict[str, Exercise]:
        """Exercises that were swapped on the way, by the planned one."""
        return {
            item.planned: item.exercise
            for item in self.player.items
            if self.began.get(item.planned, item.exercise.id) != item.exercise.id
        }

    def records(self) -> tuple[ExerciseRecord, ...]:
        """What was done of each exercise, and what was skipped, in the order of the session."""
        log = self.player.log
        keys = dict.fromkeys(
            [(done.spot.item, done.exercise) for done in log]
            + [(skip.item, skip.exercise) for skip in log.skipped]
        )
        return tuple(self._record(item, exercise) for item, exercise in sorted(keys, key=lambda key: key[0]))

    def _record(self, item: int, exercise: str) -> ExerciseRecord:
        log = self.player.log
        planned = self.player.items[item].planned
        return ExerciseRecord(
            exercise,
            planned="" if planned == exercise else planned,
            sets=tuple(
                SetRecord(done.spot.side, reps=done.reps or None, seconds=done.seconds or None)
                for done in log
                if (done.spot.item, done.exercise) == (item, exercise)
            ),
            weight_kg=self.weights.get(exercise),
            effort=self.efforts.get(exercise),
            skipped=next(
                (skip.why for skip in log.skipped if (skip.item, skip.exercise) == (item, exercise)), None
            ),
        )

    def to_entry(
        self, when: datetime, pain: int | None = None, verdict: str = "", *, done: bool = True
    ) -> Entry:
        """What the diary keeps of it; ``done`` if enough of it was done to count."""
        record = RoutineRecord(
            routine=self.routine,
            phase=self.phase,
            done=done,
            minutes=round(self.seconds / 60, 1),
            pain=pain,
            verdict=verdict,
            exercises=self.records(),
        )
        return Entry(
            when=when,
            knee=self.filed_under,
            pain_during=pain,
            note="\n".join(one.words(self.knee) for one in self._own()),
            routine=record,
            id=self.entry,
        )

    def other_entries(self, when: datetime) -> list[Entry]:
        """What the diary keeps besides: pain that was noted in a knee which is not that of the session."""
        return noted_pain.entries(self.elsewhere, when)


def _numbers(table: Any) -> dict[str, float]:
    return {str(key): float(value) for key, value in table.items()}


def _knee(saved: Any) -> str:
    if saved not in ("", *KNEES):
        raise ValueError("not a knee")
    return str(saved)


def _noted_before(data: Mapping[str, Any]) -> list[NotedPain]:
    """The notes of a session that was begun when they were sentences, and named no knee."""
    sentences = [_BEFORE.fullmatch(str(note)) for note in data["notes"]]
    return [NotedPain("", min(10, int(one[1])) if one[1] else None, one[2]) for one in sentences if one]
