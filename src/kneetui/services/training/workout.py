"""One session on its way: the player and what belongs to it, kept at every change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneetui.diary.entries import Entry, RoutineRecord
from kneetui.routines.player import Player
from kneetui.routines.saved_player import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kneetui.content.model import Exercise
    from kneetui.routines.dose import WorkItem


@dataclass
class Workout:
    """``began`` maps each planned exercise to the one the session began with; ``seconds`` is the time spent.

    ``pain`` is the worst number noted on the way; ``entry`` is the id of the diary entry once there is one.
    ``gone`` counts planned exercises that were left out when it was gone on with: not installed any more, or
    not for now.
    """

    routine: str
    phase: str
    player: Player
    began: Mapping[str, str]
    seconds: float = 0.0
    pain: int | None = None
    notes: list[str] = field(default_factory=list)
    entry: int = 0
    gone: int = 0

    @classmethod
    def begin(
        cls,
        routine: str,
        phase: str,
        items: Sequence[WorkItem],
        exercises: Mapping[str, Exercise],
        first_side: str,
    ) -> Workout:
        """A new session. ``first_side`` is the knee that goes first."""
        player = Player(items, exercises, first_side="right" if first_side == "right" else "left")
        return cls(routine, phase, player, {item.planned: item.exercise.id for item in items})

    def to_json(self) -> dict[str, Any]:
        """A JSON object; :meth:`from_json` goes on from it."""
        return {
            "routine": self.routine,
            "phase": self.phase,
            "player": to_json(self.player),
            "began": dict(self.began),
            "seconds": round(self.seconds, 1),
            "pain": self.pain,
            "notes": self.notes,
            "entry": self.entry,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> Workout:
        """Go on where it was, paused. Raises ``ValueError`` for anything :meth:`to_json` did not write."""
        try:
            pain = data["pain"]
            player = from_json(data["player"], exercises)
            return cls(
                routine=str(data["routine"]),
                phase=str(data["phase"]),
                player=player,
                began={str(one): str(other) for one, other in data["began"].items()},
                seconds=float(data["seconds"]),
                pain=None if pain is None else max(0, min(10, int(pain))),
                notes=[str(note) for note in data["notes"]],
                entry=int(data["entry"]),
                gone=len(data["player"]["items"]) - len(player.items),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a saved session") from error

    @property
    def begun(self) -> bool:
        """Whether anything was done yet."""
        player = self.player
        return player.share_done > 0 or bool(player.pains) or (not player.items and self.seconds > 0)

    def note_pain(self, pain: int | None, *, stop: bool) -> None:
        """Write down pain at this exercise, and go on or stop."""
        exercise = self.player.exercise
        if exercise is None:
            return
        if pain is not None:
            self.pain = max(pain, self.pain or 0)
        number = "Pain" if pain is None else f"Pain {pain}"
        side = "" if self.player.side == "both" else f", {self.player.side} side"
        self.notes.append(f"{number} at {exercise.name}, set {self.player.spot.set}{side}")
        self.player.hurts(stop=stop)

    def swapped(self) -> dict[str, Exercise]:
        """Exercises that were swapped on the way, by the planned one."""
        return {
            item.planned: item.exercise
            for item in self.player.items
            if self.began.get(item.planned, item.exercise.id) != item.exercise.id
        }

    def to_entry(
        self, when: datetime, knee: str, pain: int | None = None, verdict: str = "", *, done: bool = True
    ) -> Entry:
        """What the diary keeps of it; ``done`` if enough of it was done to count."""
        record = RoutineRecord(
            routine=self.routine,
            phase=self.phase,
            done=done,
            minutes=round(self.seconds / 60, 1),
            pain=pain,
            verdict=verdict,
        )
        return Entry(
            when=when,
            knee=knee or "both",
            pain_during=pain,
            note="\n".join(self.notes),
            routine=record,
            id=self.entry,
        )
