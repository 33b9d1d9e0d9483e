"""What was typed into the entry form and not saved yet; it outlives a dropped line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kneetui.services.diary.entry_form import FIELDS

if TYPE_CHECKING:
    from kneetui.services.container import Services

NAME = "entry"
"""The draft: fields of the new entry under ``typed``, of entries that are being edited under ``edits`` by id."""


class EntryDraft:
    """The draft of one entry, or of the new one (id 0)."""

    def __init__(self, services: Services, entry_id: int = 0) -> None:
        self._services = services
        self._id = str(entry_id) if entry_id else ""

    def read(self) -> dict[str, str]:
        """The fields that were typed; empty without a draft."""
        new, edits = _all(self._services)
        typed = edits.get(self._id, {}) if self._id else new
        good = {key: typed[key] for key in FIELDS if isinstance(typed.get(key), str)}
        try:
            date.fromisoformat(good.get("day", "2000-01-01"))
        except ValueError:
            return {}
        return good

    def keep(self, typed: dict[str, str]) -> None:
        """Keep these fields; none drops the draft. Raises ``OSError`` if the disk refuses."""
        before = _all(self._services)
        new, edits = before
        if self._id:
            edits = {**edits, self._id: typed}
        else:
            new = typed
        after = new, {entry: fields for entry, fields in edits.items() if fields}
        if after == before:
            return
        if any(after):
            self._services.keep_draft(NAME, {"typed": after[0], "edits": after[1]})
        else:
            self._services.drop_draft(NAME)


def waiting(services: Services) -> tuple[bool, bool]:
    """Whether a new entry was left unfinished, and whether a change of an entry was."""
    new, edits = _all(services)
    return bool(new), bool(edits)


def _all(services: Services) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    draft = services.draft(NAME) or {}
    new, edits = draft.get("typed"), draft.get("edits")
    edits = edits if isinstance(edits, dict) else {}
    return new if isinstance(new, dict) else {}, {k: v for k, v in edits.items() if isinstance(v, dict)}
