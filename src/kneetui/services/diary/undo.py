"""Takes back the last change of the diary, or makes it again, whichever room made it and whenever, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneetui.config.lazy_dataclass import dataclass
from kneetui.config.wording import count, moment_words
from kneetui.diary.errors import DiaryError
from kneetui.services.released import Release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneetui.diary.entries import Entry
    from kneetui.services.container import Services


PLACES = "your place in routines and your equipment"


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A step back or forward through the changes, in ``words``. ``entry`` is one to look at, if any; it may be gone now.

    ``released`` are sentences on what no longer holds anything back.
    """

    words: str
    entry: Entry | None
    released: tuple[str, ...] = ()


def possible(services: Services) -> bool:
    """Whether there is anything to take back; not as long as the diary is closed or cannot be read."""
    try:
        return services.diary_is_open and services.diary.last_change() is not None
    except DiaryError:
        return False


def redo_possible(services: Services) -> bool:
    """Whether there is anything to make again; as :func:`possible`."""
    try:
        return services.diary_is_open and services.diary.last_undone() is not None
    except DiaryError:
        return False


def take_back(services: Services) -> UndoStep | None:
    """Take back the last change; ``None`` if there is none. An import is one change.

    Raises :class:`~kneetui.diary.errors.DiaryError` if the diary cannot be written, or another window
    changed the same entry since.
    """
    with Release(services) as release:
        change = services.diary.undo()
    if change is None:
        return None
    return _step(change.after, change.before, "as it was before", release.sentences)


def make_again(services: Services) -> UndoStep | None:
    """Make again the change that was taken back last; ``None`` if there is none. Raises as :func:`take_back`."""
    with Release(services) as release:
        change = services.diary.redo()
    if change is None:
        return None
    return _step(change.before, change.after, "changed again", release.sentences, back=True)


class OwnChange:
    """The change of one screen, which alone that screen takes back and makes again."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._made: int | None = None
        self._undone: int | None = None

    def note(self, before: int | None) -> None:
        """The change was just made, if the last one was ``before`` until now."""
        last = self._services.diary.last_change()
        self._made = last if last != before else None

    def possible(self) -> bool:
        """Whether it can be taken back: nothing came after it."""
        return self._made is not None and self._services.diary.last_change() == self._made

    def redo_possible(self) -> bool:
        """Whether it was taken back and can be made again."""
        return self._undone is not None and self._services.diary.last_undone() == self._undone

    def take_back(self) -> UndoStep | None:
        """See :func:`take_back`."""
        step = take_back(self._services)
        self._made, self._undone = None, self._services.diary.last_undone()
        return step

    def make_again(self) -> UndoStep | None:
        """See :func:`make_again`."""
        step = make_again(self._services)
        self._made, self._undone = self._services.diary.last_change(), None
        return step


def _step(
    gone: Sequence[Entry],
    there: Sequence[Entry],
    changed: str,
    released: tuple[str, ...],
    *,
    back: bool = False,
) -> UndoStep:
    """``there`` came in the place of ``gone``; if both are something, ``changed`` says how.

    Without any entry it is about what an import remembered, which came ``back`` or went.
    """
    if not gone and not there:
        return UndoStep(f"{'back' if back else 'taken out'} again: {PLACES}", None, released)
    entries = {entry.id: entry for entry in (*gone, *there)}
    newest = max(there or gone, key=lambda entry: entry.when)
    what = moment_words(newest.when) if len(entries) == 1 else count(len(entries), "entry")
    how = changed if gone and there else "back again" if there else "taken out again"
    return UndoStep(f"{how}: {what}", newest, released)
