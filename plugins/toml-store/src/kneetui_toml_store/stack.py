"""Changes on a stack: those that can be taken back, or those that were and can be made again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kneetui.diary.entries import Entry
from kneetui.diary.store.base import Change

UNDO_LEVELS = 20
"""How many changes a stack holds; what is older is forgotten."""


@dataclass(slots=True)
class Stack:
    """Changes, the topmost last, each with the session that put it there; tokens count up to ``last_token``."""

    changes: list[tuple[str, Change]] = field(default_factory=list)
    last_token: int = 0

    def copy(self) -> Stack:
        """A stack of its own with the same changes."""
        return Stack(list(self.changes), self.last_token)

    def forget(self, entry_id: int) -> list[Entry]:
        """Take off every change, whoever made it, that the entry with this id is in; that entry as it is in them."""
        entries = [
            entry
            for _, change in self.changes
            for entry in (*change.before, *change.after)
            if entry.id == entry_id
        ]
        self.changes = [
            (session, change)
            for session, change in self.changes
            if all(entry.id != entry_id for entry in (*change.before, *change.after))
        ]
        return entries


@dataclass(frozen=True, slots=True)
class StackView:
    """A stack as the ``session`` sees it: what it pushed itself, and what lay there when it began."""

    session: str
    earlier: int

    def push(self, stack: Stack, change: Change) -> Change:
        """Put the change on top, with a new token."""
        stack.last_token += 1
        pushed = replace(change, token=stack.last_token)
        stack.changes.append((self.session, pushed))
        del stack.changes[:-UNDO_LEVELS]
        return pushed

    def last(self, stack: Stack) -> int | None:
        """The token of the topmost change that the session sees."""
        return next((held[1].token for held in reversed(stack.changes) if self._sees(*held)), None)

    def take(self, stack: Stack, token: int | None = None) -> Change | None:
        """Take off the change ``token``, whoever made it, or the topmost that the session sees."""
        wanted = self.last(stack) if token is None else token
        for index, (_, change) in enumerate(stack.changes):
            if change.token == wanted:
                del stack.changes[index]
                return change
        return None

    def clear(self, stack: Stack) -> None:
        """Take off everything that the session sees."""
        stack.changes = [held for held in stack.changes if not self._sees(*held)]

    def _sees(self, session: str, change: Change) -> bool:
        return session == self.session or change.token <= self.earlier
