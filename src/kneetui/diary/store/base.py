"""What a diary store does, wherever it keeps the entries."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kneetui.config.lazy_dataclass import dataclass
from kneetui.diary.store.wanted import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

    from kneetui.diary.by_day.days import Day, RoutineDay
    from kneetui.diary.entries import Entry
    from kneetui.diary.history import Removed
    from kneetui.diary.store.salvage import Unreadable
    from kneetui.diary.store.wanted import Sought


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a diary: ``add``, ``edit`` or ``remove``, with the entries as they were before and after.

    ``token`` names the change for :meth:`DiaryStore.undo`; one that was taken back has a token among those only.
    ``remembered`` are the texts that came with it.
    """

    token: int
    action: str
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    remembered: Mapping[str, str] = field(default_factory=dict)


class DiaryStore(Protocol):
    """The journal of one person. Every change is durable when the method returns.

    Every method raises :class:`~kneetui.diary.errors.DiaryError` if the store cannot be read or written.
    """

    def add(self, entry: Entry) -> Entry:
        """Writes a new entry and returns it with its id; it does not keep an id it came with."""
        ...

    def add_all(
        self,
        entries: Iterable[Entry],
        *,
        edited: Iterable[Entry] = (),
        removed: Iterable[Removed] = (),
        remembered: Mapping[str, str] | None = None,
    ) -> tuple[Entry, ...]:
        """Writes all of the entries or none, as one change, and returns them; ``edited`` replace those with their ids.

        ``removed`` are removals of another copy of the diary: entries with their lasting ids are taken out.
        ``remembered`` are texts to :meth:`remember` where there is none yet; undo forgets those that are still the same.

        Ids they come with are new in the diary, and relations among them follow
        (:func:`~kneetui.diary.relations.numbered`).
        """
        ...

    def edit(self, entry: Entry, *, base: Entry | None = None) -> Entry:
        """Replaces the entry with the same id, and returns it as it is now; a :class:`DiaryError` if there is none.

        With ``base``, the entry as it was before it was edited, only what differs from that is written: what another
        session changed meanwhile stays. An :class:`~kneetui.diary.errors.EditClashError` if that is the same field.
        """
        ...

    def remove(self, entry_id: int) -> int:
        """Takes an entry out and returns the token that brings it back."""
        ...

    def removals(self) -> tuple[Removed, ...]:
        """What was ever removed, in no order: lasting ids and stamps, for other copies of the diary."""
        ...

    def undo(self, token: int | None = None) -> Change | None:
        """Takes back the change ``token``, or the last one, and returns it; ``None`` if there is none.

        The last one is the last of this session, then the last before this session began; never one that
        another session made since. A :class:`DiaryError` if the entry was changed again after it.
        """
        ...

    def redo(self) -> Change | None:
        """Makes the change again that was taken back last, and returns it; ``None`` if there is none.

        It has a new token, and :meth:`undo` takes it back again. There is none any more after another change in
        this session. The last one is that of this session, then that before this session began. A
        :class:`DiaryError` if the entry was changed again since.
        """
        ...

    def last_undone(self) -> int | None:
        """The token of the change that :meth:`redo` would make again, or ``None``. Cheap as :meth:`last_change`."""
        ...

    def last_change(self) -> int | None:
        """The token of the change that :meth:`undo` would take back, or ``None``. Cheap: screens ask often."""
        ...

    def get(self, entry_id: int) -> Entry:
        """The entry with this id; a :class:`DiaryError` if there is none."""
        ...

    def entries(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        knee: str = "",
        kind: str = "",
        wanted: Sought = EVERY,
    ) -> list[Entry]:
        """Entries, newest first, from the day ``since`` to the day ``until``, both included.

        ``knee`` left or right includes entries about both, and both any. An entry that is not ``wanted`` may be left
        out; a store that cannot look for it without reading every entry gives it, too.
        """
        ...

    def days(self, knee: str, since: date, until: date) -> tuple[Day, ...]:
        """Every day from ``since`` to ``until``, as :func:`~kneetui.diary.by_day.days.daily` makes them of the entries."""
        ...

    def routine_days(self, knee: str, since: date, until: date) -> tuple[RoutineDay, ...]:
        """The sessions of routines, as :func:`~kneetui.diary.by_day.days.routine_days` has them of the entries."""
        ...

    def oldest(self, *, knee: str = "", kind: str = "") -> Entry | None:
        """The first entry, or ``None``."""
        ...

    def latest(self, *, knee: str = "", kind: str = "") -> Entry | None:
        """The newest entry, or ``None``."""
        ...

    def count(self) -> int:
        """How many entries there are."""
        ...

    def unreadable(self) -> tuple[Unreadable, ...]:
        """The entries that are there and cannot be read; all else goes on without them."""
        ...

    def forget(self, entry_id: int) -> tuple[str, ...]:
        """Takes an entry out for good, with every change that undo could bring it back by, also one removed before.

        Nothing of what was in it stays in the store, only that it was removed. The lasting ids that it had; none if the
        store knows nothing of it.
        """
        ...

    def version(self) -> tuple[int, ...]:
        """Numbers that are others after every change, also by another program and of what is remembered.

        Cheap: whoever keeps what was read or derived asks before each use. They mean nothing to another session.
        """
        ...

    def remember(self, key: str, value: str) -> None:
        """Keeps a piece of text (where one is in a routine …); empty text forgets it. No change for undo by itself."""
        ...

    def recall(self, key: str) -> str:
        """The text kept under ``key``; empty if there is none."""
        ...

    def remembered(self) -> dict[str, str]:
        """Everything that is kept by :meth:`remember`, by its key."""
        ...

    def close(self) -> None:
        """Ends the session; calling it twice does no harm."""
        ...


@runtime_checkable
class WritesAsOne(Protocol):
    """What a store may do besides: several changes whole or not at all. Nobody may rely on it."""

    def as_one(self) -> AbstractContextManager[None]:
        """All that is written within it is written, or nothing; another program can only be in the way as it begins.

        So what fails with a :class:`~kneetui.diary.errors.DiaryBusyError` did nothing yet, and can be done again.
        """
        ...
