"""What was done of the exercises of a session, set by set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, field

from kneetui.config.about import KNEES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.description import Parts, clean, described
from kneetui.diary.validation import Checks
from kneetui.diary.value_types import Name, Number, OneOf, Words

WHYS_SKIPPED = ("pain", "equipment", "time", "other")
"""Why an exercise can be left out."""

_ID = Name(200)
_COUNT = Number(0, 10_000, places=0, spelling=".0f")
_SECONDS = Number(0, 86_400, places=1)
WEIGHT = Number(0, 1000, places=2, spelling=".4g", unit=" kg")
EFFORT = Number(0, 10, halves=True)


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A set of one side: its repetitions, or its seconds. Raises :class:`~kneetui.diary.errors.EntryError`."""

    side: str = field(default="both", metadata=described(OneOf(KNEES)))
    _: KW_ONLY
    reps: float | None = field(default=None, metadata=described(_COUNT))
    seconds: float | None = field(default=None, metadata=described(_SECONDS))

    def __post_init__(self) -> None:
        checks = Checks("set")
        clean(self, checks)
        checks.done()

    @property
    def amount(self) -> str:
        """The repetitions (``12``), else the seconds (``30 s``)."""
        return f"{self.reps:.0f}" if self.reps else f"{self.seconds or 0:.0f} s"


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """An exercise (id) with its sets; ``planned`` is the one it was done in place of.

    ``skipped`` says why it, or the rest of it, was left out; ``effort`` is 0-10, 10 less the repetitions that were left in
    reserve. Raises :class:`~kneetui.diary.errors.EntryError`.
    """

    exercise: str = field(metadata=described(_ID))
    _: KW_ONLY
    planned: str = field(default="", metadata=described(Words(200)))
    sets: tuple[SetRecord, ...] = field(default=(), metadata=described(Parts(SetRecord)))
    weight_kg: float | None = field(default=None, metadata=described(WEIGHT))
    effort: float | None = field(default=None, metadata=described(EFFORT))
    skipped: str | None = field(default=None, metadata=described(OneOf(WHYS_SKIPPED)))

    def __post_init__(self) -> None:
        checks = Checks("exercise")
        clean(self, checks)
        checks.done()

    @property
    def words(self) -> str:
        """All of it on one line, with the ids of exercises."""
        return exercise_words(self, lambda exercise: exercise)


def sets_words(record: ExerciseRecord) -> str:
    """The sets by side: ``left 12, 12, right 12, 10``."""
    by_side: dict[str, list[str]] = {}
    for done in record.sets:
        by_side.setdefault(done.side, []).append(done.amount)
    return ", ".join(
        f"{'' if side == 'both' else side + ' '}{', '.join(sets)}" for side, sets in by_side.items()
    )


def exercise_words(record: ExerciseRecord, name: Callable[[str], str]) -> str:
    """What was done, on one line: ``Clam: left 12, 12, right 12, 10``; ``name`` gives that of an exercise."""
    parts = [sets_words(record)] if record.sets else []
    if record.weight_kg:
        parts.append(f"at {WEIGHT.words(record.weight_kg)}")
    if record.effort is not None:
        parts.append(f"effort {EFFORT.words(record.effort)}")
    if record.skipped:
        parts.append(f"skipped ({record.skipped})")
    swapped = f" in place of {name(record.planned)}" if record.planned else ""
    return f"{name(record.exercise)}{swapped}: {' '.join(parts)}"
