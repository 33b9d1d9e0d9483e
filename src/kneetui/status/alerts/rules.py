"""What each kind of watch rule looks for, and what its ``limit`` and ``days`` mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.config.wording import count, date_words, number
from kneetui.diary.entries import STIFFNESSES, SWELLINGS
from kneetui.status.alerts.knee_history import Knee
from kneetui.status.trend.ceiling import jumps
from kneetui.status.trend.load import blocks
from kneetui.status.trend.trend import KINDS, TrendKind, falls, rises, trend

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from kneetui.content.model import WatchRule
    from kneetui.diary.by_day.days import Day

PAIN_OF: dict[TrendKind, str] = {"morning": "Morning pain", "training": "Pain"}
"""What a number of each kind is called."""

Observation = tuple[date, str] | None
"""Since when, and why in numbers; ``None`` if the rule does not hold."""


def _pain_rise(rule: WatchRule, knee: Knee) -> Observation:
    """Pain ``limit`` points or more above the mean of the ``days`` days before, and no better since.

    Mornings are held against mornings, training against training. After an assessment it must also be that
    much above the least pain since.
    """
    risen = [first for kind in KINDS if (first := _rise_of(rule, knee, kind))]
    return min(risen, default=None)


def _rise_of(rule: WatchRule, knee: Knee, kind: TrendKind) -> Observation:
    pains = knee.pains(knee.back(2 * rule.days + rule.fresh_days), kind)
    new = knee.pains(knee.back(rule.days), kind, new=True)
    if not new or not knee.fresh(max(new), rule):
        return None
    for day, mean in sorted(rises(pains, rule.limit, rule.days, rule.fewest)):
        if day in new and _above_the_least(rule, knee, new, day, mean):
            average = f"{number(mean)} on average in the {count(rule.days, 'day')} before"
            return day, f"{PAIN_OF[kind]} {number(pains[day])} on {date_words(day)}, {average}."
    return None


def _above_the_least(rule: WatchRule, knee: Knee, new: Mapping[date, float], day: date, mean: float) -> bool:
    """Whether a rise is one also against the least pain since the last assessment, which answered the others."""
    if knee.answered is None:
        return True
    since = [new[other] for other in new if other < day]
    usual = max(mean, min([*knee.seen(), *since], default=mean))
    return all(round(pain - usual, 6) >= rule.limit for other, pain in new.items() if other >= day)


def _pain_high(rule: WatchRule, knee: Knee) -> Observation:
    """Pain of ``limit`` or more on the last ``days`` days that say something about pain."""
    return _held(knee.pains(knee.back(2 * rule.days + rule.fresh_days), new=True), rule, knee, "Pain")


def _rest_pain(rule: WatchRule, knee: Knee) -> Observation:
    """Morning pain of ``limit`` or more on the last ``days`` mornings without a session the day before."""
    since = knee.back(2 * rule.days + rule.fresh_days)
    before = {day.day + timedelta(days=1) for day in knee.days(since - timedelta(days=1)) if day.sessions}
    mornings = {
        day: pain for day, pain in knee.pains(since, "morning", new=True).items() if day not in before
    }
    return _held(mornings, rule, knee, "Morning pain without training the day before:")


def _held(pains: dict[date, float], rule: WatchRule, knee: Knee, what: str) -> Observation:
    """The last ``rule.days`` values are all at the limit or above, and the last one is fresh."""
    last = list(pains.items())[-rule.days :]
    if (
        len(last) < rule.days
        or not knee.fresh(last[-1][0], rule)
        or any(pain < rule.limit for _, pain in last)
    ):
        return None
    values = ", ".join(f"{number(pain)} on {date_words(day)}" for day, pain in last[-3:])
    return last[0][0], f"{what} {values}."


def _new_swelling(rule: WatchRule, knee: Knee) -> Observation:
    """Swelling of level ``limit`` or more (1 slight, 2 moderate, 3 marked) after ``days`` days without.

    Swelling in the first entry about the knee is not new, nor is what an assessment in these days told of.
    """
    level = max(1, rule.limit)
    days = knee.days(knee.back(3 * rule.days + rule.fresh_days))
    answered = [day for day in days if day.swelling is not None]
    calm = [day.day for day in answered if _level(day) < level]
    run = [day for day in answered if not calm or day.day > calm[-1]]
    if not run or not knee.fresh(run[-1].day, rule):
        return None
    start = _run_start(run, timedelta(days=rule.days))
    gap = start.day - timedelta(days=rule.days)
    if any(gap <= day.day < start.day and _level(day) >= level for day in answered) or not knee.noted_before(
        start.day
    ):
        return None
    if knee.told_of_swelling(gap, start.day, level):
        return None
    if not any(day.day == start.day and _level(day) >= level for day in knee.days(start.day, new=True)):
        return None
    return (
        start.day,
        f"Swelling {start.swelling} on {date_words(start.day)}, {_not_before(rule, knee, start)}.",
    )


def _not_before(rule: WatchRule, knee: Knee, start: Day) -> str:
    """Against what swelling is new: the days before if something is noted of them, else the last note at all."""
    before = [day.day for day in knee.days(date.min) if day.day < start.day]
    if before and before[-1] < start.day - timedelta(days=rule.days):
        return f"not noted on {date_words(before[-1])}, the last day noted before"
    return f"not noted in the {count(rule.days, 'day')} before"


def _swelling_high(rule: WatchRule, knee: Knee) -> Observation:
    """The last note on swelling in ``days`` days is of level ``limit`` or more (1 slight, 2 moderate, 3 marked)."""
    noted = [day for day in knee.days(knee.back(rule.days), new=True) if day.swelling is not None]
    if not noted or _level(noted[-1]) < max(1, rule.limit):
        return None
    return noted[-1].day, f"Swelling {noted[-1].swelling} on {date_words(noted[-1].day)}."


def _run_start(run: Sequence[Day], gap: timedelta) -> Day:
    """The first day of the last stretch of ``run`` without a gap as long as ``gap``."""
    start = run[-1]
    for day in reversed(run):
        if start.day - day.day > gap:
            break
        start = day
    return start


def _swelling_returns(rule: WatchRule, knee: Knee) -> Observation:
    """The knee swelled up ``limit`` times or more within ``days`` days.

    A time is a session followed by swelling on the same or the next day, or else a day of swelling after one
    without.
    """
    trained = {day.day for day in knee.days(knee.back(2 * rule.days + 1)) if day.sessions}
    times: dict[date, date] = {}
    was = False
    for day in knee.days(knee.back(2 * rule.days), new=True):
        if day.swelling is None:
            continue
        after = [other for other in (day.day, day.day - timedelta(days=1)) if other in trained]
        if day.swollen and (after or not was) and day.day >= knee.back(rule.days):
            times.setdefault(after[0] if after else day.day, day.day)
        was = bool(day.swollen)
    onsets = list(times.values())
    if not onsets or len(onsets) < rule.limit or not knee.fresh(onsets[-1], rule):
        return None
    dates = ", ".join(date_words(day) for day in onsets)
    return onsets[0], f"Swelling came {count(len(onsets), 'time')} in {count(rule.days, 'day')}: {dates}."


def _not_settling(rule: WatchRule, knee: Knee) -> Observation:
    """Over ``days`` days pain did not fall by more than chance, and is still more than ``limit``.

    The mean of the first third of the days is held against that of the last third, mornings with mornings and
    training with training; if one of the two falls, or the trend says that it settles, nothing is said.
    """
    since = knee.back(rule.days)
    if knee.answered and knee.answered.date() > since:
        return None
    stays: list[Observation] = []
    for kind in KINDS:
        course = _course(knee.pains(since, kind), rule, since, knee.today)
        if course is None:
            continue
        before, now = course
        if now <= rule.limit or falls(before, now, knee.trend):
            return None
        start = f"{number(before)} at the start of these {count(rule.days, 'day')}"
        stays.append((since, f"{PAIN_OF[kind]} {number(now)} on average now, {start}."))
    if not stays:
        return None
    heading = trend(knee.days(knee.back(2 * rule.days + rule.fresh_days)), knee.today, knee.trend)
    return None if heading.word == "settling" else stays[0]


def _course(
    pains: Mapping[date, float], rule: WatchRule, since: date, today: date
) -> tuple[float, float] | None:
    """The mean of the first and of the last third of the days; ``None`` if too few of them have a number."""
    third = timedelta(days=max(1, rule.days // 3))
    first = [pain for day, pain in pains.items() if day < since + third]
    last = [pain for day, pain in pains.items() if day > today - third]
    if not first or not last or len(pains) < rule.fewest:
        return None
    return sum(first) / len(first), sum(last) / len(last)


def _stays(scale: Sequence[str], name: str) -> Callable[[WatchRule, Knee], Observation]:
    """What was written of ``name`` is at level ``limit`` or more on every note of ``days`` days, ``fewest`` at least."""

    def look(rule: WatchRule, knee: Knee) -> Observation:
        noted = [
            (entry.when.date(), scale.index(level))
            for entry in knee.notes(rule.days)
            if (level := entry.swelling if name == "Swelling" else entry.stiffness) is not None
        ]
        days = sorted({day for day, _ in noted})
        if len(days) < rule.fewest or (days[-1] - days[0]).days < rule.days // 2:
            return None
        if not knee.fresh(days[-1], rule) or any(level < rule.limit for _, level in noted):
            return None
        dates = f"on {len(days)} of the last {count(rule.days, 'day')}, never less"
        return days[0], f"{name} {scale[min(level for _, level in noted)]} or more {dates}."

    return look


def _painkillers(rule: WatchRule, knee: Knee) -> Observation:
    """Painkillers were written down on ``limit`` days or more of the last ``days``."""
    taken = sorted({entry.when.date() for entry in knee.notes(rule.days) if entry.medication})
    if len(taken) < rule.limit or not knee.fresh(taken[-1], rule):
        return None
    return taken[0], f"Painkillers on {len(taken)} of the last {count(rule.days, 'day')}."


def _load_spike(rule: WatchRule, knee: Knee) -> Observation:
    """The load of the last ``days`` days is ``limit`` percent or more above that of the ``days`` before."""
    newest = blocks(knee.entries, knee.today, 1, rule.days)
    if not newest or (knee.answered and knee.answered.date() >= newest[0].start):
        return None
    block = newest[0]
    if block.change is None or block.load is None or block.before is None or block.change < rule.limit:
        return None
    least = "at least " if block.at_least else ""
    now = f"Load {least}{block.load:.0f} in the last {count(rule.days, 'day')}"
    return block.start, f"{now}, {block.before:.0f} in the {rule.days} before ({block.change:+.0f} %)."


def _session_spike(rule: WatchRule, knee: Knee) -> Observation:
    """A single session ``limit`` percent or more longer than the longest of the ``days`` days before it."""
    seen = knee.answered.date() if knee.answered else date.min
    longer = [
        jump for jump in jumps(knee.entries, knee.back(rule.fresh_days), knee.today, rule) if jump.day > seen
    ]
    if not longer:
        return None
    jump = max(longer, key=lambda candidate: candidate.share)
    return jump.day, jump.words(rule.days)


OF_THE_PERSON = ("load-spike", "session-spike")
"""Kinds that are about training, and so about the person and not about one knee."""

COMPARING = ("pain-rise", "new-swelling", "not-settling", "load-spike", "session-spike")
"""Kinds that hold what is new against the days before it."""


def can_compare(rule: WatchRule, noted: Collection[date], today: date) -> bool:
    """Whether enough of the days before today are ``noted`` for the rule to speak; one that compares nothing always can."""
    if rule.kind not in COMPARING:
        return True
    since = today - timedelta(days=rule.days)
    return sum(since <= day < today for day in noted) >= max(1, rule.fewest)


RULES: dict[str, Callable[[WatchRule, Knee], Observation]] = {
    "pain-rise": _pain_rise,
    "pain-high": _pain_high,
    "new-swelling": _new_swelling,
    "swelling-high": _swelling_high,
    "swelling-returns": _swelling_returns,
    "not-settling": _not_settling,
    "swelling-stays": _stays(SWELLINGS, "Swelling"),
    "stiffness-stays": _stays(STIFFNESSES, "Stiffness"),
    "painkillers": _painkillers,
    "load-spike": _load_spike,
    "session-spike": _session_spike,
    "rest-pain": _rest_pain,
}


def _level(day: Day) -> int:
    return SWELLINGS.index(day.swelling or "none")
