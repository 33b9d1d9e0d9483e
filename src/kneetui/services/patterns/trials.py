"""Trials of one: drawn, kept in the diary, and what came of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from random import SystemRandom
from typing import TYPE_CHECKING, Final

from kneetui.config.about import SIDES
from kneetui.config.wording import count, date_words
from kneetui.diary.clean_text import clean_line
from kneetui.diary.errors import DiaryError
from kneetui.diary.trackers import tracker_id
from kneetui.services.patterns.mornings import morning_pains
from kneetui.services.remembered_keys import TRIAL
from kneetui.status.patterns.trial import PAIRS, TrialResult, WeekTrial, draw, of_json, result

if TYPE_CHECKING:
    from datetime import date

    from kneetui.services.container import Services

LONGEST: Final = 60
"""Characters of what is tried."""


class TrialError(DiaryError):
    """A trial that cannot be drawn or stopped."""

    title = "The trial"


def trials(services: Services) -> tuple[WeekTrial, ...]:
    """Every trial, the newest first. One that cannot be read is passed over."""
    made = []
    for key, text in services.diary.remembered().items():
        if key.startswith(TRIAL):
            try:
                made.append(of_json(key.removeprefix(TRIAL), json.loads(text)))
            except (ValueError, KeyError, TypeError):
                continue
    return tuple(sorted(made, key=lambda trial: (trial.start, trial.id), reverse=True))


def running(services: Services) -> WeekTrial | None:
    """The trial that is under way, or still to begin."""
    today = services.now().date()
    return next((trial for trial in trials(services) if trial.stopped is None and today <= trial.end), None)


def start(services: Services, what: str, knee: str, pairs: int, seed: int | None = None) -> WeekTrial:
    """Draw the weeks of a new trial, which begins tomorrow, and keep them.

    One at a time: two would be in each other's way. Raises :class:`TrialError`, or as the diary does.
    """
    words = clean_line(what)[:LONGEST].strip()
    name = tracker_id(words)
    if not name:
        raise TrialError("Nobody said what is tried", "Name it: the insole, the brace, no stairs")
    if pairs not in PAIRS:
        raise TrialError(
            f"{count(pairs, 'pair')} of weeks cannot be drawn", f"Give {PAIRS[0]} to {PAIRS[-1]}"
        )
    if knee not in SIDES:
        raise TrialError("A trial is about one knee", "Choose the left or the right one")
    other = running(services)
    if other:
        raise TrialError(
            f"A trial is under way until {date_words(other.end)}: {other.what}",
            "Stop it, or wait for its end",
        )
    lot = SystemRandom().randrange(2**31) if seed is None else seed
    first = services.now().date() + timedelta(days=1)
    trial = WeekTrial(
        id=f"{name}-{first.isoformat()}", what=words, knee=knee, start=first, seed=lot, weeks=draw(pairs, lot)
    )
    _keep(services, trial)
    return trial


def stop(services: Services) -> WeekTrial:
    """End the trial that is under way today; what was noted of it stays. Raises :class:`TrialError`."""
    trial = running(services)
    if trial is None:
        raise TrialError("No trial is under way", "Begin one with “kneetui trial start”")
    stopped = replace(trial, stopped=services.now().date())
    _keep(services, stopped)
    return stopped


def _keep(services: Services, trial: WeekTrial) -> None:
    text = json.dumps(trial.to_json(), ensure_ascii=False, sort_keys=True)
    services.diary.remember(TRIAL + trial.id, text)


def result_of(services: Services, trial: WeekTrial) -> TrialResult:
    """What a trial came to so far. Raises :class:`~kneetui.diary.errors.DiaryError`."""
    today: date = services.now().date()
    return result(trial, morning_pains(services, trial.knee, trial.start, today), today)
