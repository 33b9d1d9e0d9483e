"""Takes back the last change of the diary, whichever room made it and whenever, and says so in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kneetui.config.wording import count, moment_words
from kneetui.diary.errors import DiaryError
from kneetui.services.released import Release

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import Change
    from kneetui.services.container import Services


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in ``words``. ``entry`` is the one to look at; it may be gone now.

    ``released`` are sentences on what no longer holds anything back.
    """

    words: str
    entry: Entry
    released: tuple[str, ...] = ()


def possible(services: Services) -> bool:
    """Whether there is anything to take back; not as long as the diary is closed or cannot be read."""
    try:
        return services.diary_is_open and services.diary.last_change() is not None
    except DiaryError:
        return False


def take_back(services: Services) -> Undone | None:
    """Take back the last change; ``None`` if there is none. An import is one change.

    Raises :class:`~kneetui.diary.errors.DiaryError` if the diary cannot be written, or another window
    changed the same entry since.
    """
    with Release(services) as release:
        change = services.diary.undo()
    return replace(_undone(change), released=release.sentences) if change else None


def _undone(change: Change) -> Undone:
    entries = change.before or change.after
    newest = max(entries, key=lambda entry: entry.when)
    what = moment_words(newest.when) if len(entries) == 1 else count(len(entries), "entry")
    if not change.before:
        return Undone(f"taken out again: {what}", newest)
    if not change.after:
        return Undone(f"back again: {what}", newest)
    return Undone(f"as it was before: {what}", newest)
