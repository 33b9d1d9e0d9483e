"""An entry is taken out for good: of the diary, of what undo keeps, of drafts and of every backup."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.errors import DiaryError
from kneetui.services.diary.backups import back_up_daily, backups
from kneetui.services.diary.entry_draft import forget_typed
from kneetui.services.interview.names import DRAFT, UNSAVED

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from kneetui.services.container import Services

COPIES = ("*.schema-*.backup*", "*.left-over-*", "*.damaged-*")
"""Beside the diary: what an update, a backup that was put back, or damage left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What became of the copies of an entry: the backups it was taken out of, and the files that were deleted whole."""

    cleaned: tuple[Path, ...] = ()
    deleted: tuple[Path, ...] = ()


def forget(services: Services, entry_id: int) -> Forgotten:
    """Take out an entry, also one that was removed before, so that nothing of it is left on this computer.

    Backups that cannot be cleaned are deleted, and so are old copies beside the diary. Exports lie where they were put.
    Raises :class:`~kneetui.diary.errors.DiaryError` or ``OSError``; it can be done again then.
    """
    uids = services.diary.forget(entry_id) or _uids_in_backups(services, entry_id)
    if not uids:
        raise DiaryError(
            f"The diary knows nothing of an entry {entry_id}", "“kneetui diary list” shows the numbers"
        )
    _forget_drafts(services, entry_id)
    if services.diary_url:
        return Forgotten()
    cleaned: list[Path] = []
    deleted: list[Path] = []
    for backup in backups(services):
        (cleaned if _clean(backup.path, uids) else deleted).append(backup.path)
    deleted += [path for form in COPIES for path in services.diary_file.parent.glob(form)]
    for path in deleted:
        path.unlink(missing_ok=True)
    back_up_daily(services)
    return Forgotten(cleaned=tuple(cleaned), deleted=tuple(deleted))


def _uids_in_backups(services: Services, entry_id: int) -> tuple[str, ...]:
    """The lasting ids of an entry that only backups have, since an older one was put back."""
    from kneetui.diary.store.salvage import salvage

    uids = set()
    for backup in () if services.diary_url else backups(services):
        with suppress(DiaryError):
            uids |= {entry.uid for entry in salvage(backup.path).entries if entry.id == entry_id}
    return tuple(uids - {""})


def _forget_drafts(services: Services, entry_id: int) -> None:
    forget_typed(services, entry_id)
    for name in (DRAFT, UNSAVED):
        if (services.draft(name) or {}).get("entry") == entry_id:
            services.drafts.claim(DRAFT, take_over=True)
            services.drop_draft(name, DRAFT)
            services.drafts.release(DRAFT)


def _clean(backup: Path, uids: Collection[str]) -> bool:
    """Whether the entry could be taken out of a backup of this version of kneetui."""
    from kneetui.diary.store.backups import check
    from kneetui.diary.store.migrations import SCHEMA
    from kneetui.diary.store.sqlite import open_diary

    try:
        if check(backup).schema != SCHEMA:
            return False
        with closing(open_diary(backup)) as store:
            for number in store.numbers(uids):
                store.forget(number)
    except DiaryError:
        return False
    return True
