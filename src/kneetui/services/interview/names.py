"""The names under which an interview leaves what it knows, for those who look whether there is anything."""

from __future__ import annotations

DRAFT = "triage"
"""The name under which an unfinished interview is kept."""

UNSAVED = "result"
"""The name under which a result stays that asks for a doctor at once and was not saved."""

OTHERS = {"child": "your child", "other": "the person"}
"""Whose knee it may be, besides one's own, and how questions speak of them."""
