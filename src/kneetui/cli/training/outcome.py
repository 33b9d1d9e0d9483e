"""What came of a session, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kneetui.cli.diary.entries import plain

if TYPE_CHECKING:
    from kneetui.diary.entries import Entry
    from kneetui.routines.progression import Verdict


def outcome(entry: Entry | None, verdict: Verdict | None) -> dict[str, Any]:
    """The entry in the diary and what the pain rule said, each ``None`` where there is none."""
    return {
        "entry": plain(entry) if entry else None,
        "verdict": {"kind": verdict.kind, "why": verdict.why, "reason": verdict.reason} if verdict else None,
    }
