"""How the knee is, at one glance: what the home screen says of the diary. No Textual in here."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from kneetui.config.about import SIDES
from kneetui.config.wording import ago_words, number
from kneetui.diary.entries import NONE, SWELLINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import TrendRule
    from kneetui.diary.by_day.days import Day
    from kneetui.diary.entries import Entry
    from kneetui.status.trend.load import Block

DAYS = 14
"""How many days the picture spans."""


class KneeGlance(NamedTuple):
    """One knee: where it is heading (a word of the trend), its last numbers, a height (0-7) a day, swelling."""

    knee: str
    word: str
    numbers: tuple[str, ...]
    heights: tuple[int | None, ...]
    swelling: str


class Glance(NamedTuple):
    """The knees that matter, the week's load, and the last entry with an assessment; empty without data."""

    knees: tuple[KneeGlance, ...] = ()
    load: tuple[str, ...] = ()
    assessed: Entry | None = None


def glance(entries: Sequence[Entry], knee: str, today: date, rule: TrendRule) -> Glance:
    """What the entries say, newest first; ``knee`` is the one set, empty for none."""
    if not entries:
        return Glance()
    from kneetui.diary.by_day.timeline import gathered
    from kneetui.status.trend.trend import summarise  # an empty diary does not need it

    known = gathered(entries)
    summaries = [summarise(known, side, today, rule, DAYS) for side in SIDES]
    shown = [
        KneeGlance(
            summary.knee,
            summary.trend.word,
            _numbers(summary.days, today),
            _heights(summary.days),
            _swelling(entries, summary.knee, today),
        )
        for summary in summaries
        if knee in (summary.knee, "both") or any(day.entries for day in summary.days)
    ]
    assessed = next((entry for entry in entries if entry.assessment), None)
    return Glance(tuple(shown), _load(summaries[0].week), assessed)


def _heights(days: Sequence[Day]) -> tuple[int | None, ...]:
    from kneetui.diary.by_day.days import sparkline

    return sparkline(days)


def _numbers(days: Sequence[Day], today: date) -> tuple[str, ...]:
    measured = [day for day in reversed(days) if day.pain is not None][:2]
    parts = tuple(f"{number(day.pain or 0)}/10 {_when(day, today)}" for day in measured)
    return parts or (f"no number in {DAYS} days",)


def _when(day: Day, today: date) -> str:
    return ago_words((today - day.day).days, morning=day.during is None and day.after is None)


def _swelling(entries: Sequence[Entry], knee: str, today: date) -> str:
    """What was noted last, and when; whose it is, where both diary and answers tell of it.

    Of a day in the diary the worst counts that was noted since the answers.
    """
    first = today - timedelta(days=DAYS - 1)
    known = [entry for entry in entries if _tells(entry, knee) and first <= entry.when.date() <= today]
    known.sort(key=lambda entry: (entry.when, entry.id), reverse=True)
    if not known:
        return "not noted"
    newest = known[0]
    back = (today - newest.when.date()).days
    if newest.assessment is not None:
        return f"{newest.worst_swelling}, in the answers of {ago_words(back)}"
    since = list(takewhile(lambda entry: entry.assessment is None, known))
    level = max((entry.swelling or NONE for entry in since if _same_day(entry, newest)), key=SWELLINGS.index)
    whose = ", in the diary" if len(since) < len(known) else ""
    return f"{level}{whose}{'' if back < 2 and not whose else f' {ago_words(back)}'}"


def _tells(entry: Entry, knee: str) -> bool:
    return entry.worst_swelling is not None and entry.concerns(knee)


def _same_day(one: Entry, other: Entry) -> bool:
    return one.when.date() == other.when.date()


def _load(week: Block | None) -> tuple[str, ...]:
    if week is None or week.load is None:
        return ()
    least = "at least " if week.at_least else ""
    text = f"{least}{week.load:.0f} this week"
    if week.before is None:
        return (text,)
    change = f" ({least}{week.change:+.0f} %)" if week.change is not None else ""
    return text, f"{week.before:.0f} the week before{change}"
