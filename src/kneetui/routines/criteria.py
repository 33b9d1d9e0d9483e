"""What a phase asks before it begins and before it ends: tests at home, sessions in the green, weeks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.config.about import SIDES
from kneetui.config.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kneetui.content.model import Criterion, HomeTest, Library, Phase, Routine
    from kneetui.routines.progress import Progress

WEEK = 7

AGAIN = 2
"""Sessions in the green that lead on from a phase that was left forwards before: "do each level twice" of the
published running programmes, which count a level anew after a step back, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a home test came to on a day: ``value`` in its unit for a knee (or ``both``), and its pain (0-10).

    ``loaded`` is when the last session that loads was over by then.
    """

    test: str
    on: date
    knee: str
    value: float
    pain: float | None = None
    loaded: datetime | None = None


def per_week(routine: Routine, index: int) -> int:
    """Sessions a week in a phase."""
    return routine.phases[index].per_week or routine.per_week


def days_between(routine: Routine, index: int) -> int:
    """After how many days the next session of a phase is due; a day with several has the next one a day later."""
    return max(1, WEEK // per_week(routine, index))


def sessions_a_day(routine: Routine, index: int) -> int:
    """How many sessions of one day count in a phase: as many as its sessions a week ask for."""
    return -(-per_week(routine, index) // WEEK)


def least_days(routine: Routine, index: int) -> int:
    """The days that a phase takes at least: its weeks, or its sessions at so many a week."""
    phase = routine.phases[index]
    return max(phase.weeks * WEEK, -(-phase.green_sessions * WEEK // per_week(routine, index)))


def all_days(routine: Routine) -> int:
    """The days that a routine takes at least."""
    return sum(least_days(routine, index) for index in range(len(routine.phases)))


def least_weeks(routine: Routine) -> int:
    """The whole weeks that a routine takes at least."""
    return -(-all_days(routine) // WEEK)


def greens_needed(routine: Routine, progress: Progress, index: int) -> int:
    """Sessions in the green before the phase after ``index``."""
    needed = routine.phases[index].green_sessions
    return min(AGAIN, needed) if index < progress.furthest else needed


def phase_ends(routine: Routine, progress: Progress, index: int) -> date | None:
    """The first day of the phase after ``index`` by its weeks; ``None`` if they do not hold it back."""
    weeks, began = routine.phases[index].weeks, progress.entered.get(index)
    if not weeks or index < progress.furthest:
        return None
    return None if began is None else began + timedelta(days=weeks * WEEK)


def unmet(library: Library, phase: Phase, results: Iterable[Result], day: date) -> tuple[Criterion, ...]:
    """The criteria of the beginning of a phase that no result meets by ``day``."""
    known = tuple(results)
    return tuple(criterion for criterion in phase.entry if not met(library, criterion, known, day))


def met(library: Library, criterion: Criterion, results: Iterable[Result], day: date) -> bool:
    """Whether the last results of a test meet a criterion. A test of no installed pack asks nothing."""
    test = library.home_tests.get(criterion.test)
    if test is None:
        return True
    oldest = day - timedelta(days=criterion.days)
    recent = [result for result in results if result.test == test.id and oldest <= result.on <= day]
    last = _around_session(recent) if criterion.around_session else _last_days(recent, criterion.times)
    return bool(last) and all(_meets(test, criterion, together) for together in last)


def _last_days(results: Iterable[Result], times: int) -> list[dict[str, Result]]:
    """What the last days of a test came to, by knee; nothing if there are fewer."""
    by_day: dict[date, dict[str, Result]] = {}
    for result in results:
        by_day.setdefault(result.on, {})[result.knee] = result
    last = [by_day[on] for on in sorted(by_day)][-times:]
    return last if len(last) == times else []


def _around_session(results: Sequence[Result]) -> list[dict[str, Result]]:
    """What a test came to before a session and the day after it, by knee; nothing for a knee that hurt more then."""
    before: dict[str, Result] = {}
    after = {result.knee: result for result in results}
    for result in results:
        if result.loaded != after[result.knee].loaded:
            before[result.knee] = result
    settled = {knee for knee, earlier in before.items() if _settled(earlier, after[knee])}
    return [{knee: results_of[knee] for knee in settled} for results_of in (before, after)]


def _settled(before: Result, after: Result) -> bool:
    """Whether two results lie around one session, the later one the day after it, and that hurt no more."""
    if after.loaded is None or before.pain is None or after.pain is None:
        return False
    session, day = after.loaded.date(), timedelta(days=1)
    return after.on - session == day and session - before.on <= day and after.pain <= before.pain


def symmetry(values: Sequence[float]) -> float | None:
    """The weaker side as percent of the stronger one; ``None`` without two sides or with nothing done."""
    if len(values) != 2 or not max(values):
        return None
    return 100 * min(values) / max(values)


def _meets(test: HomeTest, criterion: Criterion, results: dict[str, Result]) -> bool:
    sides = SIDES if test.sides == "each" else ("both",)
    if any(side not in results for side in sides):
        return False
    values = [results[side].value for side in sides]
    pains = [results[side].pain for side in sides]
    if criterion.pain is not None and any(pain is None or pain > criterion.pain for pain in pains):
        return False
    if criterion.least is not None and min(values) < criterion.least:
        return False
    if criterion.most is not None and max(values) > criterion.most:
        return False
    if criterion.apart is not None and max(values) - min(values) > criterion.apart:
        return False
    share = symmetry(values)
    return criterion.symmetry is None or (share is not None and share >= criterion.symmetry)
