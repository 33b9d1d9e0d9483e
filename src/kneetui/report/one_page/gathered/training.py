"""The training before the trouble began and since, and the routines that were done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.exercise_records import sets_words
from kneetui.report.one_page.model import (
    ExerciseDay,
    ExerciseDone,
    PlannedDose,
    RoutineDone,
    SportWeek,
    TrainingPeriod,
)
from kneetui.routines.plan import phase_items
from kneetui.routines.wording import amount_words, manner_words, pause_word, place_words
from kneetui.status.trend.ceiling import Unit, amount
from kneetui.status.trend.load import blocks

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry, RoutineRecord, Session
    from kneetui.report.one_page.model import ReportInput, ReportRequest

STRETCH = timedelta(days=28)
"""How many days before the trouble are held against those since."""
WEEK = 7


def earliest(began: date | None, since: date) -> date:
    """The first day that a report needs to know of."""
    return min(since, began or since) - STRETCH


def periods(known: ReportInput, request: ReportRequest, began: date | None) -> tuple[TrainingPeriod, ...]:
    """The four weeks before it began, and the last four since; without a beginning, those asked for."""
    start = began if began and began <= request.until else max(request.since, request.until - STRETCH + _DAY)
    since = max(start, request.until - STRETCH + _DAY)
    stretches = (
        ("Before", start - STRETCH, start - _DAY),
        ("Since" if since == start else "Lately", since, request.until),
    )
    made = (_period(known.entries, label, first, last) for label, first, last in stretches)
    return tuple(period for period in made if period.sports)


_DAY = timedelta(days=1)


def _period(entries: Sequence[Entry], label: str, start: date, end: date) -> TrainingPeriod:
    sessions = [entry.session for entry in entries if entry.session and start <= entry.when.date() <= end]
    days = (end - start).days + 1
    (block,) = blocks(entries, end, 1, days) or (None,)
    return TrainingPeriod(
        label=label,
        start=start,
        end=end,
        sports=tuple(_sports(sessions, days)),
        load=block.load * WEEK / days if block and block.load is not None else None,
        unrated=block.unrated if block else 0,
    )


def _sports(sessions: Sequence[Session], days: int) -> Iterator[SportWeek]:
    often = Counter(session.sport for session in sessions)
    for sport, number in often.most_common():
        own = [session for session in sessions if session.sport == sport]
        unit: Unit = "km" if all(session.distance_km for session in own) else "min"
        lengths = [length for session in own if (length := amount(session, unit)) is not None]
        yield SportWeek(
            sport=sport.replace("-", " ") or "training",
            sessions=number * WEEK / days,
            minutes=_weekly([session.minutes for session in own], days),
            distance_km=_weekly([session.distance_km for session in own], days) if unit == "km" else None,
            longest=max(lengths, default=None),
            unit=unit,
        )


def _weekly(amounts: Sequence[float | None], days: int) -> float | None:
    known = [length for length in amounts if length is not None]
    return sum(known) * WEEK / days if known else None


def routines(known: ReportInput, request: ReportRequest) -> Iterator[RoutineDone]:
    """The routines done in the days asked for, the one done last first."""
    done: dict[str, list[tuple[date, RoutineRecord]]] = {}
    for entry in sorted(known.entries, key=lambda entry: entry.when):
        day = entry.when.date()
        if entry.routine and entry.routine.worked and request.since <= day <= request.until:
            done.setdefault(entry.routine.routine, []).append((day, entry.routine))
    for name, sessions in sorted(done.items(), key=lambda item: item[1][-1][0], reverse=True):
        yield _routine(known, name, sessions)


def _routine(known: ReportInput, name: str, sessions: Sequence[tuple[date, RoutineRecord]]) -> RoutineDone:
    routine = known.library.routines.get(name)
    progress = (known.progress or {}).get(name)
    first, last = sessions[0][0], sessions[-1][0]
    weeks = max(1.0, ((last - first).days + 1) / WEEK)
    return RoutineDone(
        id=name,
        name=routine.name if routine else name,
        place=place_words(known.library, progress) if routine and progress else "",
        sessions=len(sessions),
        left_early=sum(not record.done for _, record in sessions),
        first=first,
        last=last,
        pain=tuple(record.pain for _, record in sessions if record.pain is not None),
        per_week=len(sessions) / weeks,
        doses=tuple(_doses(known, name, sessions[-1][1].phase)),
        exercises=tuple(_exercises(known, name, first, last)),
    )


def _exercises(known: ReportInput, routine: str, first: date, last: date) -> Iterator[ExerciseDone]:
    """What was done of each exercise, in the order in which it came first."""

    def named(exercise: str) -> str:
        there = known.library.exercises.get(exercise)
        return there.name if there else exercise

    days: dict[str, list[ExerciseDay]] = {}
    for entry in sorted(known.entries, key=lambda entry: entry.when):
        session = entry.routine
        if session is None or session.routine != routine or not first <= entry.when.date() <= last:
            continue
        for record in session.exercises:
            days.setdefault(record.exercise, []).append(
                ExerciseDay(
                    day=entry.when.date(),
                    knee=entry.knee,
                    sets=sets_words(record),
                    weight_kg=record.weight_kg,
                    effort=record.effort,
                    in_place_of=named(record.planned) if record.planned else "",
                    skipped=record.skipped or "",
                )
            )
    for exercise, own in days.items():
        yield ExerciseDone(exercise=named(exercise), days=tuple(own))


def _doses(known: ReportInput, name: str, phase: str) -> Iterator[PlannedDose]:
    """The exercises of a phase, each with its full dose."""
    routine = known.library.routines.get(name)
    for own in routine.phases if routine else ():
        if own.id == phase:
            for item in phase_items(known.library, own):
                yield PlannedDose(
                    exercise=item.exercise.name,
                    amount=amount_words(item.dose, each_side=item.each_side),
                    manner=manner_words(item.dose, pause_word(item.exercise)),
                )
