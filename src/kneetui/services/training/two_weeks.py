"""The plans that are under way, day by day for two weeks. No Textual in here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.routines.calendar import DayKind, PlanDay, two_weeks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kneetui.content.model import Routine
    from kneetui.diary.entries import Entry
    from kneetui.services.training.training import Training
    from kneetui.status.status import Status

DAY_WORDS: Mapping[DayKind, tuple[str, str]] = {
    "done": ("✓", "session"),
    "rested": ("✓", "rest"),
    "spared": ("✓", "spared the knee"),
    "open": ("·", ""),
    "session": ("○", "session"),
    "rest": (" ", "rest"),
}
"""A sign and a word for each kind of day."""

LEGEND = "✓ done: rest and sparing the knee count. · open, and nothing is lost. Days to come move with what happens."

SINCE = timedelta(days=28)
"""A plan is under way if it is the person's own, or had a session within this time."""


@dataclass(frozen=True, slots=True)
class PlanWeeks:
    """A plan and its days; ``own`` if it is one of the person's."""

    routine: Routine
    days: tuple[PlanDay, ...]
    own: bool


def weeks_of_plans(training: Training, now: Status, first: date) -> list[PlanWeeks]:
    """Every plan under way, the own ones first, for two weeks from ``first`` on; a warm-up or cool-down is none.

    May raise :class:`~kneetui.diary.errors.DiaryError`.
    """
    today = training.day
    entries = training.services.diary.entries(since=min(first, today - SINCE), until=today)
    own = training.yours()
    first_due = training.due_first(now)
    ids = dict.fromkeys([first_due.routine, *own] if first_due else own)
    ids |= dict.fromkeys(entry.routine.routine for entry in entries if entry.routine and entry.routine.worked)
    weeks: list[PlanWeeks] = []
    for name in ids:
        session = training.today(name, now)
        if session is None or session.fit or (session.progress.place.finished and name not in own):
            continue
        rule = training.library.rules[session.routine.rule]
        days = two_weeks(
            training.library,
            session.progress,
            sessions={
                entry.when.date()
                for entry in entries
                if entry.routine and entry.routine.worked and entry.routine.routine == name
            },
            sore=_sore(entries, rule.yellow, rule.easy_days),
            first=first,
            today=today,
            due=session.day,
            taken={day.day for plan in weeks for day in plan.days if day.kind == "session"},
        )
        weeks.append(PlanWeeks(session.routine, tuple(days), name in own))
    return weeks


def _sore(entries: Sequence[Entry], yellow: float, easy_days: int) -> set[date]:
    """Days on which the knee was better left alone: pain in the red, and the easy days after it."""
    red = {entry.when.date() for entry in entries if entry.pain is not None and entry.pain > yellow}
    return {day + timedelta(days=after) for day in red for after in range(easy_days + 1)}
