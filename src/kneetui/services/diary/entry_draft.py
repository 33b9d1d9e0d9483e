"""What was typed into the entry form and not saved yet; it outlives a dropped line."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kneetui.diary.errors import DiaryError, EntryError
from kneetui.diary.own_values import PREFIX
from kneetui.services.diary import entry_form
from kneetui.services.diary.entry_form import FIELDS
from kneetui.services.diary.trackers import in_form
from kneetui.services.windows.drafts import TakenOverError

if TYPE_CHECKING:
    from kneetui.services.container import Services
    from kneetui.services.windows.drafts import Owner

NAME = "entry"
"""The draft: fields of the new entry under ``typed``, of entries that are being edited under ``edits`` by id.

``before`` has the fields that were typed of those as they were until then. A form that another window has open has its own
draft; one more for the same entry has the next, ``entry-2`` and so on.
"""


MOMENT = frozenset({"day", "time"})
"""Fields that a new entry keeps whatever else was typed."""


class EntryDraft:
    """The draft of one entry, or of the new one (id 0); the first of them, or the one with a ``number``."""

    def __init__(self, services: Services, entry_id: int = 0, number: int = 1) -> None:
        self._services = services
        self._id = str(entry_id) if entry_id else ""
        self.name = NAME if number == 1 else f"{NAME}-{number}"
        self.owned_as = f"{self.name}.{self._id or 'new'}"
        self._kept: Mapping[str, str] = {}
        self._late: EntryDraft | None = None

    def claim(self) -> bool:
        """Have it from now on, unless another window has it. Raises ``OSError``."""
        return self._have(take_over=False)

    def take_over(self) -> None:
        """Have it instead of the window that has it. Raises ``OSError``."""
        self._have(take_over=True)

    def _have(self, *, take_over: bool) -> bool:
        if self._services.drafts.claim(self.owned_as, take_over=take_over) is not None:
            return False
        if not self._id and _written_down(self._services, self.read()):
            self.keep({})
        self._kept = self.read()
        return True

    def release(self) -> None:
        """Have it no more; what was typed stays."""
        self._services.drafts.release(self.owned_as)
        if self._late is not None:
            self._late.release()

    def check(self) -> None:
        """Raise :class:`~kneetui.services.windows.drafts.TakenOverError` if another window took it over."""
        self._services.drafts.check(self.owned_as)

    def read(self) -> dict[str, str]:
        """The fields that were typed; empty without a draft."""
        draft = _all(self._services, self.name)
        typed = _fields(draft.edits.get(self._id) if self._id else draft.typed)
        try:
            date.fromisoformat(typed.get("day", "2000-01-01"))
        except ValueError:
            return {}
        return typed

    def changed_since(self, now: Mapping[str, str]) -> frozenset[str]:
        """The fields that were typed over something else than the entry has ``now``: another window wrote them."""
        before = _fields(_all(self._services, self.name).before.get(self._id))
        return frozenset(key for key, value in before.items() if now.get(key, "") != value)

    def keep(self, typed: Mapping[str, str], before: Mapping[str, str] | None = None) -> None:
        """Keep these fields, and how an entry was ``before`` they were typed; none drops the draft.

        Raises ``OSError`` if the disk refuses, :class:`~kneetui.services.windows.drafts.ElsewhereError` if it is
        another window's; what that one does not have is kept beside it then, see :meth:`keep_late`.
        """

        def change(held: dict[str, Any] | None) -> dict[str, Any] | None:
            last = _read(held)
            if self._id:
                was = {key: before[key] for key in typed} if before else {}
                now = _Drafts(
                    typed=last.typed,
                    edits=_without_empty({**last.edits, self._id: dict(typed)}),
                    before=_without_empty({**last.before, self._id: was}),
                )
            else:
                now = replace(last, typed=dict(typed))
            return asdict(now) if now.typed or now.edits else None

        try:
            self._services.drafts.change(self.name, change, self.owned_as)
        except TakenOverError:
            self.keep_late(typed, before)
            raise
        self._kept = dict(typed)

    def keep_late(self, typed: Mapping[str, str], before: Mapping[str, str] | None = None) -> bool:
        """Keep as a draft of its own what was typed before this window knew that another one took this draft over.

        Whether there was anything that the other window does not have. Raises as :meth:`keep`.
        """
        late = {key for key, value in typed.items() if self._kept.get(key) != value}
        if not late or (self._id and not self._entry_is_there()):
            return False
        if self._late is None:
            self._late = _spare(self._services, int(self._id or 0), self.name)
        self._late.keep({key: typed[key] for key in typed if key in late | MOMENT}, before)
        return True

    def _entry_is_there(self) -> bool:
        try:
            self._services.diary.get(int(self._id))
        except DiaryError:
            return False
        return True


def open_draft(services: Services, entry_id: int = 0) -> EntryDraft:
    """The draft for a form that opens, from now on that of this window: one that was left, else an empty one.

    Those that other windows have open are passed over, and one whose entry was written down before the app ended is dropped.
    Raises ``OSError``.
    """
    empty: EntryDraft | None = None
    for number in range(1, _last(services) + 2):
        draft = EntryDraft(services, entry_id, number)
        if (draft.read() or empty is None) and draft.claim():
            if draft.read():
                if empty is not None:
                    empty.release()
                return draft
            empty = draft
    return empty or EntryDraft(services, entry_id, _last(services) + 1)


def _spare(services: Services, entry_id: int, taken: str) -> EntryDraft:
    """An empty draft, from now on that of this window, and another than the one that was ``taken``. Raises ``OSError``."""
    last = _last(services)
    for number in range(1, last + 1):
        draft = EntryDraft(services, entry_id, number)
        if draft.name != taken and not draft.read() and draft.claim():
            return draft
    spare = EntryDraft(services, entry_id, last + 1)
    spare.claim()
    return spare


def open_elsewhere(services: Services, entry_id: int = 0) -> tuple[EntryDraft, Owner] | None:
    """What was typed of the same entry in a form that another window has open, and since when."""
    for number in range(1, _last(services) + 1):
        draft = EntryDraft(services, entry_id, number)
        owner = services.drafts.elsewhere(draft.owned_as) if draft.read() else None
        if owner is not None:
            return draft, owner
    return None


def _names(services: Services) -> list[str]:
    return [name for name in services.drafts.names() if name == NAME or _number(name)]


def _number(name: str) -> int:
    head, _, number = name.partition("-")
    return int(number) if head == NAME and number.isdecimal() else 0


def _last(services: Services) -> int:
    """The highest number that a draft has, or that another window has opened a form with."""
    return max([1, *map(_number, (*services.drafts.names(), *services.drafts.owned()))])


def waiting(services: Services) -> tuple[bool, bool]:
    """Whether a new entry was left unfinished, and whether a change of an entry was."""
    drafts = [_all(services, name) for name in _names(services)]
    new = any(draft.typed and not _written_down(services, _fields(draft.typed)) for draft in drafts)
    return new, any(draft.edits for draft in drafts)


def _written_down(services: Services, typed: Mapping[str, str]) -> bool:
    """Whether an entry of its minute has all that was typed: the app ended between the entry and the end of the draft."""
    try:
        day = date.fromisoformat(typed["day"])
        own = in_form(services)
        entries = services.diary.entries(since=day, until=day)
    except (KeyError, ValueError, DiaryError):
        return False
    for one in entries:
        with suppress(EntryError, ValueError):
            if entry_form.entry({**entry_form.values(one, own), **typed}, one, own=own) == one:
                return True
    return False


def forget_typed(services: Services, entry_id: int) -> None:
    """Forget what was typed of an entry in every window. Raises ``OSError``."""
    for number in range(1, _last(services) + 1):
        draft = EntryDraft(services, entry_id, number)
        draft.take_over()
        draft.keep({})
        draft.release()


@dataclass(frozen=True, kw_only=True)
class _Drafts:
    typed: dict[str, Any]
    edits: dict[str, dict[str, Any]]
    before: dict[str, dict[str, Any]]


def _all(services: Services, name: str) -> _Drafts:
    return _read(services.draft(name))


def _read(held_draft: Mapping[str, Any] | None) -> _Drafts:
    draft = held_draft or {}

    def table(key: str) -> dict[str, Any]:
        held = draft.get(key)
        return held if isinstance(held, dict) else {}

    tables = {
        key: {field: value for field, value in table(key).items() if isinstance(value, dict)}
        for key in ("edits", "before")
    }
    return _Drafts(typed=table("typed"), edits=tables["edits"], before=tables["before"])


def _fields(held: Mapping[str, Any] | None) -> dict[str, str]:
    table = held or {}
    keys = (*FIELDS, *(key for key in table if key.startswith(PREFIX)))
    return {key: table[key] for key in keys if isinstance(table.get(key), str)}


def _without_empty(tables: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry: fields for entry, fields in tables.items() if fields}
