"""The morning after a session, from the diary. No Textual in here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneetui.diary.entries import STIFFNESSES, SWELLINGS
from kneetui.routines.progression import Morning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.content.model import PainRule
    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import DiaryStore

BEFORE = timedelta(days=14)
"""How far back tells what is usual."""


def morning_after(diary: DiaryStore, session: date, rule: PainRule, knee: str) -> Morning | None:
    """How the knee was on the day after a session; ``None`` if nobody wrote it down.

    It settled if the morning's pain is in the rule's green, or no higher than on the last morning before.
    """
    day = session + timedelta(days=1)
    entries = diary.entries(since=session - BEFORE, until=day, knee=knee)
    done = next((each.when for each in entries if each.routine and each.when.date() == session), None)
    if done is None:
        return None
    before = [each for each in entries if each.when <= done]
    after = [each for each in entries if each.when > done]
    pains = [each.pain_morning for each in after if each.pain_morning is not None and each.when.date() == day]
    swelling = _worst(after, SWELLINGS, "swelling")
    swollen = swelling > max(0, _last(before, SWELLINGS, "swelling"))
    if not pains and not swollen:
        return None
    usual = next((each.pain_morning for each in before if each.pain_morning is not None), 0.0)
    stiff, usually = _worst(after, STIFFNESSES, "stiffness"), _last(before, STIFFNESSES, "stiffness")
    stiffer = stiff > usually >= 0
    return Morning(settled=max(pains, default=0) <= max(rule.green, usual) and not stiffer, swelling=swollen)


def _worst(entries: Sequence[Entry], scale: Sequence[str], name: str) -> int:
    return max((scale.index(said) for each in entries if (said := getattr(each, name))), default=-1)


def _last(entries: Sequence[Entry], scale: Sequence[str], name: str) -> int:
    return next((scale.index(said) for each in entries if (said := getattr(each, name))), -1)
