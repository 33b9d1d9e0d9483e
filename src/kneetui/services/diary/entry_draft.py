"""What was typed into the entry form and not saved yet; it outlives a dropped line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kneetui.diary.own_values import PREFIX
from kneetui.services.diary.entry_form import FIELDS

if TYPE_CHECKING:
    from kneetui.services.container import Services

NAME = "entry"
"""The draft: fields of the new entry under ``typed``, of entries that are being edited under ``edits`` by id.

``before`` has the fields that were typed of those as they were until then.
"""


class EntryDraft:
    """The draft of one entry, or of the new one (id 0)."""

    def __init__(self, services: Services, entry_id: int = 0) -> None:
        self._services = services
        self._id = str(entry_id) if entry_id else ""

    def read(self) -> dict[str, str]:
        """The fields that were typed; empty without a draft."""
        draft = _all(self._services)
        typed = _fields(draft.edits.get(self._id) if self._id else draft.typed)
        try:
            date.fromisoformat(typed.get("day", "2000-01-01"))
        except ValueError:
            return {}
        return typed

    def changed_since(self, now: Mapping[str, str]) -> frozenset[str]:
        """The fields that were typed over something else than the entry has ``now``: another window wrote them."""
        before = _fields(_all(self._services).before.get(self._id))
        return frozenset(key for key, value in before.items() if now.get(key, "") != value)

    def keep(self, typed: Mapping[str, str], before: Mapping[str, str] | None = None) -> None:
        """Keep these fields, and how an entry was ``before`` they were typed; none drops the draft.

        Raises ``OSError`` if the disk refuses.
        """
        last = _all(self._services)
        if self._id:
            was = {key: before[key] for key in typed} if before else {}
            now = _Drafts(
                typed=last.typed,
                edits=_without_empty({**last.edits, self._id: dict(typed)}),
                before=_without_empty({**last.before, self._id: was}),
            )
        else:
            now = replace(last, typed=dict(typed))
        if now == last:
            return
        if now.typed or now.edits:
            self._services.keep_draft(NAME, asdict(now))
        else:
            self._services.drop_draft(NAME)


def waiting(services: Services) -> tuple[bool, bool]:
    """Whether a new entry was left unfinished, and whether a change of an entry was."""
    drafts = _all(services)
    return bool(drafts.typed), bool(drafts.edits)


@dataclass(frozen=True, kw_only=True)
class _Drafts:
    typed: dict[str, Any]
    edits: dict[str, dict[str, Any]]
    before: dict[str, dict[str, Any]]


def _all(services: Services) -> _Drafts:
    draft = services.draft(NAME) or {}

    def table(key: str) -> dict[str, Any]:
        held = draft.get(key)
        return held if isinstance(held, dict) else {}

    tables = {
        key: {k: v for k, v in table(key).items() if isinstance(v, dict)} for key in ("edits", "before")
    }
    return _Drafts(typed=table("typed"), edits=tables["edits"], before=tables["before"])


def _fields(held: Mapping[str, Any] | None) -> dict[str, str]:
    table = held or {}
    keys = (*FIELDS, *(key for key in table if key.startswith(PREFIX)))
    return {key: table[key] for key in keys if isinstance(table.get(key), str)}


def _without_empty(tables: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry: fields for entry, fields in tables.items() if fields}
