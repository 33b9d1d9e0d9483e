"""What was changed in the diary room since it was opened, to be taken back step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.diary.store.base import DiaryStore


class Undo:
    """Only changes made here: what other rooms wrote is theirs to take back."""

    def __init__(self, store: DiaryStore) -> None:
        self._store = store
        self._steps: list[tuple[str, Entry, int]] = []

    @property
    def possible(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._steps)

    def wrote(self, entry: Entry, before: Entry | None) -> None:
        """Remember that an entry was added, or changed from ``before``."""
        self._steps.append(("edit", before, 0) if before else ("add", entry, 0))

    def remove(self, entry: Entry) -> None:
        """Take an entry out of the diary."""
        self._steps.append(("remove", entry, self._store.remove(entry.id)))

    def back(self) -> tuple[str, Entry]:
        """Take back the last change; a word on what was done, and the entry. Taking back an addition is a removal."""
        action, entry, token = self._steps[-1]
        if action == "edit":
            self._store.edit(entry)
            self._steps.pop()
            return "as it was before", entry
        if action == "remove":
            self._store.undo(token)
            self._steps.pop()
            return "back again", entry
        self._steps.pop()
        self.remove(entry)
        return "taken out again, z brings it back", entry
