"""Exercises, their doses, and the routines made of them."""

from __future__ import annotations

from typing import Annotated

from kneetui.config.lazy_dataclass import dataclass
from kneetui.content.conditions import Condition
from kneetui.content.model.home_tests import Criterion
from kneetui.content.model.notation import Drawn, Key, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much: sets of reps or of a hold (seconds), tempo, rest (seconds) between sets, or minutes."""

    sets: int
    reps: int
    hold: int
    minutes: float
    tempo: str
    rest: int
    per_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoid:
    """When an exercise is not for this person."""

    condition: Annotated[Condition | None, Key("if")]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A part of a repetition, a hold, or what is done for a time: its cue, and the frames it goes through.

    ``frames`` are numbered from 1, in the order of the movement; the last one is where it ends, and where a hold
    stays. ``seconds`` are those without a dose that says them; 0 leaves them to the dose.
    """

    cue: str
    frames: tuple[int, ...]
    seconds: float

    @property
    def places(self) -> tuple[int, ...]:
        """Where the frames stand among those of the exercise, from 0."""
        return tuple(number - 1 for number in self.frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise: steps, dose, figure and neighbours; ``gentle`` ones stay open at the level "soon".

    The last step says when to stop or ease. ``leg`` says which leg is meant by left and right where that could be
    misread, ``moves`` what a repetition is made of, and ``between`` what is done in a rest.

    ``areas`` is what it works on, the most important first, and ``position`` how one is placed; both
    are empty where its pack does not say. ``weight`` is ``none``, ``any`` or
    ``bar``: whether a weight is noted, and made of plates.
    """

    id: str
    name: Text
    summary: Text
    steps: tuple[Text, ...]
    dose: Dose
    sides: str
    load: str
    equipment: tuple[str, ...]
    easier: str
    harder: str
    avoid: tuple[Avoid, ...]
    causes: tuple[str, ...]
    frames: tuple[Drawn, ...]
    figure: Text
    source: tuple[str, ...]
    note: Text
    pack: str
    gentle: bool = False
    leg: Text = ""
    weight: str = "none"
    moves: tuple[Move, ...] = ()
    between: Move | None = None
    areas: tuple[str, ...] = ()
    position: str = ""

    @property
    def stop_rule(self) -> str:
        """When to stop, or to make it easier."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentPiece:
    """A piece of equipment: what the exercises of a pack need."""

    id: str
    name: Text
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An exercise inside a phase, with the dose for this phase; in a fitted routine only for some ``activities``."""

    exercise: str
    dose: Dose
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stage of a routine: at least so many weeks and sessions in the green before the next one.

    It begins once every criterion of ``entry`` is met. ``per_week`` is 0 where it is that of the routine; ``learn``
    are tips to read.
    """

    id: str
    name: Text
    goal: Text
    green_sessions: int
    steps: tuple[Step, ...]
    weeks: int = 0
    per_week: int = 0
    entry: tuple[Criterion, ...] = ()
    learn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Exercises ordered into phases, and the pain rule that moves through them.

    It is suggested unless ``when`` is known to be false; ``gentle`` ones at the level "soon", too. With
    ``yellow_counts`` a session in the yellow that has settled by the next morning counts as a step. A ``fitted`` one is
    made for a sport and for minutes each time, and no plan of its own.
    """

    id: str
    name: Text
    summary: Text
    causes: tuple[str, ...]
    activities: tuple[str, ...]
    per_week: int
    rule: str
    phases: Annotated[tuple[Phase, ...], Key("phase")]
    source: tuple[str, ...]
    note: Text
    pack: str
    when: Condition | None = None
    gentle: bool = False
    yellow_counts: bool = False
    fitted: bool = False
