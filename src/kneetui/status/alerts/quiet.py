"""Alerts that somebody put off to a date or set to rest, and when they speak again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.entries import STIFFNESSES, SWELLINGS

if TYPE_CHECKING:
    from kneetui.content.model import WatchRule
    from kneetui.diary.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """An alert is not shown: put off ``until`` the first day it speaks again, or at rest for a ``reason``.

    ``words`` are the person's own about it.
    """

    since: date
    until: date | None = None
    reason: str = ""
    words: str = ""


def quiet(entries: Iterable[Entry], rule: WatchRule, knee: str, since: date, today: date) -> Quiet | None:
    """Why an alert about a knee, which holds since a day, is not shown; ``None`` if it is.

    An answer holds for what there was when it was given. It ends with its date, when something newer raises
    the alert, and as soon as anything about the knee is worse than in the days before the answer in which the rule speaks.
    """
    records = [
        entry for entry in entries if entry.alert and entry.alert.rule == rule.id and entry.concerns(knee)
    ]
    if not records:
        return None
    last = max(records, key=lambda entry: (entry.when, entry.id))
    answer, day = last.alert, last.when.date()
    if answer is None or since > day or _worse(entries, knee, last.when, rule.fresh_days):
        return None
    if not answer.days:
        return Quiet(since=day, reason=answer.reason or "", words=last.note)
    until = day + timedelta(days=round(answer.days))
    return Quiet(since=day, until=until) if today < until else None


def _worse(entries: Iterable[Entry], knee: str, answered: datetime, days: int) -> bool:
    """Whether pain, swelling or stiffness went beyond the ``days`` before the answer; unknown counts as none."""
    about = [entry for entry in entries if entry.concerns(knee)]
    first = answered - timedelta(days=days)
    before = _worst(entry for entry in about if first <= entry.when <= answered)
    after = _worst(entry for entry in about if entry.when > answered)
    return any(now > then for then, now in zip(before, after, strict=True))


def _worst(entries: Iterable[Entry]) -> tuple[float, int, int]:
    pain, swelling, stiffness = 0.0, 0, 0
    for entry in entries:
        pain = max(pain, entry.pain or 0)
        swelling = max(swelling, SWELLINGS.index(entry.worst_swelling or "none"))
        stiffness = max(stiffness, STIFFNESSES.index(entry.worst_stiffness or "none"))
    return pain, swelling, stiffness
