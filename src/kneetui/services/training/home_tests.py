"""Tests at home: what they came to, and writing that down. No Textual in here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import Entry, HomeTestRecord
from kneetui.routines.criteria import Result, symmetry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from kneetui.content.model import Criterion, HomeTest, Library, Phase, Routine
    from kneetui.diary.exercise_records import ExerciseRecord
    from kneetui.routines.gate import Gate
    from kneetui.services.container import Services

KIND = "home-test"
"""The kind of their entries."""

YEAR = 365
"""Days after which no criterion asks for a result any more."""

LOADING = ("moderate", "heavy", "impact")
"""The loads after which a knee is looked at a day later."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a side came to: the value in the unit of the test, and the pain (0-10) while it was done."""

    knee: str
    value: float
    pain: float | None = None


def sides(test: HomeTest) -> tuple[str, ...]:
    """Whose values a test has: each knee by itself, or both together."""
    return SIDES if test.sides == "each" else ("both",)


def results(services: Services) -> tuple[Result, ...]:
    """What all tests at home came to, oldest first; read anew only after the diary changed.

    May raise :class:`~kneetui.diary.errors.DiaryError`.
    """
    basis = services.diary.version(), services.now().date()
    return services.memo.value("home-tests", basis, lambda: _results(services))


def _results(services: Services) -> tuple[Result, ...]:
    entries = services.diary.entries(kind=KIND)[::-1]
    year_ago = services.now().date() - timedelta(days=YEAR)
    loaded = _loaded(services, max(year_ago, entries[0].when.date())) if entries else []
    return tuple(
        Result(
            test=entry.home_test.test,
            on=entry.when.date(),
            knee=entry.knee,
            value=entry.home_test.value,
            pain=entry.home_test.pain,
            loaded=max((when for when in loaded if when <= entry.when), default=None),
        )
        for entry in entries
        if entry.home_test is not None
    )


def _loaded(services: Services, since: date) -> list[datetime]:
    """When sessions that count and load the knees were over, since a day."""
    return [
        entry.when
        for entry in services.diary.entries(kind="routine", since=since)
        if entry.routine and entry.routine.done
        if any(_loads(services.library, done) for done in entry.routine.exercises)
    ]


def _loads(library: Library, done: ExerciseRecord) -> bool:
    exercise = library.exercises.get(done.exercise)
    return exercise is not None and bool(done.sets) and exercise.load in LOADING


def open_tests(library: Library, gate: Gate) -> list[HomeTest]:
    """The tests that the gate leaves open: those whose exercise may be done today."""
    return [test for test in library.home_tests.values() if is_open(library, test, gate)]


def is_open(library: Library, test: HomeTest, gate: Gate) -> bool:
    """Whether a test may be done today."""
    exercise = library.exercises.get(test.exercise)
    return exercise is not None and gate.permits(library, exercise)


def write(services: Services, test: HomeTest, measured: Sequence[Measured]) -> tuple[Entry, ...]:
    """Write down what a test came to, all sides as one change of the diary.

    May raise :class:`~kneetui.diary.errors.DiaryError`, and
    :class:`~kneetui.diary.errors.EntryError` for a value out of range.
    """
    when = services.now()
    return services.diary.add_all(
        Entry(when, side.knee, home_test=HomeTestRecord(test.id, side.value, pain=side.pain))
        for side in measured
    )


@dataclass(frozen=True, slots=True)
class MeasuredDay:
    """What a test came to on a day: by knee, with how many percent the weaker leg has of the other."""

    on: date
    by_knee: Mapping[str, Result]
    symmetry: float | None


def days(known: Sequence[Result], test: HomeTest) -> list[MeasuredDay]:
    """The days on which a test was done, oldest first; the last result of a day counts."""
    by_day: dict[date, dict[str, Result]] = {}
    for result in known:
        if result.test == test.id:
            by_day.setdefault(result.on, {})[result.knee] = result
    compared = test.unit != "yes" and test.better == "more"
    return [
        MeasuredDay(on, by_knee, symmetry([one.value for one in by_knee.values()]) if compared else None)
        for on, by_knee in sorted(by_day.items())
    ]


def deciding(library: Library, test: HomeTest) -> list[tuple[Routine, Phase, Criterion]]:
    """The phases that a test is asked before, with what it has to come to."""
    return [
        (routine, phase, criterion)
        for routine in library.routines.values()
        for phase in routine.phases
        for criterion in phase.entry
        if criterion.test == test.id
    ]
