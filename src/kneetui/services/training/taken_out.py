"""The place in a routine, without the sessions that were taken out of the diary since: undone, or removed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from kneetui.routines.progress import Progress
from kneetui.services.remembered_keys import BEFORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import DiaryStore

MOST = 10
"""Sessions that can be taken out one after the other, each with the step that it led to."""


def note(diary: DiaryStore, entry: Entry, before: Progress) -> None:
    """A session is judged: its entry, and the place ``before`` it."""
    judged = {
        "uid": entry.uid,
        "id": entry.id,
        "on": entry.when.date().isoformat(),
        "before": before.to_json(),
    }
    _remember(diary, before.routine, [*_in_the_diary(diary, _judged(diary, before.routine)), judged])


def standing(diary: DiaryStore, progress: Progress) -> Progress:
    """The place without the last sessions whose entries are gone, or are without their judgement again."""
    for judged in reversed(_judged(diary, progress.routine)):
        if _is_there(diary, judged):
            break
        progress = Progress.from_json(judged["before"])
    return progress


def settle(diary: DiaryStore, routine: str) -> None:
    """The place is written anew: what was taken out before that is no longer looked at."""
    judged = _judged(diary, routine)
    left = _in_the_diary(diary, judged)
    if len(left) < len(judged):
        _remember(diary, routine, left)


def _in_the_diary(diary: DiaryStore, judged: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The judged sessions up to the last one that is still there."""
    left = len(judged)
    while left and not _is_there(diary, judged[left - 1]):
        left -= 1
    return judged[:left]


def _is_there(diary: DiaryStore, judged: dict[str, Any]) -> bool:
    """By the lasting id, or by the number: what is put back after it was undone has that one again."""
    day = date.fromisoformat(judged["on"])
    entries = diary.entries(since=day, until=day, kind="routine")
    return any(
        entry.routine and entry.routine.verdict and (entry.uid == judged["uid"] or entry.id == judged["id"])
        for entry in entries
    )


def _judged(diary: DiaryStore, routine: str) -> list[dict[str, Any]]:
    try:
        judged = json.loads(diary.recall(BEFORE + routine))
        for item in judged:
            Progress.from_json(item["before"])
            date.fromisoformat(item["on"])
        return [{key: item[key] for key in ("uid", "id", "on", "before")} for item in judged]
    except (ValueError, TypeError, KeyError):
        return []


def _remember(diary: DiaryStore, routine: str, judged: Sequence[dict[str, Any]]) -> None:
    diary.remember(BEFORE + routine, json.dumps(judged[-MOST:]))
