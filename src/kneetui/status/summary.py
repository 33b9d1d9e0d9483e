"""How the knee is, at one glance: what the home screen says of the diary. No Textual in here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kneetui.config.about import SIDES
from kneetui.config.wording import ago_words, number

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
            _swelling(summary.days),
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


def _swelling(days: Sequence[Day]) -> str:
    for back, day in enumerate(reversed(days)):
        if day.swelling is not None:
            return day.swelling if back < 2 else f"{day.swelling} {ago_words(back)}"
    return "not noted"


def _load(week: Block | None) -> tuple[str, ...]:
    if week is None or week.load is None:
        return ()
    least = "at least " if week.at_least else ""
    text = f"{least}{week.load:.0f} this week"
    if week.before is None:
        return (text,)
    change = f" ({least}{week.change:+.0f} %)" if week.change is not None else ""
    return text, f"{week.before:.0f} the week before{change}"
