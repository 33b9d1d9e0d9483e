"""The last months of the diary, read once for everybody who asks, until something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.status.known import BACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services


def recent(services: Services) -> Sequence[Entry]:
    """The entries since :data:`BACK`, newest first, and those of days to come; read again only after a change.

    Raises :class:`~kneetui.diary.errors.DiaryError`.
    """
    diary, since = services.diary, (services.now() - BACK).date()
    basis = diary.version(), since
    return services.memo.value("recent", basis, lambda: tuple(diary.entries(since=since)))
