"""Weeks, months, years and blocks of a knee in sentences, and the places where it hurt over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kneetui.config.wording import count, date_words, knee_words, listed, number

if TYPE_CHECKING:
    from datetime import date

    from kneetui.content.model import TrendRule
    from kneetui.status.trend.periods import PeriodNumbers

HEAD = ("When", "Pain", "Worst", "Noted", "Swollen", "Sport", "Load")
WIDTHS = (15, 5, 6, 6, 8, 9, 6)


def period_sentence(now: PeriodNumbers, before: PeriodNumbers | None, knee: str, rule: TrendRule) -> str:
    """A period in words, and against the one before it."""
    about = knee_words(knee)
    if now.pain is None or now.worst is None:
        return f"{now.period.label}, {about}: no pain written down. {_rest(now)}".rstrip()
    noted = f"noted on {now.pain_days} of {count(now.period.days, 'day')}"
    words = f"{now.period.label}, {about}: pain usually {number(now.pain)}, at worst {number(now.worst)} ({noted})."
    return f"{words} {_against(now, before, rule)}{_rest(now)}".rstrip()


def _against(now: PeriodNumbers, before: PeriodNumbers | None, rule: TrendRule) -> str:
    if before is None or before.pain is None or now.pain is None:
        return ""
    change = now.pain - before.pain
    if not round(change, 1):
        return "The same as before. "
    size = f"{number(abs(change))} {'more' if change > 0 else 'less'} than before ({number(before.pain)})"
    inside = "" if abs(change) >= rule.change else ", within what pain wavers by itself"
    return f"{size}{inside}. "


def _rest(now: PeriodNumbers) -> str:
    parts = []
    if now.swelling_days:
        parts.append(f"Swollen on {now.swollen} of {count(now.swelling_days, 'day')} noted.")
    if now.sessions:
        load = "" if now.load is None else f", load {'at least ' if now.unrated else ''}{now.load:.0f}"
        parts.append(f"{count(now.sessions, 'session')} of sport{load}.")
    return " ".join(parts)


def sides_sentence(compared: tuple[int, float, float] | None) -> str:
    """Which knee hurts more, from the days with both written down, and the mean pain (0-10) of the left and the right."""
    if compared is None:
        return "Left against right: on no day is pain of both knees written down."
    days, left, right = compared
    apart = abs(left - right)
    more = (
        "both the same"
        if not round(apart, 1)
        else f"the {'left' if left > right else 'right'} one {number(apart)} more"
    )
    return (
        f"Left against right, on {count(days, 'day')} with both: {number(left)} and {number(right)}, {more}."
    )


def table_rows(parts: Sequence[PeriodNumbers]) -> Iterator[tuple[str, ...]]:
    """A row for each part that something is known of."""
    for own in parts:
        if not (own.pain_days or own.sessions or own.swelling_days):
            continue
        yield (
            own.period.label,
            "–" if own.pain is None else number(own.pain),
            "–" if own.worst is None else number(own.worst),
            str(own.pain_days),
            f"{own.swollen}/{own.swelling_days}" if own.swelling_days else "–",
            str(own.sessions),
            "–" if own.load is None else f"{own.load:.0f}",
        )


def in_columns(cells: Sequence[str]) -> str:
    """A row of the table as one line."""
    return "".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def places_sentence(places: Sequence[tuple[date, tuple[str, ...]]], knee: str) -> str:
    """Where it hurts now, and what is new or gone since the answers before."""
    if not places:
        return f"{knee_words(knee).capitalize()}: nobody answered yet where it hurts; the questions of Triage ask for it."
    day, now = places[-1]
    words = f"{date_words(day)} {day.year}: {listed(now) or 'no place'}."
    if len(places) == 1:
        return words
    before = places[-2][1]
    new = [place for place in now if place not in before]
    gone = [place for place in before if place not in now]
    changes = [f"new: {listed(new)}" if new else "", f"no longer: {listed(gone)}" if gone else ""]
    changed = "; ".join(part for part in changes if part) or "the same places"
    return f"{words} Since {date_words(places[-2][0])} {places[-2][0].year} {changed}."
